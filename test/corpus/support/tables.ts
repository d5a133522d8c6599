/**
 * The corpus's tables: few rows, each there because it goes wrong somewhere. NULLs, duplicates and
 * ties; empty tables; four places and negative numbers; leap days, month ends and year boundaries;
 * texts that mean something to JavaScript, to SQL or to Unicode.
 */

/** Types as a program may write them for `registerTable`. */
export type CorpusType =
  'INTEGER' | 'BIGINT' | 'NUMERIC(18,4)' | 'DOUBLE' | 'TEXT' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP';

/** Decimals and times are given as text, so that they are exact. */
export type CorpusValue = string | number | boolean | null;

export interface CorpusTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: CorpusType }[];
  readonly rows: readonly (readonly CorpusValue[])[];
}

const TYPES: Readonly<Record<string, CorpusType>> = {
  int: 'INTEGER',
  big: 'BIGINT',
  dec: 'NUMERIC(18,4)',
  dbl: 'DOUBLE',
  text: 'TEXT',
  bool: 'BOOLEAN',
  date: 'DATE',
  time: 'TIMESTAMP',
};

/** @param columns as `id int, name text` */
function table(
  name: string,
  columns: string,
  ...rows: readonly (readonly CorpusValue[])[]
): CorpusTable {
  return {
    name,
    columns: columns.split(', ').map((column) => {
      const [label = '', type = ''] = column.split(' ');
      return { name: label, type: TYPES[type] ?? 'TEXT' };
    }),
    rows,
  };
}

const _ = null;

/** Each combination of two truth values. */
const truth = table(
  'truth',
  'id int, p bool, q bool',
  [1, true, true],
  [2, true, false],
  [3, true, _],
  [4, false, true],
  [5, false, false],
  [6, false, _],
  [7, _, true],
  [8, _, false],
  [9, _, _],
);

const nums = table(
  'nums',
  'id int, a int, b int, big big, d dec, r dbl',
  [1, 7, 2, 9007199254740991, '1.5000', 1.5],
  [2, -7, 2, -9007199254740991, '-1.5000', -1.5],
  [3, 7, -2, 0, '0.0000', 0],
  [4, -7, -2, 1, '2.5000', 2.5],
  [5, 0, 5, 4294967296, '0.0001', 0.1],
  [6, 5, 0, -1, '-0.0001', -0.1],
  [7, _, 3, _, '10.2575', 1e10],
  [8, 3, _, 42, _, _],
  [9, _, _, _, _, _],
  [10, 100, 7, 100, '99.9900', 99.99],
  [11, 7, 2, 7, '1234567.8900', 1234567.89],
  [12, 1, 1, 1, '1.0000', 1],
);

const words = table(
  'words',
  'id int, s text, t text',
  [1, 'a', 'A'],
  [2, 'A', 'a'],
  [3, '', ' '],
  [4, ' ', ''],
  [5, _, 'x'],
  [6, 'abc', _],
  [7, '__proto__', 'constructor'],
  [8, "it's", 'say "hi"'],
  [9, 'back\\slash', '\\'],
  [10, '100%', 'a_b'],
  [11, 'a%b', '%'],
  [12, 'naïve', 'NAÏVE'],
  [13, '😀', '😀😀'],
  [14, 'e\u0301', '\u00e9'],
  [15, 'null', 'NULL'],
  [16, '10', '9'],
  [17, 'Hello World', 'hello world'],
  [18, '  padded  ', 'padded'],
  [19, 'a-b-c', '-'],
  [20, _, _],
);

const days = table(
  'days',
  'id int, d date, at time',
  [1, '2024-02-29', '2024-02-29 12:30:00'],
  [2, '2023-12-31', '2023-12-31 23:59:59.999'],
  [3, '2024-01-01', '2024-01-01 00:00:00'],
  [4, '2024-01-31', '2024-01-31 06:00:00.500'],
  [5, '2023-02-28', '2023-02-28 18:45:30'],
  [6, '2000-02-29', '2000-02-29 00:00:01'],
  [7, '1900-03-01', '1900-03-01 10:00:00'],
  [8, '2026-06-30', '2026-06-30 17:00:00'],
  [9, '2025-12-29', '2025-12-29 09:15:00'],
  [10, _, '2024-03-31 02:30:00'],
  [11, '2024-10-31', _],
  [12, _, _],
);

/** Keys twice on both sides, on one alone, and NULL. */
const left = table(
  'l',
  'id int, k int, v text',
  [1, 1, 'one'],
  [2, 2, 'two'],
  [3, 2, 'two again'],
  [4, 3, 'three'],
  [5, _, 'none'],
  [6, _, _],
);

const right = table(
  'r',
  'id int, k int, w text',
  [10, 1, 'uno'],
  [20, 2, 'due'],
  [30, 2, 'due bis'],
  [40, 4, 'quattro'],
  [50, _, 'nessuno'],
);

const dept = table(
  'dept',
  'id int, name text, budget dec',
  [1, 'Sales', '1000.0000'],
  [2, 'Research', '2500.5000'],
  [3, 'Empty', '0.0000'],
  [4, 'Unfunded', _],
);

