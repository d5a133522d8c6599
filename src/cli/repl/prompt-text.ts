/** What stands before the text, and when Enter ends it. */
import { splitStatements, type Open } from '../split.ts';
import { truncate, widthOf } from '../width.ts';

/** As psql marks what a line goes on with. */
const MARKS: Readonly<Record<Open, string>> = {
  statement: '->',
  string: "'>",
  name: '">',
  comment: '*>',
};

export interface Place {
  /** The organisation, or how many there are. */
  readonly organisation: string;
  readonly schema: string;
}

/** `Bellbird Coffee Traders/ACCOUNTING> `; at most a third of the terminal. */
export function promptText(place: Place, columns: number): string {
  const schema = `/${place.schema}`;
  const room = Math.max(Math.floor(columns / 3) - widthOf(schema), 8);
  const isNarrow = columns < 60;
  return `${truncate(place.organisation, Math.min(room, 28))}${isNarrow ? '' : schema}> `;
}

/** Before a further line: as wide as the first prompt, with what is open at its beginning. */
export function continuation(first: string, before: string): string {
  const open = openIn(before) ?? 'statement';
  return `${' '.repeat(Math.max(widthOf(first) - 3, 0))}${MARKS[open]} `;
}

/** What is open at the end of a text; null when nothing is. */
export function openIn(text: string): Open | null {
  const { rest, openComment } = splitStatements(text);
  return openComment ? 'comment' : (rest?.open ?? null);
}

const WORDS = /^\s*(exit|quit|help)\s*;?\s*$/i;

/** The words that people type to leave or to get help, in other programs too. */
export const wordIn = (text: string): string | null => WORDS.exec(text)?.[1]?.toLowerCase() ?? null;

export interface Entered {
  /** The statements, or what was begun of one before a command. */
  readonly sql: string;
  /** The command on the last line, with its backslash. */
  readonly command: string | null;
}

/** A command may stand alone or on the last line of a statement that is begun. */
export function readEntered(text: string): Entered {
  const end = text.lastIndexOf('\n') + 1;
  const [before, last] = [text.slice(0, end), text.slice(end)];
  const isInside = ['string', 'name', 'comment'].includes(openIn(before) ?? '');
  const isCommand = last.trimStart().startsWith('\\') && !isInside;
  return isCommand ? { sql: before, command: last.trim() } : { sql: text, command: null };
}

/** Whether Enter runs the text. */
export function isComplete(text: string): boolean {
  if (text.trim() === '' || wordIn(text) !== null) return true;
  return readEntered(text).command !== null || openIn(text) === null;
}
