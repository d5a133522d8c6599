/**
 * Random statements of the shapes that the planner answers with fewer calls: first documents and their
 * children, extremes and counts, dates moved on the column's side, one value's keys, headers of lines,
 * columns of shared queries. As `random.test.ts` for the number and the seed.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDemoBooks } from '../../fixtures/books/index.ts';
import { difference, oracleAnswer } from './support/answers.ts';
import { startEngine, VARIANTS, type Engine } from './support/engine.ts';
import { loadBooks } from './support/loader.ts';
import { RUNS, SEED } from './support/property.ts';

const books = generateDemoBooks();
const NOW = new Date('2026-11-20T09:00:00.000Z');
/** Of the statements: through HTTP each costs more than over small tables. */
const SHARE = 1 / 25;

let engine: Engine;
let oracle: DuckDBConnection;

beforeAll(async () => {
  const organisation = books.organisations.slice(1, 2);
  const properties = { Tenant: organisation[0]?.tenantId ?? '', IncludeArchived: 'true' };
  engine = await startEngine({ books, properties, now: NOW });
  oracle = await loadBooks(organisation, books.organisations);
});
afterAll(() => engine.close());

/** Numbers that look random and are the same for a seed. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(count: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * count);
  }

  readonly pick = <T>(options: readonly T[]): T => options[this.below(options.length)] as T;
}

interface Documents {
  readonly table: string;
  readonly key: string;
  readonly lines: string;
  /** Header columns, and what lines call them. */
  readonly headers: Readonly<Record<string, string>>;
}

const DOCUMENTS: readonly Documents[] = [
  {
    table: 'Invoices',
    key: 'InvoiceID',
    lines: 'InvoiceLineItems',
    headers: { Status: 'InvoiceStatus', Type: 'InvoiceType', Date: 'InvoiceDate' },
  },
  {
    table: 'CreditNotes',
    key: 'CreditNoteID',
    lines: 'CreditNoteLineItems',
    headers: { Status: 'CreditNoteStatus', Type: 'CreditNoteType', Date: 'CreditNoteDate' },
  },
];

const DAYS = ['2026-02-28', '2024-02-29', '2026-08-31', '2026-10-30', '2026-11-05', '2025-12-31'];
const OPERATORS = ['<', '<=', '>', '>=', '=', '<>'];
const INTERVALS = [
  '30 days',
  '1 month',
  '2 months',
  '1 year',
  '2 weeks',
  '1 month 3 days',
  '36 hours',
];
const STATUSES = ['PAID', 'AUTHORISED', 'DRAFT', 'VOIDED'];

const movedDate = (dice: Dice, column: string): string => {
  const sign = dice.pick(['+', '-']);
  const moved = dice.pick([
    () => `${column} ${sign} interval '${dice.pick(INTERVALS)}'`,
    () => `${column} ${sign} ${dice.below(60)}`,
    () => `CAST(${column} ${sign} interval '${dice.pick(INTERVALS)}' AS date)`,
    () => `(${column} + interval '1 month') - interval '${dice.pick(INTERVALS)}'`,
  ])();
  const condition = dice.pick([
    () => `${moved} ${dice.pick(OPERATORS)} DATE '${dice.pick(DAYS)}'`,
    () => `DATE '${dice.pick(DAYS)}' ${dice.pick(OPERATORS)} ${moved}`,
    () => `${moved} BETWEEN DATE '${dice.pick(DAYS)}' AND DATE '${dice.pick(DAYS)}'`,
  ])();
  return dice.below(4) === 0 ? `NOT (${condition})` : condition;
};

const header = (dice: Dice, column: string, kind: string): string => {
  if (kind === 'Date') return movedDate(dice, column);
  const values =
    kind === 'Status' ? STATUSES : ['ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT'];
  return dice.pick([
    () => `${column} = '${dice.pick(values)}'`,
    () => `${column} <> '${dice.pick(values)}'`,
    () => `${column} IN ('${dice.pick(values)}', '${dice.pick(values)}')`,
  ])();
};

const maybeWhere = (dice: Dice): string =>
  dice.pick([
    '',
    '',
    `WHERE ${header(dice, 'Status', 'Status')}`,
    `WHERE ${movedDate(dice, 'Date')}`,
  ]);

function firstDocuments(dice: Dice, { table, key }: Documents): string {
  const order = dice.pick([`Date DESC, ${key}`, `Date, ${key} DESC`, `UpdatedDateUTC, ${key}`]);
  const offset = dice.pick(['', '', ' OFFSET 2']);
  return `(SELECT * FROM ${table} ${maybeWhere(dice)} ORDER BY ${order} LIMIT ${1 + dice.below(9)}${offset})`;
}

