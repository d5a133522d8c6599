/** Rows that the program registered. They hold the engine's values already. */
import { columnNamed } from '../../schemas/column.ts';
import type { TableDefinition } from '../../schemas/model.ts';
import type { SqlValue, Tuple } from '../values/types.ts';

/** Rows in a batch: a reader that has enough leaves the rest. */
const BATCH = 2_000;

/** `rows` hold a value for each column of `table`; `columns` names the ones wanted. */
// eslint-disable-next-line @typescript-eslint/require-await -- one shape for all sources
export async function* localRows(
  table: TableDefinition,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): AsyncGenerator<readonly Tuple[]> {
  const places = columns.map((name) => table.columns.indexOf(columnNamed(table, name)));
  const whole =
    places.length === table.columns.length && places.every((place, index) => place === index);
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH) as readonly Tuple[];
    yield whole ? batch : batch.map((row) => picked(row, places));
  }
}

function picked(row: Tuple, places: readonly number[]): Tuple {
  const tuple = new Array<SqlValue>(places.length);
  for (let index = 0; index < places.length; index++) {
    tuple[index] = row[places[index] as number] ?? null;
  }
  return tuple;
}
