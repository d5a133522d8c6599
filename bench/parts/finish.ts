/** Rows that are there already: joins, grouping, sorting, windows. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import alasql from 'alasql';
import { connect, type Database } from '../../src/index.ts';
import { benchTables, loadIntoDuckDb, type BenchTable } from '../data.ts';
import {
  atMost,
  compare,
  geometricMean,
  milliseconds,
  type Measurement,
  type Part,
} from '../measure.ts';

interface Shape {
  readonly name: string;
  /** For both DuckDB and us. */
  readonly sql: string;
  /** The same as alasql understands it, over `?` in the order of `tables`. */
  readonly alasql: string;
  readonly tables: readonly string[];
  /** alasql has no answer that is right. */
  readonly alasqlIsWrong?: true;
}

const SHAPES: readonly Shape[] = [
  {
    name: 'filter',
    sql: "SELECT InvoiceNumber, Date, Total FROM inv WHERE Status = 'AUTHORISED' AND Total > 500",
    alasql:
      "SELECT InvoiceNumber, `Date`, `Total` FROM ? WHERE Status = 'AUTHORISED' AND `Total` > 500",
    tables: ['inv'],
  },
  {
    name: 'group by 1 key',
    sql: 'SELECT ContactID, COUNT(*) AS n, SUM(Total) AS amount FROM inv GROUP BY ContactID',
    alasql: 'SELECT ContactID, COUNT(*) AS n, SUM(`Total`) AS amount FROM ? GROUP BY ContactID',
    tables: ['inv'],
  },
  {
    name: 'group by 2 keys',
    sql: 'SELECT Status, CurrencyCode, SUM(Total) AS amount, MAX(Date) AS newest FROM inv GROUP BY Status, CurrencyCode',
    alasql:
      'SELECT Status, CurrencyCode, SUM(`Total`) AS amount, MAX(`Date`) AS newest FROM ? GROUP BY Status, CurrencyCode',
    tables: ['inv'],
  },
  {
    name: 'join',
    sql: 'SELECT i.InvoiceNumber, c.Name, i.Total FROM inv i JOIN con c ON c.ContactID = i.ContactID',
    alasql:
      'SELECT i.InvoiceNumber, c.Name, i.`Total` FROM ? i JOIN ? c ON c.ContactID = i.ContactID',
    tables: ['inv', 'con'],
  },
  {
    name: 'lines join invoices, group, order',
    sql: `SELECT l.AccountCode, i.CurrencyCode, SUM(l.LineAmount) AS amount, COUNT(*) AS n
          FROM lin l JOIN inv i ON i.InvoiceID = l.InvoiceID WHERE i.Date >= DATE '2024-01-01'
          GROUP BY l.AccountCode, i.CurrencyCode ORDER BY amount DESC`,
    alasql: `SELECT l.AccountCode, i.CurrencyCode, SUM(l.LineAmount) AS amount, COUNT(*) AS n
          FROM ? l JOIN ? i ON l.InvoiceID = i.InvoiceID WHERE i.\`Date\` >= '2024-01-01'
          GROUP BY l.AccountCode, i.CurrencyCode ORDER BY amount DESC`,
    tables: ['lin', 'inv'],
  },
  {
    name: 'distinct',
    sql: 'SELECT DISTINCT ContactID, Status FROM inv',
    alasql: 'SELECT DISTINCT ContactID, Status FROM ?',
    tables: ['inv'],
  },
  {
    name: 'order by 2 keys',
    sql: 'SELECT InvoiceNumber, Date, Total FROM inv ORDER BY Date DESC, InvoiceNumber',
    alasql: 'SELECT InvoiceNumber, `Date`, `Total` FROM ? ORDER BY `Date` DESC, InvoiceNumber',
    tables: ['inv'],
  },
  {
    name: 'top 10',
    sql: 'SELECT InvoiceNumber, Total FROM inv ORDER BY Total DESC, InvoiceNumber LIMIT 10',
    alasql: 'SELECT InvoiceNumber, `Total` FROM ? ORDER BY `Total` DESC, InvoiceNumber LIMIT 10',
    tables: ['inv'],
  },
  {
    name: 'window',
    sql: `SELECT InvoiceNumber, ROW_NUMBER() OVER w AS n, SUM(Total) OVER w AS running FROM inv
          WINDOW w AS (PARTITION BY ContactID ORDER BY InvoiceNumber)`,
    alasql:
      'SELECT InvoiceNumber, ROW_NUMBER() OVER (PARTITION BY ContactID ORDER BY InvoiceNumber) AS n FROM ?',
    tables: ['inv'],
    alasqlIsWrong: true,
  },
];

