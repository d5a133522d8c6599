/** What each part of a statement is, for its colour, while it is typed. */
import {
  AGGREGATE_FUNCTIONS,
  SCALAR_FUNCTIONS,
  WINDOW_FUNCTIONS,
} from '../../engine/functions/index.ts';
import type { Style } from '../style.ts';
import { piecesOf, type Piece } from './pieces.ts';

export type Part =
  'keyword' | 'function' | 'string' | 'number' | 'parameter' | 'comment' | 'command' | 'wrong';

export interface Span {
  readonly part: Part;
  readonly at: number;
  readonly end: number;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  `ALL ANALYZE AND ANY AS ASC BETWEEN BY CASE CAST CREATE CROSS DESC DISTINCT DROP ELSE END ESCAPE EXCEPT EXISTS
   EXPLAIN EXTRACT FALSE FETCH FILTER FIRST FROM FULL GROUP HAVING ILIKE IN INNER INTERSECT INTERVAL
   IS JOIN LAST LATERAL LEFT LIKE LIMIT NATURAL NOT NULL NULLS OFFSET ON ONLY OR ORDER OUTER OVER
   PARTITION QUALIFY RANGE RECURSIVE RIGHT ROLLUP ROWS SELECT SOME THEN TRUE UNION USING VALUES VIEW WHEN WHERE WITH`.split(
    /\s+/,
  ),
);

const FUNCTIONS: ReadonlySet<string> = new Set(
  [...SCALAR_FUNCTIONS, ...AGGREGATE_FUNCTIONS, ...WINDOW_FUNCTIONS].flatMap(
    ({ name, aliases = [] }) => [name, ...aliases],
  ),
);

/** The coloured parts of a text in order; what has no colour of its own is left out. */
export function highlight(text: string): readonly Span[] {
  const command = /^\s*\\\S*/.exec(text)?.[0];
  if (command !== undefined) return [{ part: 'command', at: 0, end: command.length }];
  const pieces = piecesOf(text);
  return pieces.flatMap((piece, index) => {
    const part = partOf(piece, text.slice(pieces[index + 1]?.at)[0]);
    return part === null ? [] : [{ part, at: piece.at, end: piece.end }];
  });
}

/** @param next the character after a word, past white space */
function partOf({ kind, text }: Piece, next: string | undefined): Part | null {
  switch (kind) {
    case 'word':
      if (KEYWORDS.has(text.toUpperCase()) && !isCalled(text, next)) return 'keyword';
      return next === '(' && FUNCTIONS.has(text.toLowerCase()) ? 'function' : null;
    case 'string':
    case 'openString':
      return 'string';
    case 'number':
    case 'parameter':
    case 'comment':
      return kind;
    case 'openComment':
      return 'comment';
    case 'wrong':
      return 'wrong';
    case 'symbol':
    case 'quotedName':
    case 'openName':
      return null;
  }
}

/** `left(` and `right(` are functions, `LEFT JOIN` is none. */
const isCalled = (text: string, next: string | undefined): boolean =>
  next === '(' && FUNCTIONS.has(text.toLowerCase());

export function paintOf(style: Style): (part: Part, text: string) => string {
  const paints: Readonly<Record<Part, (text: string) => string>> = {
    keyword: (text) => style.bold(style.blue(text)),
    function: style.cyan,
    string: style.green,
    number: style.magenta,
    parameter: style.yellow,
    comment: style.dim,
    command: style.cyan,
    wrong: style.red,
  };
  return (part, text) => paints[part](text);
}
