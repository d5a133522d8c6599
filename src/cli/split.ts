/** A script → its statements. Knows where a `;` does not end one, and nothing else of SQL. */

/** What is open at the end of an unfinished statement. */
export type Open = 'statement' | 'string' | 'name' | 'comment';

export interface Statement {
  /** Without the `;`, and without comments and blanks in front. */
  readonly text: string;
  /** Where `text` begins in the script (UTF-16). */
  readonly offset: number;
}

export interface Split {
  readonly statements: readonly Statement[];
  /** What follows the last `;`; null when there are only blanks and comments. */
  readonly rest: (Statement & { readonly open: Open }) | null;
  /** A comment at the end is not closed. Only matters when `rest` is null. */
  readonly openComment: boolean;
  /** The offset after the last `;` that ends a statement; 0 without one. */
  readonly restOffset: number;
}

/** What can hold a `;` that ends nothing, and whether it is closed. `E'…'` knows backslashes. */
const PIECE =
  /(?<blank>\s+|--[^\r\n]*)|(?<comment>\/\*)|(?<escaped>(?<![\p{L}\p{N}_$])[eE]'(?:[^'\\]+|\\[^]|'')*(?<escapedEnd>'?))|(?<string>'(?:[^']+|'')*(?<stringEnd>'?))|(?<name>"(?:[^"]+|"")*(?<nameEnd>"?)|`(?:[^`]+|``)*(?<tickEnd>`?)|\[[^\]]*(?<bracketEnd>\]?))|(?<end>;)|[^\s'"`[;/\-eE]+|[^]/uy;

export function splitStatements(script: string): Split {
  const statements: Statement[] = [];
  let start: number | null = null;
  let open: Open = 'statement';
  let openComment = false;
  let restOffset = 0;
  let at = 0;
  while (at < script.length) {
    PIECE.lastIndex = at;
    const groups = PIECE.exec(script)?.groups ?? {};
    const from = at;
    at = PIECE.lastIndex;
    if (groups['blank'] !== undefined) continue;
    if (groups['comment'] !== undefined) {
      const end = endOfComment(script, from);
      openComment = end === null;
      if (openComment && start !== null) open = 'comment';
      at = end ?? script.length;
      continue;
    }
    if (groups['end'] !== undefined) {
      if (start !== null) statements.push({ text: script.slice(start, from), offset: start });
      start = null;
      restOffset = at;
      continue;
    }
    start ??= from;
    open = openAfter(groups);
  }
  const rest = start === null ? null : { text: script.slice(start).trimEnd(), offset: start, open };
  return { statements, rest, openComment, restOffset };
}

function openAfter(groups: Readonly<Record<string, string | undefined>>): Open {
  if (groups['escapedEnd'] === '' || groups['stringEnd'] === '') return 'string';
  const isOpenName = ['nameEnd', 'tickEnd', 'bracketEnd'].some((end) => groups[end] === '');
  return isOpenName ? 'name' : 'statement';
}

/** Block comments nest. Null when it is never closed. */
function endOfComment(script: string, from: number): number | null {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let found = edge.exec(script); found !== null; found = edge.exec(script)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return null;
}

/** Every statement of a whole script: the last one needs no `;`. */
export function statementsOf(script: string): readonly Statement[] {
  const { statements, rest } = splitStatements(script);
  return rest === null ? statements : [...statements, rest];
}
