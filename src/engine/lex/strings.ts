import { notSupported, syntaxError } from './fail.ts';

interface Quoted {
  readonly value: string;
  readonly end: number;
}

/** Reads text up to `close`, in which a doubled `close` stands for one. `at` is the opener. */
export function readQuoted(
  sql: string,
  at: number,
  contentAt: number,
  close: string,
  what: string,
): Quoted {
  let value = '';
  let from = contentAt;
  for (;;) {
    const next = sql.indexOf(close, from);
    if (next < 0) {
      syntaxError(
        sql,
        at,
        `This ${what} is never closed.`,
        `Close it with ${close}${close === "'" ? ' (a quote inside a string is doubled).' : '.'}`,
      );
    }
    value += sql.slice(from, next);
    if (sql[next + 1] !== close) return { value, end: next + 1 };
    value += close;
    from = next + 2;
  }
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const NUMERIC_ESCAPE = /(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3})/y;

/** Reads `E'…'`: PostgreSQL's C-style escapes. `contentAt` is just after the opening quote. */
export function readEscapeString(sql: string, at: number, contentAt: number): Quoted {
  let value = '';
  let index = contentAt;
  while (index < sql.length) {
    const char = sql.charAt(index);
    if (char === "'") {
      if (sql[index + 1] !== "'") return { value, end: index + 1 };
      value += "'";
      index += 2;
    } else if (char === '\\') {
      const escape = readEscape(sql, index);
      value += escape.value;
      index = escape.end;
    } else {
      value += char;
      index += 1;
    }
  }
  return syntaxError(sql, at, 'This string is never closed.', "Close it with '.");
}

function readEscape(sql: string, at: number): Quoted {
  const char = sql.charAt(at + 1);
  NUMERIC_ESCAPE.lastIndex = at + 1;
  const digits = NUMERIC_ESCAPE.exec(sql)?.[0];
  if (digits !== undefined) return { value: decode(sql, at, digits), end: at + 1 + digits.length };
  if (char === 'u' || char === 'U' || char === 'x') {
    return syntaxError(sql, at, `The escape \\${char} needs hexadecimal digits after it.`);
  }
  return { value: SIMPLE_ESCAPES[char] ?? char, end: at + 2 };
}

function decode(sql: string, at: number, escape: string): string {
  const octal = /^[0-7]/.test(escape);
  const code = octal ? Number.parseInt(escape, 8) : Number.parseInt(escape.slice(1), 16);
  const oneByte = octal || escape.startsWith('x');
  if (oneByte && code > 0x7f) {
    notSupported(sql, at, 'A byte escape above \\x7f', 'Write the character itself, or \\uXXXX.');
  }
  if (code === 0 || code > 0x10ffff) {
    syntaxError(sql, at, `\\${escape} is not a character.`);
  }
  return String.fromCodePoint(code);
}
