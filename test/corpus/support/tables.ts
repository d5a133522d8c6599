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

/** A wholesaler's books in the small, as the public analytic benchmarks have them. */
const region = table(
  'region',
  'r_regionkey int, r_name text',
  [0, 'AFRICA'],
  [1, 'AMERICA'],
  [2, 'ASIA'],
  [3, 'EUROPE'],
);

const nation = table(
  'nation',
  'n_nationkey int, n_name text, n_regionkey int',
  [0, 'ALGERIA', 0],
  [1, 'BRAZIL', 1],
  [2, 'CANADA', 1],
  [3, 'FRANCE', 3],
  [4, 'GERMANY', 3],
  [5, 'INDIA', 2],
  [6, 'JAPAN', 2],
);

const supplier = table(
  'supplier',
  's_suppkey int, s_name text, s_nationkey int, s_acctbal dec, s_comment text',
  ...[3, 4, 5, 3, 1].map((nationKey, i) => [
    i + 1,
    `Supplier#${String(i + 1).padStart(3, '0')}`,
    nationKey,
    ['5755.9400', '-4032.6800', '4192.4000', '0.0000', '-283.8400'][i] ?? _,
    i === 3 ? 'sly Customer of many Complaints' : 'carefully packed',
  ]),
);

const customer = table(
  'customer',
  'c_custkey int, c_name text, c_nationkey int, c_phone text, c_acctbal dec, c_mktsegment text',
  ...Array.from({ length: 12 }, (_unused, i) => [
    i + 1,
    `Customer#${String(i + 1).padStart(3, '0')}`,
    (i * 3) % 7,
    `${10 + ((i * 3) % 7)}-555-${String(1000 + i * 37)}`,
    i === 7 ? _ : `${((i * 7919) % 9000) - 900}.${String((i * 13) % 100).padStart(2, '0')}00`,
    ['BUILDING', 'AUTOMOBILE', 'MACHINERY'][i % 3] ?? _,
  ]),
);

const part = table(
  'part',
  'p_partkey int, p_name text, p_mfgr text, p_brand text, p_type text, p_size int, p_container text, p_retailprice dec',
  ...Array.from({ length: 8 }, (_unused, i) => [
    i + 1,
    ['green antique', 'blush forest', 'spring green', 'cornflower', 'forest brown'][i % 5] ?? _,
    `Manufacturer#${(i % 3) + 1}`,
    `Brand#${(i % 3) + 1}${(i % 2) + 1}`,
    ['PROMO BURNISHED COPPER', 'LARGE BRUSHED BRASS', 'STANDARD POLISHED BRASS', 'PROMO TIN'][
      i % 4
    ] ?? _,
    [7, 1, 21, 14, 15, 4, 45, 41][i] ?? _,
    ['JUMBO PKG', 'LG CASE', 'WRAP CASE', 'MED BOX'][i % 4] ?? _,
    `${901 + i}.0${i}00`,
  ]),
);

const partsupp = table(
  'partsupp',
  'ps_partkey int, ps_suppkey int, ps_availqty int, ps_supplycost dec',
  ...Array.from({ length: 8 }, (_unused, i) => i).flatMap((i) =>
    [1, 3].map((step) => [
      i + 1,
      ((i + step) % 5) + 1,
      ((i * 311 + step * 97) % 900) + 1,
      `${((i * 77 + step * 191) % 990) + 1}.${step}500`,
    ]),
  ),
);

const orders = table(
  'orders',
  'o_orderkey int, o_custkey int, o_orderstatus text, o_totalprice dec, o_orderdate date, o_orderpriority text, o_shippriority int, o_comment text',
  ...Array.from({ length: 18 }, (_unused, i) => [
    i + 1,
    // some customers have many orders, some none
    [1, 2, 4, 4, 5, 7, 7, 7, 10, 11][i % 10] ?? _,
    ['F', 'O', 'P'][i % 3] ?? _,
    `${((i * 6421) % 20000) + 100}.${String((i * 17) % 100).padStart(2, '0')}00`,
    `${1993 + (i % 4)}-${String(((i * 5) % 12) + 1).padStart(2, '0')}-${String(((i * 11) % 28) + 1).padStart(2, '0')}`,
    ['1-URGENT', '2-HIGH', '3-MEDIUM', '5-LOW'][i % 4] ?? _,
    0,
    i % 5 === 0 ? 'pending special requests' : 'furiously even',
  ]),
);

