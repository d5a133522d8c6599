/** Random windows whose values do not depend on the order in which an engine reads rows. */

export interface WindowColumn {
  readonly ref: string;
  readonly type: string;
}

export interface WindowChoices {
  readonly below: (count: number) => number;
  readonly once: (count: number) => boolean;
  readonly pick: <T>(options: readonly T[]) => T;
}

/** What may stand before OVER with a window. */
export interface RandomWindow {
  readonly sql: string;
  /** Rows that tie are alike in every column: calls may depend on their order. */
  readonly total: boolean;
}

const DIRECTIONS = ['', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST'] as const;
const EXCLUSIONS = ['', '', '', ' EXCLUDE CURRENT ROW', ' EXCLUDE GROUP', ' EXCLUDE TIES'] as const;

const DISTANCES: Readonly<Record<string, readonly string[]>> = {
  integer: ['0', '1', '3', '50'],
  decimal: ['0', '0.25', '2', '99.5'],
  date: ["INTERVAL '1 day'", "INTERVAL '1 month'", "INTERVAL '0 days'", "INTERVAL '90 days'"],
  timestamp: ["INTERVAL '1 hour'", "INTERVAL '36 hours'", "INTERVAL '200 days'"],
};

/**
 * @param keys what the window is partitioned by
 * @param columns all columns that the rows have
 */
export function randomWindow(
  choices: WindowChoices,
  keys: readonly string[],
  columns: readonly WindowColumn[],
): RandomWindow {
  const partition = keys.length === 0 ? '' : `PARTITION BY ${keys.join(', ')}`;
  const part = (order: string, frame: string): string =>
    [partition, order === '' ? '' : `ORDER BY ${order}`, frame]
      .filter((text) => text !== '')
      .join(' ');
  const ordered = (column: WindowColumn): string => column.ref + choices.pick(DIRECTIONS);
  switch (choices.below(4)) {
    case 1: {
      const order = columns.map(ordered).join(', ');
      return { sql: part(order, frame(choices, 'ROWS', ['0', '1', '2', '5'])), total: true };
    }
    case 2: {
      const order = [choices.pick(columns), choices.pick(columns)].map(ordered).join(', ');
      return { sql: part(order, frame(choices, 'GROUPS', ['0', '1', '2', '4'])), total: false };
    }
    case 3: {
      const measured = columns.filter(({ type }) => DISTANCES[type] !== undefined);
      const [first] = measured;
      if (first === undefined) return { sql: part('', ''), total: false };
      const key = choices.pick(measured);
      const range = frame(choices, 'RANGE', DISTANCES[key.type] ?? []);
      return { sql: part(ordered(key), range), total: false };
    }
    default: {
      const order = choices.once(3) ? '' : ordered(choices.pick(columns));
      return { sql: part(order, ''), total: false };
    }
  }
}

/** Never one that ends before it starts: DuckDB counts -1 rows in it. */
function frame(choices: WindowChoices, mode: string, distances: readonly string[]): string {
  const { pick } = choices;
  const distance = (): string => pick(distances);
  const bounds = pick([
    () => 'UNBOUNDED PRECEDING AND CURRENT ROW',
    () => `${distance()} PRECEDING AND CURRENT ROW`,
    () => `${distance()} PRECEDING AND ${distance()} FOLLOWING`,
    () => 'CURRENT ROW AND UNBOUNDED FOLLOWING',
    () => `UNBOUNDED PRECEDING AND ${distance()} FOLLOWING`,
    () => `${distance()} PRECEDING AND UNBOUNDED FOLLOWING`,
    () => 'UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
    () => `CURRENT ROW AND ${distance()} FOLLOWING`,
  ])();
  return `${mode} BETWEEN ${bounds}${pick(EXCLUSIONS)}`;
}
