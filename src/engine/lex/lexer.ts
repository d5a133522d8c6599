import { notSupported, syntaxError } from './fail.ts';
import { parameterCounter, type ParameterCounter, type ParameterStyle } from './parameters.ts';
import { readEscapeString, readQuoted } from './strings.ts';
import type { Token } from './token.ts';

const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy;
/** `0x1F`, `0b101`, `0o17`: whole numbers of another base. */
const BASED = /0(?:x(?:_?[0-9a-f])+|b(?:_?[01])+|o(?:_?[0-7])+)/iy;
const NUMBER = /(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?/iy;
const SPACE = /[\s\u200b\ufeff]+/uy;
/** Between two strings that are one: a line end must be there. */
const CONTINUATION = /[ \t\f]*(?:\r\n?|\n)\s*(?=')/y;
/** Neither a cast nor a parameter. */
const BETWEEN_BOUNDS = /:(?![:=\p{L}_])/uy;
const DOLLAR_QUOTE = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/**
 * Longest first. Operators that only PostgreSQL has are read too, so that they can be refused by
 * name instead of as two odd ones.
 */
const SYMBOLS = [
  ...['!~~*', '->>', '#>>', '!~*', '!~~', '~~*', '<=>'],
  ...[
    '::',
    '<=',
    '>=',
    '<>',
    '!=',
    '||',
    '->',
    '#>',
    '#-',
    '@>',
    '<@',
    '&&',
    '~~',
    '~*',
    '!~',
    '<<',
    '>>',
  ],
  ...['==', '=>', ':=', '**', '@@', '?|', '?&'],
  ...[
    '(',
    ')',
    ',',
    '.',
    ';',
    '=',
    '<',
    '>',
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    '~',
    '&',
    '|',
    '#',
    '!',
    '[',
    ']',
  ],
] as const;

interface Reader {
  readonly sql: string;
  readonly tokens: Token[];
  readonly parameters: ParameterCounter;
  /** How many brackets of arrays stand open: in them `:` stands between two bounds. */
  brackets: number;
}

/**
 * Splits a statement into tokens; comments and white space are dropped.
 * @throws SqlError SYNTAX_ERROR, NOT_SUPPORTED or PARAMETER_ERROR, at the offending character.
 */
export function tokenize(sql: string): readonly Token[] {
  const reader: Reader = { sql, tokens: [], parameters: parameterCounter(sql), brackets: 0 };
  let at = 0;
  while ((at = skipBlank(sql, at)) < sql.length) {
    const token = readToken(reader, at);
    reader.tokens.push(token);
    if (token.kind === 'symbol') reader.brackets += BRACKETS[token.text] ?? 0;
    at = token.end;
  }
  return reader.tokens;
}

const BRACKETS: Readonly<Record<string, number>> = { '[': 1, ']': -1 };

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

/** The offset of the next character that is neither white space nor comment. */
function skipBlank(sql: string, from: number): number {
  let at = from;
  for (;;) {
    const before = at;
    at += match(SPACE, sql, at)?.length ?? 0;
    if (sql.startsWith('--', at)) at = endOfLine(sql, at);
    else if (sql.startsWith('/*', at)) at = endOfBlockComment(sql, at);
    if (at === before) return at;
  }
}

function endOfLine(sql: string, at: number): number {
  return at + (match(/[^\r\n]*/y, sql, at)?.length ?? 0);
}

/** Block comments nest, as in PostgreSQL. */
function endOfBlockComment(sql: string, at: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = at;
  let depth = 0;
  for (let found = edge.exec(sql); found !== null; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return syntaxError(sql, at, 'This comment is never closed.', 'Close it with */.');
}

function readToken(reader: Reader, at: number): Token {
  const { sql } = reader;
  const char = sql.charAt(at);
  if (char === "'") return readString(sql, at);
  if (char === '"' || char === '`') return readName(sql, at, char);
  if (char === '[') return readBracket(reader, at);
  if (reader.brackets > 0 && match(BETWEEN_BOUNDS, sql, at) !== undefined) {
    return { kind: 'symbol', text: ':', at, end: at + 1 };
  }
  return (
    readPrefixedString(sql, at) ??
    readWord(sql, at) ??
    readNumber(sql, at) ??
    readParameter(reader, at) ??
    readSymbol(sql, at)
  );
}

/** As the standard has it, strings on lines of their own are one. */
function readString(sql: string, at: number): Token {
  let { value, end } = readQuoted(sql, at, at + 1, "'", 'string');
  for (;;) {
    const between = match(CONTINUATION, sql, end);
    if (between === undefined) return { kind: 'string', value, at, end };
    const next = readQuoted(sql, end + between.length, end + between.length + 1, "'", 'string');
    value += next.value;
    end = next.end;
  }
}

function readName(sql: string, at: number, quote: string): Token {
  const { value, end } = readQuoted(sql, at, at + 1, quote, 'quoted name');
  if (value === '') syntaxError(sql, at, 'A quoted name cannot be empty.');
  return { kind: 'quotedName', name: value, at, end };
}

/**
 * `[x]` is a name, except where PostgreSQL has an array: directly after a value (`a[1]`), or after
 * the word ARRAY.
 */
function readBracket(reader: Reader, at: number): Token {
  const { sql, tokens } = reader;
  const before = tokens.at(-1);
  const adjacent = before?.end === at ? before : undefined;
  if (isWord(before, 'ARRAY') || (adjacent !== undefined && followsValue(adjacent))) {
    return { kind: 'symbol', text: '[', at, end: at + 1 };
  }
  if (adjacent?.kind === 'symbol' && adjacent.text === '[') {
    notSupported(sql, at, 'An array of arrays', 'Arrays have one dimension here.');
  }
  const { value, end } = readQuoted(sql, at, at + 1, ']', 'quoted name');
  if (value === '') syntaxError(sql, at, 'A quoted name cannot be empty.');
  return { kind: 'quotedName', name: value, at, end };
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === word;

function followsValue(token: Token): boolean {
  if (token.kind !== 'symbol') return true;
  return token.text === ')' || token.text === ']';
}

/** `E'…'` and `N'…'`; the other prefixes are refused, so that no prefix passes for a name. */
function readPrefixedString(sql: string, at: number): Token | undefined {
  const prefix = match(/(?:[ENBX]|U&)(?=')/iy, sql, at)?.toUpperCase();
  if (prefix === undefined) return undefined;
  const contentAt = at + prefix.length + 1;
  if (prefix === 'E') {
    const { value, end } = readEscapeString(sql, at, contentAt);
    return { kind: 'string', value, at, end };
  }
  if (prefix === 'N') {
    const { value, end } = readQuoted(sql, at, contentAt, "'", 'string');
    return { kind: 'string', value, at, end };
  }
  return notSupported(sql, at, `The string form ${prefix}'…'`, "Write it as '…'.");
}

function readWord(sql: string, at: number): Token | undefined {
  const text = match(WORD, sql, at);
  return text === undefined ? undefined : { kind: 'word', text, at, end: at + text.length };
}

function readNumber(sql: string, at: number): Token | undefined {
  const based = match(BASED, sql, at);
  const written = based ?? match(NUMBER, sql, at);
  if (written === undefined) return undefined;
  const digits = written.replaceAll('_', '');
  const text = based === undefined ? digits : String(BigInt(digits.toLowerCase()));
  const end = at + written.length;
  const junk = match(WORD, sql, end);
  if (junk !== undefined) {
    syntaxError(
      sql,
      at,
      `"${written}${junk}" is neither a number nor a name.`,
      'Put a space after the number, or double quotes around the name.',
    );
  }
  return { kind: 'number', text, at, end };
}

function readParameter(reader: Reader, at: number): Token | undefined {
  const { sql, parameters } = reader;
  const char = sql.charAt(at);
  if (char === '?' && !/[|&?]/.test(sql.charAt(at + 1))) {
    return { kind: 'parameter', key: parameters.positional(at), at, end: at + 1 };
  }
  if (char === '$') return readDollar(reader, at);
  if (char !== ':' && char !== '@') return undefined;
  const name = match(WORD, sql, at + 1);
  if (name === undefined) return undefined;
  const style: ParameterStyle = char === ':' ? ':name' : '@name';
  parameters.use(style, at);
  return { kind: 'parameter', key: name, at, end: at + 1 + name.length };
}

function readDollar(reader: Reader, at: number): Token {
  const { sql, parameters } = reader;
  const quote = match(DOLLAR_QUOTE, sql, at);
  if (quote !== undefined) return readDollarString(sql, at, quote);
  const digits = match(/\d+/y, sql, at + 1);
  const index = Number(digits ?? '0');
  if (digits === undefined || index < 1 || index > 65_535) {
    syntaxError(sql, at, '"$" must be followed by a parameter number: $1, $2, …');
  }
  parameters.use('$1', at);
  return { kind: 'parameter', key: index - 1, at, end: at + 1 + digits.length };
}

/** `$$…$$` and `$tag$…$tag$`: nothing inside has a meaning. */
function readDollarString(sql: string, at: number, quote: string): Token {
  const contentAt = at + quote.length;
  const close = sql.indexOf(quote, contentAt);
  if (close < 0) syntaxError(sql, at, 'This string is never closed.', `Close it with ${quote}.`);
  return { kind: 'string', value: sql.slice(contentAt, close), at, end: close + quote.length };
}

function readSymbol(sql: string, at: number): Token {
  const text = SYMBOLS.find((symbol) => sql.startsWith(symbol, at));
  if (text === undefined) return unexpectedCharacter(sql, at);
  // `a <@p` compares with the parameter @p.
  if (text === '<@' && match(WORD, sql, at + 2) !== undefined) {
    return { kind: 'symbol', text: '<', at, end: at + 1 };
  }
  return { kind: 'symbol', text, at, end: at + text.length };
}

function unexpectedCharacter(sql: string, at: number): never {
  const char = String.fromCodePoint(sql.codePointAt(at) ?? 0);
  const hint = /[‘’“”„«»´]/u.test(char)
    ? 'Use straight quotes: \' around text, " around names.'
    : /[\p{Pd}−]/u.test(char)
      ? 'Use the plain minus sign: -.'
      : undefined;
  const shown = /[\p{C}\p{Z}]/u.test(char)
    ? `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}`
    : `"${char}"`;
  return syntaxError(sql, at, `The character ${shown} has no meaning here.`, hint);
}