const emp = table(
  'emp',
  'id int, name text, dept_id int, boss_id int, salary dec, hired date',
  [1, 'Ann', 1, _, '500.0000', '2019-01-31'],
  [2, 'Bob', 1, 1, '300.0000', '2020-02-29'],
  [3, 'Cid', 1, 1, '300.0000', '2021-12-31'],
  [4, 'Dee', 2, 1, '450.2500', '2019-01-31'],
  [5, 'Eve', 2, 4, _, '2022-06-30'],
  [6, 'Fay', 2, 4, '450.2500', _],
  [7, 'Gus', _, 1, '100.0000', '2024-01-01'],
  [8, 'ann', _, 7, '100.0100', '2024-02-29'],
  [9, _, 9, 7, '-50.0000', '1999-12-31'],
);

const sales = table(
  'sales',
  'id int, region text, product text, day date, qty int, amount dec',
  [1, 'north', 'tea', '2024-01-31', 10, '100.5000'],
  [2, 'north', 'tea', '2024-02-29', 5, '50.2500'],
  [3, 'north', 'coffee', '2024-02-29', 7, '99.9900'],
  [4, 'south', 'tea', '2024-01-31', 10, '100.5000'],
  [5, 'south', 'coffee', '2024-03-31', _, '12.3456'],
  [6, 'south', _, '2024-03-31', 3, _],
  [7, _, 'tea', '2023-12-31', 1, '-20.0000'],
  [8, _, _, _, _, _],
  [9, 'north', 'coffee', '2024-02-29', 7, '99.9900'],
  [10, 'east', 'water', '2024-12-31', 0, '0.0000'],
  [11, 'east', 'water', '2025-01-01', 2, '0.0001'],
  [12, 'South', 'tea', '2024-02-29', 4, '40.0000'],
);

const empty = table('empty', 'a int, b text, d dec, day date');

const one = table('one', 'x int', [1]);

const nothing = table('nothing', 'x int', [_]);

/** A tree with a cycle beside it. */
const edges = table(
  'edges',
  'src int, dst int, cost int',
  [1, 2, 4],
  [1, 3, 1],
  [3, 2, 1],
  [2, 4, 5],
  [3, 4, 8],
  [5, 6, 1],
  [6, 5, 1],
  [_, 1, 1],
);

/** As the public logic tests number theirs: whole numbers without NULLs, then with. */
const t1 = table(
  't1',
  'a int, b int, c int, d int, e int',
  ...Array.from({ length: 30 }, (_unused, row) => {
    const first = 100 + row * 5;
    return [0, 1, 2, 3, 4].map((column) => first + ((column * 3 + row * 2) % 5));
  }),
);

const tab0 = table(
  'tab0',
  'pk int, col0 int, col1 dbl, col2 text, col3 int, col4 dbl, col5 text',
  [0, 88, 74.57, 'ojtqv', 59, 6.28, 'ghuto'],
  [1, 17, 96.74, 'jlbep', 23, 45.98, 'pfyyo'],
  [2, 24, 86.11, 'wwirf', 52, 11.5, 'lqvcc'],
  [3, 59, 91.99, 'nvxlu', 7, 0, 'ghuto'],
  [4, _, 42.09, 'oyldw', 44, 55.13, _],
  [5, 81, _, 'vatvi', _, 17.75, 'whbds'],
  [6, 17, 23.02, _, 59, _, 'pfyyo'],
  [7, -46, -8.25, '', -10, -0.5, ''],
  [8, 88, 74.57, 'ojtqv', 59, 6.28, 'ghuto'],
  [9, 0, 0, 'zero', 0, 0, 'zero'],
);

const cor0 = table('cor0', 'col0 int, col1 int, col2 int', [83, 0, 38], [26, 0, 79], [43, 81, 24]);

const cor1 = table(
  'cor1',
  'col0 int, col1 int, col2 int',
  [22, 6, 8],
  [28, 57, 45],
  [82, 44, 71],
  [_, 59, _],
);

/** A chain of tables, to be joined by WHERE alone. */
const chain = Array.from({ length: 10 }, (_unused, index) => {
  const n = index + 1;
  return table(
    `c${n}`,
    `a${n} int, b${n} int, x${n} text`,
    ...Array.from({ length: 10 }, (_ignored, row) => [
      ((row * 3 + n) % 10) + 1,
      ((row * 7 + n * 3) % 10) + 1,
      `table c${n} row ${row + 1}`,
    ]),
  );
});

const odd: CorpusTable = {
  name: 'odd names',
  columns: [
    { name: 'a b', type: 'INTEGER' },
    { name: 'select', type: 'TEXT' },
    { name: '__proto__', type: 'INTEGER' },
    { name: 'x"y', type: 'TEXT' },
    { name: 'été', type: 'INTEGER' },
    { name: 'per%cent', type: 'INTEGER' },
  ],
  rows: [
    [1, 'from', 10, 'quote', 4, 5],
    [2, _, _, _, _, _],
  ],
};

export const CORPUS_TABLES: readonly CorpusTable[] = [
  truth,
  nums,
  words,
  days,
  left,
  right,
  dept,
  emp,
  sales,
  empty,
  one,
  nothing,
  edges,
  t1,
  tab0,
  cor0,
  cor1,
  ...chain,
  odd,
];

/** The instant that `now()` and `current_date` stand for; no case may depend on it. */
export const NOW = new Date('2026-11-20T10:00:00Z');
