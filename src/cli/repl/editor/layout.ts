/** A text with its prompts → the rows of the terminal, and where the cursor stands in them. */
import { visible } from '../../visible.ts';
import { widthOf } from '../../width.ts';
import type { Part, Span } from '../highlight.ts';

export interface Look {
  /** Columns of the terminal. */
  readonly columns: number;
  /** What stands before each line of the text, the first one being 0; without control characters. */
  readonly prompt: (line: number) => string;
  readonly paintPrompt: (prompt: string) => string;
  readonly spans: readonly Span[];
  readonly paint: (part: Part, text: string) => string;
}

export interface Layout {
  /** None is wider than the terminal. */
  readonly rows: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const TAB = '    ';

export function layout(text: string, cursor: number, look: Look): Layout {
  const { columns, paint } = look;
  const rows: string[] = [];
  let row = '';
  let column = 0;
  let run = '';
  let part: Part | null = null;
  let place = { row: 0, column: 0 };
  let span = 0;
  let line = 0;

  const endRun = (): void => {
    row += run === '' || part === null ? run : paint(part, run);
    run = '';
  };
  const endRow = (): void => {
    endRun();
    rows.push(row);
    row = '';
    column = 0;
  };
  const begin = (): void => {
    const prompt = look.prompt(line);
    row = look.paintPrompt(prompt);
    column = widthOf(prompt);
  };
  const put = (shown: string, width: number): void => {
    if (column + width > columns) endRow();
    run += shown;
    column += width;
  };
  const markCursor = (): void => {
    if (column >= columns) endRow();
    place = { row: rows.length, column };
  };

  begin();
  for (const { segment, index } of segmenter.segment(text)) {
    if (index === cursor) markCursor();
    while ((look.spans[span]?.end ?? Infinity) <= index) span++;
    const next = look.spans[span];
    const own = next !== undefined && next.at <= index ? next.part : null;
    if (own !== part) endRun();
    part = own;
    if (segment === '\n' || segment === '\r\n') {
      endRow();
      line++;
      begin();
      continue;
    }
    const shown = segment === '\t' ? TAB : visible(segment);
    put(shown, widthOf(shown));
  }
  if (cursor >= text.length) markCursor();
  endRow();
  return { rows, cursor: place };
}

/** The rows that fit a terminal of `height`, around the one with the cursor. */
export function windowOf(whole: Layout, height: number): Layout {
  const { rows, cursor } = whole;
  if (rows.length <= height) return whole;
  const from = Math.min(Math.max(cursor.row - height + 1, 0), rows.length - height);
  return {
    rows: rows.slice(from, from + height),
    cursor: { row: cursor.row - from, column: cursor.column },
  };
}