const lineitem = table(
  'lineitem',
  'l_orderkey int, l_partkey int, l_suppkey int, l_linenumber int, l_quantity dec, l_extendedprice dec, l_discount dec, l_tax dec, l_returnflag text, l_linestatus text, l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct text, l_shipmode text',
  ...Array.from({ length: 48 }, (_unused, i) => {
    const order = ((i * 5) % 17) + 1;
    const day = (shift: number): string =>
      `${1993 + ((order - 1) % 4)}-${String(((i * 7 + shift) % 12) + 1).padStart(2, '0')}-${String(((i * 3 + shift * 5) % 28) + 1).padStart(2, '0')}`;
    return [
      order,
      ((i * 3) % 8) + 1,
      ((i * 2) % 5) + 1,
      Math.floor(i / 17) + 1,
      `${((i * 7) % 50) + 1}.0000`,
      `${((i * 1733) % 9000) + 90}.${String((i * 29) % 100).padStart(2, '0')}00`,
      `0.0${i % 10}00`,
      `0.0${i % 9}00`,
      ['A', 'N', 'R'][i % 3] ?? _,
      i % 2 === 0 ? 'F' : 'O',
      day(0),
      day(1),
      i % 11 === 0 ? _ : day(2),
      ['DELIVER IN PERSON', 'COLLECT COD', 'NONE'][i % 3] ?? _,
      ['AIR', 'MAIL', 'SHIP', 'TRUCK', 'REG AIR'][i % 5] ?? _,
    ];
  }),
);

/** A shop's sales by day, as the decision support benchmark has them. */
const dateDim = table(
  'date_dim',
  'd_date_sk int, d_date date, d_year int, d_moy int, d_dow int, d_qoy int, d_day_name text',
  ...Array.from({ length: 40 }, (_unused, i) => {
    const date = new Date(Date.UTC(2000, 0, 3 + i * 11));
    return [
      2451547 + i,
      date.toISOString().slice(0, 10),
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDay(),
      Math.floor(date.getUTCMonth() / 3) + 1,
      ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][
        date.getUTCDay()
      ] ?? _,
    ];
  }),
);

const item = table(
  'item',
  'i_item_sk int, i_item_id text, i_brand text, i_class text, i_category text, i_current_price dec, i_manager_id int',
  ...Array.from({ length: 9 }, (_unused, i) => [
    i + 1,
    `AAAA${i + 1}`,
    i === 8 ? _ : `brand #${(i % 4) + 1}`,
    ['fiction', 'pop', 'dresses', 'football'][i % 4] ?? _,
    ['Books', 'Music', 'Women', 'Sports'][i % 4] ?? _,
    i === 4 ? _ : `${i * 9 + 1}.4900`,
    (i % 3) + 1,
  ]),
);

const store = table(
  'store',
  's_store_sk int, s_store_name text, s_state text, s_county text',
  [1, 'able', 'TN', 'Williamson County'],
  [2, 'bar', 'TN', 'Ziebach County'],
  [3, 'ese', 'GA', 'Walker County'],
  [4, _, _, _],
);

const storeSales = table(
  'store_sales',
  'ss_sold_date_sk int, ss_item_sk int, ss_customer_sk int, ss_store_sk int, ss_ticket_number int, ss_quantity int, ss_sales_price dec, ss_ext_discount_amt dec, ss_net_profit dec',
  ...Array.from({ length: 70 }, (_unused, i) => [
    i % 23 === 0 ? _ : 2451547 + ((i * 7) % 40),
    ((i * 4) % 9) + 1,
    i % 13 === 0 ? _ : ((i * 5) % 12) + 1,
    i % 17 === 0 ? _ : (i % 3) + 1,
    Math.floor(i / 3) + 1,
    i % 19 === 0 ? _ : ((i * 13) % 90) + 1,
    `${(i * 31) % 140}.${String((i * 7) % 100).padStart(2, '0')}00`,
    i % 5 === 0 ? '0.0000' : `${(i * 17) % 60}.5000`,
    i % 29 === 0 ? _ : `${((i * 101) % 700) - 300}.${String((i * 3) % 100).padStart(2, '0')}00`,
  ]),
);

const storeReturns = table(
  'store_returns',
  'sr_returned_date_sk int, sr_item_sk int, sr_customer_sk int, sr_store_sk int, sr_ticket_number int, sr_return_amt dec',
  ...Array.from({ length: 14 }, (_unused, i) => [
    2451547 + ((i * 9) % 40),
    ((i * 20) % 9) + 1,
    ((i * 25) % 12) + 1,
    ((i * 5) % 3) + 1,
    Math.floor((i * 5) / 3) + 1,
    i === 6 ? _ : `${(i * 37) % 210}.2500`,
  ]),
);

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
  region,
  nation,
  supplier,
  customer,
  part,
  partsupp,
  orders,
  lineitem,
  dateDim,
  item,
  store,
  storeSales,
  storeReturns,
];

/** The instant that `now()` and `current_date` stand for; no case may depend on it. */
export const NOW = new Date('2026-11-20T10:00:00Z');
