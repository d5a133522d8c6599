/** Arrays as programs give and get them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../fixtures/emulator/index.ts';
import type { Database } from '../../src/database/database.ts';
import type { Parameters } from '../../src/database/statement.ts';
import { open } from '../e2e/support.ts';

let emulator: Emulator;
let database: Database;

beforeAll(async () => {
  emulator = await startEmulator();
  database = await open(emulator);
  database.registerTable('t', [
    { id: 1, name: 'Ann', price: 1.5, day: new Date('2026-01-31T10:00:00Z') },
    { id: 2, name: 'Bob', price: null, day: null },
  ]);
});
afterAll(async () => {
  await database.close();
  await emulator.close();
});

it('gives lists of values as rows hold them', async () => {
  const { rows, columns } = await database.query(
    `SELECT array_agg(id ORDER BY id) AS ids, array_agg(price ORDER BY id) AS prices,
       array_agg(day ORDER BY id) AS days, array_agg(name) FILTER (WHERE id > 9) AS none
     FROM t`,
  );
  expect(rows).toEqual([
    { ids: [1, 2], prices: ['1.5', null], days: ['2026-01-31T10:00:00.000Z', null], none: null },
  ]);
  expect(columns.map(({ type }) => type)).toEqual([
    'integer[]',
    'decimal[]',
    'timestamp[]',
    'text[]',
  ]);
});

it.each<[condition: string, parameters: Parameters, ids: readonly number[]]>([
  ['id = ANY ($1)', [[2, 3]], [2]],
  ['name = ANY ($1)', [['Ann', 'Cid']], [1]],
  ['name = ANY ($1)', [[]], []],
  ['id <> ALL ($1)', [[2, null]], []],
  ['price = ANY ($1)', [[1.5]], [1]],
  ['day = ANY ($1)', [['2026-01-31 10:00']], [1]],
  ['id = ANY ($1::integer[])', [['1', '2']], [1, 2]],
  ['ARRAY[name] <@ $1', [['Bob']], [2]],
])('takes lists as parameters: %s', async (condition, parameters, ids) => {
  const { rows } = await database.query<{ id: number }>(
    `SELECT id FROM t WHERE ${condition} ORDER BY id`,
    parameters,
  );
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

it('reads a list as rows', async () => {
  const { rows } = await database.query('SELECT x FROM unnest($1) AS x', [['a', "b'c"]]);
  expect(rows).toEqual([{ x: 'a' }, { x: "b'c" }]);
});

it.each([
  ['SELECT id FROM t WHERE name IN ($1)', [['Ann']], 'TYPE_MISMATCH'],
  ['SELECT $1', [[1, 'a']], 'PARAMETER_ERROR'],
  ['SELECT $1', [[[1]]], 'PARAMETER_ERROR'],
  ['SELECT $1', [[undefined]], 'PARAMETER_ERROR'],
])('refuses %s of %j', async (sql, parameters, code) => {
  await expect(database.query(sql, parameters as unknown as Parameters)).rejects.toMatchObject({
    code,
  });
});
