/**
 * What could be meant at the cursor: tables after FROM, join conditions after ON, documented values
 * in a comparison, columns of the tables in scope, functions, keywords, commands. Reads the text
 * only; makes no call and never throws.
 */
import { piecesOf, type Piece } from '../pieces.ts';
import { completeCommand } from './commands.ts';
import { propose } from './propose.ts';
import type { Completion, Names } from './model.ts';

export type { ArgumentKind, CommandWord, Completion, Names, Proposal } from './model.ts';
export { commonPrefix } from './matching.ts';

/**
 * @param text what was typed so far, several lines and statements perhaps
 * @param cursor UTF-16 offset into it
 */
export function complete(text: string, cursor: number, names: Names): Completion {
  if (/^\s*\\/.test(text)) return completeCommand(text, cursor, names, completeSql);
  return completeSql(text, cursor, names);
}

function completeSql(text: string, cursor: number, names: Names): Completion {
  const pieces = statementAround(piecesOf(text), cursor);
  const touched = pieces.find(({ at, end }) => at < cursor && cursor <= end);
  return propose({ text, cursor, pieces, touched, names });
}

/** The pieces of the statement that the cursor is in. */
function statementAround(pieces: readonly Piece[], cursor: number): readonly Piece[] {
  const isEnd = ({ kind, text }: Piece): boolean => kind === 'symbol' && text === ';';
  const before = pieces.findLastIndex((piece) => isEnd(piece) && piece.end <= cursor);
  const after = pieces.findIndex((piece) => isEnd(piece) && piece.at >= cursor);
  return pieces.slice(before + 1, after < 0 ? undefined : after);
}
