/** What is read, when reading stops, and how a statement ends before its time. */
import { describe, expect, test } from 'vitest';
import { execute } from '../../../src/engine/finish/index.ts';
import type { Rel } from '../../../src/engine/rel/rel.ts';
import { ConnectionError, XeroSqlError } from '../../../src/errors.ts';
import { col, MemorySource, NOW, planOf, planSql, run, runSql, scanOf, table } from './support.ts';

const numbers = (name: string, count: number): ReturnType<typeof table> =>
  table(
    name,
    { id: 'integer', grp: 'integer' },
    Array.from({ length: count }, (_, index) => [index, index % 5]),
  );

const big = numbers('big', 100);
const other = numbers('other', 100);
const none = numbers('none', 0);
const TABLES = [big, other, none];

/** Runs SQL and reports how many batches (of ten rows) were read of each table. */
async function batchesRead(sql: string): Promise<Record<string, number>> {
  const source = new MemorySource(TABLES, 10);
  await runSql(sql, TABLES, source);
  expect(source.closed).toBe([...source.scans.values()].reduce((sum, count) => sum + count, 0));
  return Object.fromEntries(source.batches);
}

describe('reading stops early', () => {
  test.each([
    ['SELECT id FROM big LIMIT 25', { big: 3 }],
    ['SELECT id FROM big LIMIT 5 OFFSET 10', { big: 2 }],
    ['SELECT id FROM big LIMIT 0', {}],
    ['SELECT id + 1 FROM big WHERE grp = 1 LIMIT 3', { big: 2 }],
    ['SELECT DISTINCT grp FROM big LIMIT 5', { big: 1 }],
    ['SELECT id FROM big UNION ALL SELECT id FROM other LIMIT 15', { big: 2 }],
    ['SELECT b.id FROM big b JOIN other o ON b.id = o.id LIMIT 15', { big: 2, other: 10 }],
    ['SELECT b.id FROM big b LEFT JOIN none n ON b.id = n.id LIMIT 5', { big: 1 }],
    ['SELECT id FROM big WHERE EXISTS (SELECT 1 FROM other) LIMIT 1', { big: 1, other: 1 }],
    ['WITH t AS (SELECT id FROM big) SELECT id FROM t LIMIT 3', { big: 1 }],
    ['SELECT x.id FROM (SELECT id FROM big LIMIT 12) x', { big: 2 }],
  ])('%s', async (sql, batches) => {
    expect(await batchesRead(sql)).toEqual(batches);
  });

  test('when the reader leaves the loop', async () => {
    const source = new MemorySource(TABLES, 10);
    const plan = planSql('SELECT id FROM big', TABLES);
    for await (const rows of execute(plan, source, {
      now: NOW,
      signal: new AbortController().signal,
    })) {
      expect(rows).toHaveLength(10);
      break;
    }
    expect([source.batches.get('big'), source.closed]).toEqual([1, 1]);
  });
});

describe('what is not needed is not read', () => {
  test.each([
    ['SELECT n.id FROM none n JOIN big b ON n.id = b.id', {}],
    ['SELECT n.id FROM none n LEFT JOIN big b ON n.id = b.id', {}],
    ['SELECT n.id FROM big b RIGHT JOIN none n ON n.id = b.id', {}],
    ['SELECT n.id FROM none n WHERE n.id IN (SELECT id FROM big)', {}],
    ['SELECT id FROM none INTERSECT SELECT id FROM big', {}],
    ['SELECT n.id FROM none n, LATERAL (SELECT id FROM big b WHERE b.id = n.id) x', {}],
  ])('%s', async (sql, batches) => {
    expect(await batchesRead(sql)).toEqual(batches);
  });
});

describe('every scan is read once', () => {
  test.each([
    'SELECT id, (SELECT count(*) FROM other o WHERE o.grp = b.grp AND o.id < b.id) FROM big b',
    'SELECT b.id FROM big b, LATERAL (SELECT id FROM other o WHERE o.id = b.id) x',
    'WITH t AS (SELECT id FROM other) SELECT a.id FROM t a JOIN t b ON a.id = b.id WHERE EXISTS (SELECT 1 FROM t WHERE t.id = a.id)',
    'SELECT id FROM big b WHERE id > (SELECT min(id) FROM other) AND id IN (SELECT o.id FROM other o WHERE o.grp = b.grp)',
  ])('%s', async (sql) => {
    const source = new MemorySource(TABLES, 10);
    await runSql(sql, TABLES, source);
    const scans = sql.match(/FROM (other|big)/g) ?? [];
    const begun = [...source.scans.values()].reduce((sum, count) => sum + count, 0);
    expect(begun).toBe(scans.length);
  });
});

