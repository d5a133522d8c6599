/**
 * A text that may be half-typed → its pieces, by the engine's own lexer. Where the lexer refuses the
 * text, what it refuses becomes a piece of its own and the rest is read on: this never throws.
 */
import { tokenize, type Token } from '../../engine/lex/index.ts';
import { SqlError } from '../../errors.ts';

export type PieceKind =
  | Token['kind']
  | 'comment'
  /** Not closed yet: everything to the end of the text. */
  | 'openString'
  | 'openName'
  | 'openComment'
  /** What the lexer has no meaning for. */
  | 'wrong';

export interface Piece {
  readonly kind: PieceKind;
  /** UTF-16 offsets into the text; `end` is one past the last character. */
  readonly at: number;
  readonly end: number;
  /** As written; of quoted names and strings what they stand for. */
  readonly text: string;
}

/** Every piece in order; only white space lies between them. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (from < text.length) {
    const { tokens, stop } = tokensFrom(text, from);
    let at = from;
    for (const token of tokens) {
      pieces.push(...comments(text, at, from + token.at), pieceOf(text, token, from));
      at = from + token.end;
    }
    pieces.push(...comments(text, at, stop));
    if (stop >= text.length) break;
    const refused = refusedPiece(text, stop);
    pieces.push(refused);
    from = refused.end;
  }
  return pieces;
}

/** As many tokens as the lexer reads from `from` on, and the offset where it stops. */
function tokensFrom(text: string, from: number): { tokens: readonly Token[]; stop: number } {
  let stop = text.length;
  for (;;) {
    try {
      return { tokens: tokenize(text.slice(from, stop)), stop };
    } catch (error) {
      const offset = error instanceof SqlError ? error.position?.offset : undefined;
      // An error inside a string leaves, cut there, an open string: the cut moves to its beginning.
      const next = from + (offset ?? 0);
      if (offset === undefined || next >= stop) return { tokens: [], stop: from };
      stop = next;
    }
  }
}

function pieceOf(text: string, token: Token, from: number): Piece {
  const [at, end] = [from + token.at, from + token.end];
  const own =
    token.kind === 'quotedName'
      ? token.name
      : token.kind === 'string'
        ? token.value
        : text.slice(at, end);
  return { kind: token.kind, at, end, text: own };
}

const COMMENT = /--[^\r\n]*|\/\*/g;

/** Between two tokens there is nothing but white space and closed comments. */
function* comments(text: string, from: number, to: number): Generator<Piece> {
  COMMENT.lastIndex = from;
  for (let found = COMMENT.exec(text); found !== null; found = COMMENT.exec(text)) {
    const at = found.index;
    if (at >= to) return;
    const end = found[0] === '/*' ? Math.min(endOfComment(text, at), to) : COMMENT.lastIndex;
    yield { kind: 'comment', at, end, text: text.slice(at, end) };
    COMMENT.lastIndex = end;
  }
}

/** Block comments nest. The end of the text when it is never closed. */
function endOfComment(text: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return text.length;
}

const REFUSED: readonly { readonly pattern: RegExp; readonly open: PieceKind | null }[] = [
  { pattern: /\/\*[^]*/y, open: 'openComment' },
  // Closed, but with an escape or a prefix that is refused.
  { pattern: /e'(?:[^'\\]|\\[^]|'')*'/iy, open: null },
  { pattern: /(?:[nbx]|u&)?'(?:[^']|'')*'/iy, open: null },
  { pattern: /(?:[enbx]|u&)?'[^]*/iy, open: 'openString' },
  { pattern: /""|``|\[\]/y, open: null },
  { pattern: /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$[^]*/uy, open: 'openString' },
  { pattern: /["`[][^]*/y, open: 'openName' },
  // A number run into a word.
  { pattern: /[\d.][\p{L}\p{N}_$.]*/uy, open: null },
  { pattern: /[^]/uy, open: null },
];

function refusedPiece(text: string, at: number): Piece {
  for (const { pattern, open } of REFUSED) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const isWholeArray = open === 'openName' && found.startsWith('[') && found.includes(']');
    const end = isWholeArray ? at + found.indexOf(']') + 1 : at + found.length;
    const kind = isWholeArray || open === null ? 'wrong' : open;
    return { kind, at, end, text: text.slice(at, end) };
  }
  return { kind: 'wrong', at, end: text.length, text: text.slice(at) };
}
