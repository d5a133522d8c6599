/** The proposals under the text. */
import type { Style } from '../../style.ts';
import { padEnd, truncate, widthOf } from '../../width.ts';
import { visible } from '../../visible.ts';
import type { Completion } from '../completion/index.ts';
import type { Buffer } from './buffer.ts';

export interface Menu {
  readonly completion: Completion;
  /** The text as it was typed: leaving the menu goes back to it. */
  readonly typed: Buffer;
  /** Index of the proposal that stands in the text; null when none does. */
  readonly chosen: number | null;
}

const WIDEST_TEXT = 48;

/** @param most rows there are */
export function menuRows(
  { completion, chosen }: Menu,
  { columns, most, style }: { columns: number; most: number; style: Style },
): readonly string[] {
  const { proposals } = completion;
  const height = Math.max(Math.min(most - 1, proposals.length), 1);
  const from = Math.min(Math.max((chosen ?? 0) - height + 1, 0), proposals.length - height);
  const shown = proposals.slice(from, from + height);
  const room = columns - 3;
  const widest = Math.max(...shown.map(({ text }) => widthOf(visible(text))));
  const width = Math.min(widest, WIDEST_TEXT, room);
  const rows = shown.map(({ text, detail }, index) => {
    const isChosen = from + index === chosen;
    const word = padEnd(truncate(visible(text), width), width);
    const rest = room - width - 2;
    const note = rest < 4 || detail === '' ? '' : `  ${truncate(visible(detail), rest)}`;
    return isChosen
      ? `${style.bold('›')} ${style.inverse(word)}${style.dim(note)}`
      : `  ${word}${style.dim(note)}`;
  });
  const hidden = proposals.length - height;
  return hidden > 0 ? [...rows, style.dim(truncate(`  … ${hidden} more`, room))] : rows;
}
