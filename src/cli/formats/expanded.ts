/** A line for each value, for rows that are too wide for a table. */
import type { Column } from '../../database/rows.ts';
import { visible } from '../visible.ts';
import { padEnd, widthOf } from '../width.ts';
import { hanging } from '../wrap.ts';
import { apart } from './digits.ts';
import type { FlatCell, WriteFlat } from './flat.ts';
import { isNumeric } from './types.ts';

export const expanded: WriteFlat = async function* ({ columns, batches }, layout) {
  const { style, terminalWidth, thousands } = layout;
  const nullText = layout.nullText ?? 'NULL';
  const titles = columns.map(({ name }) => visible(name));
  const titleWidth = Math.max(...titles.map(widthOf), 0);
  const room = terminalWidth === null ? null : Math.max(terminalWidth - titleWidth - 3, 20);
  const value = (cell: FlatCell, type: Column['type']): readonly string[] => {
    if (cell === null) return [style.dim(nullText)];
    const plain = visible(String(cell));
    const text = thousands && isNumeric(type) ? apart(plain, type) : plain;
    return room === null ? [text] : [...hanging(text, room)];
  };
  const line = (title: string, text: string): string =>
    `${padEnd(title, titleWidth)} │ ${text}`.trimEnd();
  let number = 0;
  for await (const rows of batches) {
    const lines = rows.flatMap((row) => [
      style.bold(`── row ${++number} ──`),
      ...columns.flatMap(({ name, type }, index) =>
        value(row[name] ?? null, type).map((text, part) =>
          line(part === 0 ? (titles[index] ?? '') : '', text),
        ),
      ),
    ]);
    yield lines.map((text) => `${text}\n`).join('');
  }
};