const SIZES = [
  { size: 10_000, name: '10k', rounds: 9 },
  { size: 100_000, name: '100k', rounds: 5 },
  // One pair: the whole bench is to take some minutes.
  { size: 1_000_000, name: '1M', rounds: 1 },
] as const;

/** The answer is to be as good as DuckDB's from here on. */
const JUDGED_FROM = 100_000;

const TARGET = atMost(
  1.5,
  'DuckDB works on columns of numbers, with two threads and in native code; our rows are JavaScript values, and each comparison, hash and exact sum of them costs more than its share of a vector.',
);

type Rows = readonly Readonly<Record<string, unknown>>[];

export const finish: Part = {
  name: 'finish',
  title: 'Finishing rows in memory',
  method:
    'The same SQL over the same rows: `registerTable` and `query` here; DuckDB in this process with typed tables already loaded, its answer read as JavaScript objects. Both times are end to end, from the text to the objects, and both answers are compared before they are timed. alasql takes its own dialect over plain objects, without exact decimals and with NULL rules of its own.',
  async run(tell) {
    const duckDb = await (await DuckDBInstance.create(':memory:')).connect();
    await duckDb.run("SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
    // Local tables alone: nobody is asked, nothing is called.
    const database = await connect('AuthScheme=OAuthClient;OAuthClientId=x;OAuthClientSecret=x');
    alasql.options.cache = false;
    const measurements: Measurement[] = [];
    for (const { size, name, rounds } of SIZES) {
      const tables = benchTables(size);
      for (const table of tables) {
        database.registerTable(table.name, table.rows, table.columns);
        await loadIntoDuckDb(duckDb, table);
      }
      const ratios: number[] = [];
      for (const shape of SHAPES) {
        const measured = await measureShape(shape, { database, duckDb, tables, rounds });
        tell(`${name} ${shape.name}: ${measured.ratio.toFixed(2)} × DuckDB; ${measured.figures}`);
        ratios.push(measured.ratio);
        const target = size >= JUDGED_FROM ? TARGET : undefined;
        measurements.push({ ...measured, what: `${shape.name}, ${name} rows`, target });
      }
      measurements.push({
        what: `geometric mean, ${name} rows`,
        against: 'DuckDB',
        ratio: geometricMean(ratios),
        figures: '',
      });
    }
    await database.close();
    return measurements;
  },
};

interface Engines {
  readonly database: Database;
  readonly duckDb: DuckDBConnection;
  readonly tables: readonly BenchTable[];
  readonly rounds: number;
}

async function measureShape(
  shape: Shape,
  { database, duckDb, tables, rounds }: Engines,
): Promise<Omit<Measurement, 'what'>> {
  const theirs = async (): Promise<Rows> =>
    (await duckDb.runAndReadAll(shape.sql)).getRowObjectsJson();
  const ours = async (): Promise<Rows> => (await database.query(shape.sql)).rows;
  expectSame(await theirs(), await ours(), shape);
  const inputs = shape.tables.map((name) => tables.find((table) => table.name === name)?.rows);
  const raw = (): unknown => alasql(shape.alasql, inputs);
  const works = shape.alasqlIsWrong === true ? [theirs, ours] : [theirs, ours, raw];
  const { ms, ratios } = await compare(rounds, works);
  const [duckDbMs = 0, ourMs = 0, alasqlMs] = ms;
  const [, ratio = NaN] = ratios;
  const alasqlText =
    alasqlMs === undefined
      ? 'alasql answers wrongly'
      : `${(ourMs / alasqlMs).toFixed(2)} × alasql’s ${milliseconds(alasqlMs)}`;
  return {
    against: 'DuckDB',
    ratio,
    figures: `${milliseconds(ourMs)} against ${milliseconds(duckDbMs)}; ${alasqlText}`,
  };
}

/** Numbers without the zeros that DECIMAL(18, 2) adds. */
const plain = (value: unknown): string =>
  String(value).replace(/^(-?\d+)(?:\.0+|(\.\d*[1-9])0+)$/, '$1$2');

/** @throws Error when the two answers differ: a fast wrong answer is worth nothing */
function expectSame(theirs: Rows, ours: Rows, { name, sql }: Shape): void {
  const lines = (rows: Rows): string[] =>
    rows.map((row) => Object.values(row).map(plain).join('|'));
  const [expected, found] = [lines(theirs), lines(ours)];
  if (!sql.includes('ORDER BY') || sql.includes('WINDOW')) {
    expected.sort();
    found.sort();
  }
  const different = expected.findIndex((line, index) => line !== found[index]);
  if (different < 0 && expected.length === found.length) return;
  throw new Error(
    `${name}: the answers differ at row ${different}: ${expected[different]} and ${found[different]}`,
  );
}
