import type { Column, Row } from '../database/rows.ts';
import type { CommandContext } from './commands.ts';
import { loadFormat } from './formats/index.ts';
import { columnsOf } from './io.ts';
import { styleFor } from './style.ts';

/** Writes rows of text that are no result of a statement, in the format that the options name. */
export async function showRows(
  { io, screen, options }: CommandContext,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const typed = columns.map((name): Column => ({ name, type: 'text' }));
  const { stdout, env } = io;
  const write = await loadFormat(options.format);
  const pieces = write(
    { columns: typed, batches: [rows] },
    {
      terminalWidth: stdout.isTTY === true ? columnsOf(stdout) : null,
      header: options.header,
      nullText: options.null ?? null,
      style: styleFor(stdout, env),
      thousands: false,
      formulas: 'harmless',
      insertInto: 'result',
      note: (sentence) => screen.tell(sentence),
    },
  );
  for await (const piece of pieces) await screen.result(piece);
}