const SHAPES: readonly ((dice: Dice) => string)[] = [
  (dice) => {
    const documents = dice.pick(DOCUMENTS);
    const { key, lines } = documents;
    const first = firstDocuments(dice, documents);
    return dice.pick([
      `SELECT d.${key}, l.LineAmount FROM ${first} d ${dice.pick(['', 'LEFT '])}JOIN ${lines} l ON l.${key} = d.${key}`,
      `SELECT d.${key}, (SELECT sum(LineAmount) FROM ${lines} l WHERE l.${key} = d.${key}) FROM ${first} d`,
      `SELECT count(*), sum(LineAmount) FROM ${lines} WHERE ${key} IN (SELECT ${key} FROM ${first} d)`,
      `SELECT d.${key} FROM ${first} d WHERE ${dice.pick(['', 'NOT '])}EXISTS (SELECT 1 FROM ${lines} l WHERE l.${key} = d.${key} AND l.Quantity > 1)`,
    ]);
  },
  (dice) => {
    const { table, key } = dice.pick(DOCUMENTS);
    const wanted = [
      'COUNT(*)',
      'MIN(Date)',
      'MAX(Date)',
      'MAX(UpdatedDateUTC)',
      `COUNT(${key})`,
      `COUNT(DISTINCT ${key})`,
      'MIN(UpdatedDateUTC)',
    ];
    const some = wanted.filter(() => dice.below(2) === 0);
    const list = some.length === 0 ? ['COUNT(*)'] : some;
    const more = dice.below(6) === 0 ? ', SUM(Total)' : '';
    return `SELECT ${list.join(', ')}${more} FROM ${table} ${maybeWhere(dice)}`;
  },
  (dice) => {
    const { table, key } = dice.pick(DOCUMENTS);
    const column =
      table === 'Invoices' ? dice.pick(['Date', 'DueDate', 'FullyPaidOnDate']) : 'Date';
    return `SELECT ${key}, ${column} FROM ${table} WHERE ${movedDate(dice, column)}`;
  },
  (dice) =>
    `SELECT InvoiceID FROM Invoices WHERE UpdatedDateUTC ${dice.pick(['+', '-'])} interval '${dice.pick(INTERVALS)}' ${dice.pick(OPERATORS)} TIMESTAMP '${dice.pick(DAYS)} 10:00:00'`,
  (dice) => {
    const { table, key } = dice.pick(DOCUMENTS);
    return dice.pick([
      `SELECT ${key} FROM ${table} WHERE Date = (SELECT ${dice.pick(['MIN', 'MAX'])}(Date) FROM ${table} ${maybeWhere(dice)})`,
      `SELECT ${key} FROM ${table} WHERE ContactID = (SELECT ContactID FROM ${table} ${maybeWhere(dice)} ORDER BY Date DESC, ${key} LIMIT 1)`,
      `SELECT ${key} FROM ${table} WHERE Date IN (SELECT MAX(Date) FROM Payments ${maybeWhere(dice)})`,
      `SELECT Name FROM Contacts c WHERE ContactID = (SELECT ContactID FROM ${table} ${maybeWhere(dice)} ORDER BY Total DESC, ${key} LIMIT 1)`,
    ]);
  },
  (dice) => {
    const { table, key, lines, headers } = dice.pick(DOCUMENTS);
    const [one, other] = [dice.pick(Object.keys(headers)), dice.pick(Object.keys(headers))];
    const ofLines = header(dice, `l.${headers[other] ?? ''}`, other);
    const ofDocument = header(dice, `d.${one}`, one);
    return dice.pick([
      `SELECT d.${key}, l.LineAmount FROM ${table} d JOIN ${lines} l ON l.${key} = d.${key} WHERE ${ofDocument} AND ${ofLines}`,
      `SELECT d.${key}, l.LineAmount FROM ${table} d LEFT JOIN ${lines} l ON l.${key} = d.${key} AND ${ofLines} WHERE ${ofDocument}`,
      `SELECT count(*), count(d.${key}) FROM ${table} d RIGHT JOIN ${lines} l ON l.${key} = d.${key} AND ${ofDocument} WHERE ${ofLines}`,
      `SELECT count(*), count(d.${key}) FROM ${table} d FULL JOIN ${lines} l ON l.${key} = d.${key} AND ${ofDocument} AND ${ofLines}`,
      `SELECT count(*) FROM ${table} d WHERE ${ofDocument} AND EXISTS (SELECT 1 FROM ${lines} l WHERE l.${key} = d.${key} AND ${ofLines})`,
    ]);
  },
  (dice) => {
    const { table } = dice.pick(DOCUMENTS);
    const value = (name: string): string =>
      dice.pick([
        `(SELECT COUNT(*) FROM ${name})`,
        `(SELECT MAX(Date) FROM ${name})`,
        `(SELECT SUM(Total) FROM ${name})`,
        `(SELECT COUNT(ContactID) FROM ${name} WHERE Total > 100)`,
      ]);
    return `WITH x AS (SELECT * FROM ${table} ${maybeWhere(dice)}), y AS (SELECT * FROM x UNION ALL SELECT * FROM x WHERE ${movedDate(dice, 'Date')}) SELECT ${value('x')}, ${value('y')}, ${value('x')}`;
  },
  (dice) => {
    const where = dice.pick(['', "WHERE SourceType = 'ACCREC'", 'WHERE JournalNumber > 40']);
    return `SELECT JournalNumber, JournalID FROM Journals ${where} ORDER BY JournalNumber${dice.pick(['', ' DESC'])} LIMIT ${1 + dice.below(150)} OFFSET ${dice.below(3) * 60}`;
  },
];

test(`random statements of the planner's shapes, seed ${SEED}`, async () => {
  const dice = new Dice(SEED);
  const runs = Math.ceil(RUNS * SHARE);
  let withRows = 0;
  for (let run = 0; run < runs; run += 1) {
    const sql = (SHAPES[run % SHAPES.length] as (typeof SHAPES)[number])(dice);
    const theirs = await oracleAnswer(oracle, sql);
    if (theirs.rows.length > 0) withRows += 1;
    for (const variant of VARIANTS) {
      const found = difference(await engine.ask(sql, variant), theirs, false);
      expect(found && `${variant}: ${sql}\n${found}`).toBeNull();
    }
  }
  expect(withRows, 'statements with rows').toBeGreaterThan(runs / 2);
}, 600_000);