describe('input that is said to be in order', () => {
  const topTwo = async (ids: readonly number[]): Promise<readonly [unknown, number]> => {
    const data = table(
      'data',
      { id: 'integer' },
      ids.map((id) => [id]),
    );
    const scan = scanOf(data);
    const keys = [{ expr: col(scan, 'id'), descending: true, nullsFirst: true }];
    const sort: Rel = { kind: 'sort', input: scan, keys, inputOrdered: true };
    const source = new MemorySource([data], 2);
    const rows = await run(planOf({ kind: 'limit', input: sort, count: 2, offset: 0 }), source);
    return [rows.flat(), source.batches.get('data') ?? 0];
  };

  test('is read only as far as needed', async () => {
    expect(await topTwo([9, 8, 7, 6, 5, 4])).toEqual([[9, 8], 1]);
  });

  test('is read and sorted in full when it is not in order', async () => {
    expect(await topTwo([8, 9, 7, 10, 5, 4])).toEqual([[10, 9], 3]);
  });

  test('may be shorter than wanted', async () => {
    expect(await topTwo([3])).toEqual([[3], 1]);
  });
});

describe('ending before time', () => {
  const cancelled = expect.objectContaining({ code: 'CANCELLED' }) as Error;

  test('a signal that is aborted already stops everything', async () => {
    const source = new MemorySource(TABLES);
    const plan = planSql('SELECT id FROM big', TABLES);
    await expect(run(plan, source, AbortSignal.abort())).rejects.toThrow(cancelled);
    expect(source.scans.size).toBe(0);
  });

  test('cancelling between batches', async () => {
    const source = new MemorySource(TABLES, 10);
    const controller = new AbortController();
    source.onBatch = () => {
      if (source.batches.get('big') === 3) controller.abort();
    };
    const plan = planSql('SELECT count(*) FROM big', TABLES);
    await expect(run(plan, source, controller.signal)).rejects.toThrow(cancelled);
    expect([source.batches.get('big'), source.closed]).toEqual([3, 1]);
  });

  test('cancelling blocking work', async () => {
    const plan = planSql(
      'SELECT count(*) FROM big a, big b, big c, big d WHERE a.id + b.id < c.id - d.id',
      TABLES,
    );
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(run(plan, new MemorySource(TABLES, 100), controller.signal)).rejects.toThrow(
      cancelled,
    );
  });

  test('a time-out keeps its own error', async () => {
    const controller = new AbortController();
    controller.abort(new XeroSqlError('TIMEOUT', 'too slow'));
    const plan = planSql('SELECT id FROM big', TABLES);
    await expect(run(plan, new MemorySource(TABLES), controller.signal)).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
  });

  test('a failing scan fails the statement with its own error and stops the other scan', async () => {
    const source = new MemorySource(TABLES, 10);
    source.onBatch = (name) => {
      if (name === 'other' && source.batches.get('other') === 2) {
        throw new ConnectionError('TENANT_NOT_FOUND', 'gone');
      }
    };
    const plan = planSql('SELECT b.id FROM big b JOIN other o ON b.id = o.id', TABLES);
    await expect(run(plan, source)).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' });
    expect(source.closed).toBe(2);
    expect(source.batches.get('big')).toBeLessThan(10);
  });

  test.each([
    ['SELECT 1 / (id - 50) FROM big', 'DIVISION_BY_ZERO'],
    ['SELECT (SELECT id FROM other) FROM big', 'CARDINALITY'],
    ["SELECT CAST('x' || id AS integer) FROM big", 'INVALID_VALUE'],
    ['SELECT sum(9007199254740991 + id * 0) FROM big', 'OUT_OF_RANGE'],
  ])('%s fails with %s', async (sql, code) => {
    await expect(runSql(sql, TABLES)).rejects.toMatchObject({ code });
  });
});

test('columns come in the order of the plan', async () => {
  const scan = scanOf(big);
  const plan = { ...planOf(scan), columns: [...scan.columns].reverse() };
  expect((await run(plan, new MemorySource(TABLES)))[7]).toEqual([2, 7]);
});
