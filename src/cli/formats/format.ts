import type { Column, Row } from '../../database/rows.ts';
import type { Style } from '../style.ts';

export const FORMAT_NAMES = ['table', 'json', 'jsonl', 'csv', 'markdown'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** How a result is to look, where a format leaves a choice. */
export interface Layout {
  /** Columns of the terminal that the result goes to; null when it goes elsewhere. */
  readonly terminalWidth: number | null;
  readonly header: boolean;
  /** Text in place of NULL; null for the format's own. */
  readonly nullText: string | null;
  readonly style: Style;
}

/** Turns the rows of one result to text, as they come. */
export interface ResultWriter {
  rows(rows: readonly Row[]): string;
  /** The rest, in pieces. */
  end(): Iterable<string>;
  /** For the person, once the result is written: what it does not show. */
  note?(): string | undefined;
}

export type Format = (columns: readonly Column[], layout: Layout) => ResultWriter;
