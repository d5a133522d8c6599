/** What a format is: how one result becomes text or bytes. */
import type { Column, Row } from '../../database/rows.ts';
import type { Style } from '../style.ts';

export const FORMAT_NAMES = [
  'table',
  'expanded',
  'markdown',
  'csv',
  'tsv',
  'json',
  'jsonl',
  'html',
  'insert',
  'parquet',
  'xlsx',
  'arrow',
  'arrows',
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export interface Format {
  readonly name: FormatName;
  /** A few words, for help and completion. */
  readonly description: string;
  /** Of file names, lower-case and with their point; the first is the usual one. */
  readonly endings: readonly string[];
  /** Binary formats never go to a terminal. */
  readonly content: 'text' | 'binary';
  /** Whether a file may hold several results, one after another. */
  readonly holds: 'one result' | 'many results';
  /** The writer; its code is loaded when it is first asked for. */
  load(): Promise<WriteResult>;
}

/** A result on its way: rows come in groups of any size, none of them twice. */
export interface ResultRows {
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

/**
 * Writes one result, piece by piece: pieces are strings (text formats) or bytes (binary ones). Only
 * `table` holds all rows. A failure of `batches` is passed on, and what has been written is then no
 * whole result. Leaving the loop early frees whatever the writer holds, and ends `batches`.
 * @throws XeroSqlError OUTPUT for a value that the format cannot hold
 */
export type WriteResult = (result: ResultRows, layout: Layout) => AsyncIterable<Piece>;

export type Piece = string | Uint8Array;

/** How a result is to look, where a format leaves a choice. */
export interface Layout {
  /** Columns of the terminal that the result goes to; null when it goes elsewhere. */
  readonly terminalWidth: number | null;
  readonly header: boolean;
  /** Text in place of NULL; null for the format's own. */
  readonly nullText: string | null;
  readonly style: Style;
  /** Numbers with their thousands apart (table, expanded). */
  readonly thousands: boolean;
  /** Texts that a spreadsheet would run as a formula (csv, tsv): see `formulas.ts`. */
  readonly formulas: 'harmless' | 'kept';
  /** The table that INSERT statements name. */
  readonly insertInto: string;
  /** Takes a sentence for the person: what the result leaves out or holds in another way. */
  note(sentence: string): void;
}
