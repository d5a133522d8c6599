/** When DuckDB runs, what happens when it cannot, and what is left behind. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as duckDb from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DuckDbError, type EngineUse, Session } from '../../../src/engine/duckdb/index.ts';
import { execute, type EngineOptions } from '../../../src/engine/finish/index.ts';
import { Decimal } from '../../../src/engine/values/decimal.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import { MemorySource, type MemoryTable, NOW, planSql, table } from './support.ts';

const never = new AbortController().signal;

interface Ran {
  readonly rows: readonly Tuple[];
  readonly uses: readonly EngineUse[];
  readonly source: MemorySource;
}

async function run(
  sql: string,
  tables: readonly MemoryTable[],
  engine: Partial<EngineOptions> = {},
  signal: AbortSignal = never,
): Promise<Ran> {
  const source = new MemorySource(tables, 100);
  const uses: EngineUse[] = [];
  const options: EngineOptions = {
    choice: 'duckdb',
    ...engine,
    onUse: (use) => uses.push(use),
  };
  const rows: Tuple[] = [];
  for await (const batch of execute(planSql(sql, tables), source, {
    now: NOW,
    signal,
    engine: options,
  })) {
    for (const row of batch) rows.push(row);
  }
  return { rows, uses, source };
}

/** The same rows, and the built-in engine's at that. */
async function alike(
  sql: string,
  tables: readonly MemoryTable[],
  engine: Partial<EngineOptions> = {},
): Promise<Ran> {
  const [ran, builtIn] = [
    await run(sql, tables, engine),
    await run(sql, tables, { choice: 'builtin' }),
  ];
  expect(ran.rows).toEqual(builtIn.rows);
  return ran;
}

const numbers = (count: number, of: (index: number) => Tuple): MemoryTable =>
  table(
    'Numbers',
    { id: 'integer', name: 'text', amount: 'decimal' },
    Array.from({ length: count }, (_, index) => of(index)),
  );

const d = (text: string): Decimal => Decimal.parse(text);
const plainRows = (count: number): MemoryTable =>
  numbers(count, (id) => [id, `name ${id % 7}`, Decimal.of(id * 37, 2)]);

const GROUPED = 'SELECT name, COUNT(*), SUM(amount), MIN(amount) FROM Numbers GROUP BY name';

/** `auto` leaves a plain group to the built-in engine; this one it does not. */
const DISTINCT = 'SELECT name, COUNT(DISTINCT amount), SUM(amount) FROM Numbers GROUP BY name';

const ranIn = ({ uses }: Ran): readonly string[] => uses.map(({ engine }) => engine);

describe('the choice', () => {
  it.each([
    [250, 'auto', 'DuckDB'],
    [249, 'auto', 'built-in'],
    [3, 'duckdb', 'DuckDB'],
  ] as const)('%i rows with %s: %s', async (count, choice, engine) => {
    const ran = await alike(DISTINCT, [plainRows(count)], { choice, fromRows: 250 });
    expect(ranIn(ran)).toEqual([engine]);
    expect(ran.uses[0]?.rows).toBe(count);
    // Rows of few are not read again for the other engine.
    expect(ran.source.scans.get('Numbers')).toBe(1);
  });

  it.each([
    GROUPED,
    `SELECT * FROM (${GROUPED}) x ORDER BY 2 DESC, 1`,
    'SELECT id FROM Numbers WHERE id > 3 ORDER BY amount DESC LIMIT 10 OFFSET 5',
  ])('auto leaves to the built-in engine what keeps few rows: %s', async (sql) => {
    const ran = await alike(sql, [plainRows(300)], { choice: 'auto', fromRows: 10 });
    expect(ranIn(ran)).toEqual([]);
    const duckDb = await alike(sql, [plainRows(300)], { choice: 'duckdb' });
    expect(ranIn(duckDb)).toEqual(['DuckDB']);
  });

  it.each([
    'SELECT id FROM Numbers ORDER BY amount DESC',
    'SELECT id FROM Numbers ORDER BY amount DESC LIMIT 20000',
    'SELECT name, COUNT(*) FROM (SELECT * FROM Numbers ORDER BY id LIMIT 90000) x GROUP BY name',
    'SELECT a.name, SUM(b.amount) FROM Numbers a JOIN Numbers b ON a.id = b.id GROUP BY a.name',
  ])('auto gives DuckDB what keeps all rows: %s', async (sql) => {
    expect(ranIn(await alike(sql, [plainRows(300)], { choice: 'auto', fromRows: 10 }))).toEqual([
      'DuckDB',
    ]);
  });

  it('without rows nothing is loaded', async () => {
    const ran = await alike(GROUPED, [plainRows(0)]);
    expect(ranIn(ran)).toEqual(['built-in']);
  });

  it('rows without columns are counted', async () => {
    const { rows } = await alike('SELECT COUNT(*) FROM Numbers', [plainRows(3000)]);
    expect(rows).toEqual([[3000]]);
  });

  it('a LIMIT without an order stops reading', async () => {
    const tables = [plainRows(5000)];
    const sql = 'SELECT a.id FROM Numbers a JOIN Numbers b ON a.id = b.id LIMIT 5';
    const [ran, builtIn] = [
      await alike(sql, tables),
      await run(sql, tables, { choice: 'builtin' }),
    ];
    expect(ran.uses).toEqual([]);
    expect(ran.source.batches).toEqual(builtIn.source.batches);
  });
});

describe('forms that both engines have', () => {
  const mixed = numbers(40, (id) => [
    id % 9 === 0 ? null : id % 5,
    id % 7 === 0 ? null : (['x', 'Y', 'é', ''][id % 4] ?? null),
    id % 6 === 0 ? null : Decimal.parse(['1.5', '1.50', '-2', '0.0001'][id % 4] ?? '0'),
  ]);
  const others = table('Others', { id: 'integer', name: 'text', amount: 'decimal' }, [
    [1, 'x', d('1.500')],
    [1, 'x', d('1.5')],
    [null, null, null],
    [3, '', d('0.00010')],
    [77, 'only here', d('1')],
  ]);

  it.each([
    'SELECT name, id, COUNT(*), SUM(amount), MIN(amount), GROUPING(name, id) FROM Numbers GROUP BY ROLLUP (name, id)',
    'SELECT name, amount, COUNT(*) FROM Numbers GROUP BY CUBE (name, amount)',
    'SELECT id, MAX(name) FROM Numbers GROUP BY GROUPING SETS ((id), (), (id, amount)) HAVING COUNT(*) > 1',
    'SELECT name, COUNT(*) FROM (SELECT * FROM Numbers ORDER BY amount) n GROUP BY GROUPING SETS ((name), ()) ORDER BY 2',
    "SELECT id, STRING_AGG(name, ', ') FROM Numbers GROUP BY id",
    "SELECT id, STRING_AGG(name, '' ORDER BY amount DESC, name) FILTER (WHERE amount > 0) FROM Numbers GROUP BY id",
    "SELECT STRING_AGG(name, '|') FROM (SELECT name FROM Numbers ORDER BY amount NULLS FIRST) n",
    'SELECT COUNT(*) FROM (SELECT id, name, amount FROM Numbers INTERSECT SELECT id, name, amount FROM Others) b',
    'SELECT * FROM (SELECT id, name, amount FROM Numbers INTERSECT SELECT id, name, amount FROM Others) b ORDER BY 1',
    'SELECT * FROM (SELECT id, name, amount FROM Numbers EXCEPT SELECT id, name, amount FROM Others) b ORDER BY name',
    'SELECT * FROM (SELECT amount FROM Others EXCEPT SELECT amount FROM Numbers) b ORDER BY amount',
    'SELECT id, COUNT(*) FROM (SELECT id, NULL AS n FROM Numbers INTERSECT SELECT id, NULL FROM Others) b GROUP BY id',
  ])('%s', async (sql) => {
    const ran = await alike(sql, [mixed, others]);
    expect(ranIn(ran)).toEqual(['DuckDB']);
    expect(ran.rows.length).toBeGreaterThan(0);
  });

  it.each([
    ['SELECT * FROM (SELECT id FROM Numbers EXCEPT ALL SELECT id FROM Others) b ORDER BY id'],
    ["SELECT id, STRING_AGG(DISTINCT name, ',') FROM Numbers GROUP BY id"],
    ['SELECT id, STRING_AGG(name, name) FROM Numbers GROUP BY id'],
    ['SELECT id, AVG(amount) FROM Numbers GROUP BY ROLLUP (id)'],
  ])('declined, and alike: %s', async (sql) => {
    await alike(sql, [mixed, others]);
  });
});

describe('reads as the built-in engine does', () => {
  const [none, some] = [
    table('Nothing', { id: 'integer' }),
    table('Something', { id: 'integer' }, [[1], [2]]),
  ];
  const third = table('Third', { id: 'integer' }, [[2], [3]]);

  it.each([
    'SELECT COUNT(*) FROM Nothing n JOIN Something s ON s.id = n.id',
    'SELECT COUNT(*) FROM Nothing n LEFT JOIN Something s ON s.id = n.id',
    'SELECT COUNT(*) FROM Something s RIGHT JOIN Nothing n ON s.id = n.id',
    'SELECT COUNT(*) FROM Something s FULL JOIN Nothing n ON s.id = n.id',
    // The first two have rows, their join has none.
    'SELECT COUNT(*) FROM Something s JOIN Third t ON s.id = t.id + 5 JOIN Nothing n ON n.id = s.id',
    'SELECT COUNT(*) FROM Something s JOIN Third t ON s.id = t.id JOIN Nothing n ON n.id = s.id',
  ])('%s', async (sql) => {
    for (const choice of ['auto', 'duckdb'] as const) {
      const ran = await alike(sql, [none, some, third], { choice });
      const builtIn = await run(sql, [none, some, third], { choice: 'builtin' });
      expect(ran.source.scans).toEqual(builtIn.source.scans);
    }
  });
});

describe('what does not suit comes back', () => {
  const odd = (value: Tuple): MemoryTable =>
    numbers(6000, (id) => (id === 5000 ? value : [id, `n${id % 3}`, Decimal.of(id, 2)]));

  it.each<[string, Tuple, string]>([
    ['half a character', [1, 'x\ud800', d('1')], 'a text is not Unicode'],
    [
      'more digits than before',
      [1, 'x', d('0.123456789')],
      'a number has more digits than those before it',
    ],
    ['more than 64 bits', [1, 'x', d('12345678901234567890.12')], 'a number has too many digits'],
  ])('%s', async (_, value, reason) => {
    const ran = await alike(`${GROUPED} ORDER BY 2 DESC, 1`, [odd(value)]);
    expect(ran.uses).toMatchObject([{ engine: 'built-in', declined: reason, rows: 6000 }]);
    expect(ran.source.scans.get('Numbers')).toBe(1);
  });

  it('an integer sum beyond 2^53 is the error that it is', async () => {
    const big = numbers(3, () => [Number.MAX_SAFE_INTEGER, 'x', null]);
    const sql = 'SELECT SUM(id) FROM Numbers';
    for (const choice of ['duckdb', 'builtin'] as const) {
      await expect(run(sql, [big], { choice })).rejects.toMatchObject({ code: 'OUT_OF_RANGE' });
    }
  });

  it('what is computed beforehand and fails for a row that no result needs', async () => {
    const left = table('L', { id: 'integer', t: 'text' }, [
      [1, '12'],
      [2, 'no number'],
    ]);
    const right = table('R', { id: 'integer' }, [[1]]);
    const ran = await alike(
      'SELECT CAST(L.t AS INTEGER), COUNT(*) FROM L JOIN R ON L.id = R.id GROUP BY 1',
      [left, right],
    );
    expect(ran.uses).toMatchObject([{ engine: 'built-in', declined: 'a cast fails for a row' }]);
    expect(ran.rows).toEqual([[12, 1]]);
  });

  it('decimals of many digits and scales stay exact', async () => {
    const money = numbers(2500, (id) => [
      id,
      `n${id % 2}`,
      Decimal.of(BigInt(id) * 10n ** 9n + 1n, id % 5),
    ]);
    const ran = await alike(
      'SELECT name, SUM(amount), SUM(amount * amount), AVG(amount), MIN(amount), MAX(amount) FROM Numbers GROUP BY name',
      [money],
    );
    expect(ranIn(ran)).toEqual(['DuckDB']);
  });

  it('dates and instants of all years', async () => {
    const day = 86_400_000;
    const [first, last] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')];
    const step = Math.floor((last - first) / 2400 / day) * day + 3 * day + 45_296_789;
    const rows: Tuple[] = [];
    for (let time = first; time <= last; time += step) {
      const at = new Date(time).toISOString();
      rows.push([at.slice(0, 10), at]);
    }
    for (const edge of [
      '1969-12-31T23:59:59.999Z',
      '2000-02-29T00:00:00.000Z',
      '2026-12-31T12:00:00.001Z',
    ]) {
      rows.push([edge.slice(0, 10), edge]);
    }
    const days = table('Days', { d: 'date', t: 'timestamp' }, rows);
    const units = ['year', 'quarter', 'month', 'week', 'day'];
    const columns = [
      ...units.flatMap((unit) => [`date_trunc('${unit}', d)`, `date_trunc('${unit}', t)`]),
      ...['year', 'quarter', 'month', 'day'].flatMap((field) => [
        `${field}(d)`,
        `extract(${field} FROM t)`,
      ]),
      'CAST(t AS DATE)',
      'CAST(d AS TIMESTAMP)',
      "DATE '2026-03-15' - d",
    ].map((expr, index) => `${expr} AS x${index}`);
    const ran = await alike(
      `SELECT ${columns.join(', ')} FROM (SELECT DISTINCT d, t FROM Days) x ORDER BY x0, x1, x18, x20`,
      [days],
    );
    // One part: DuckDB has computed them itself, between the two.
    expect(ran.uses).toMatchObject([
      { engine: 'DuckDB', part: { operators: ['sort', 'distinct'] } },
    ]);
    expect(ran.rows.length).toBe(rows.length);
  });

  it('texts of every kind stay themselves', async () => {
    const texts = [
      '',
      '\0',
      'a\0b',
      '😀',
      '\uffee',
      "'; DROP TABLE t0; --",
      '__proto__',
      'é',
      'e\u0301',
      'A',
      'a',
    ];
    const rows = numbers(300, (id) => [id, texts[id % texts.length] ?? '', null]);
    const ran = await alike(
      "SELECT name, COUNT(*) FROM Numbers WHERE id >= 0 GROUP BY name HAVING name >= '' ORDER BY name DESC",
      [rows],
    );
    expect(ran.rows.length).toBe(texts.length);
    expect(ranIn(ran)).toEqual(['DuckDB']);
    await alike(
      "SELECT a.name FROM Numbers a LEFT JOIN Numbers b ON a.id = b.id AND b.name LIKE '_' ORDER BY b.name, a.id",
      [rows],
    );
  });
});

describe('the session', () => {
  // Other tests run at the same time: only this file's folders are to be seen.
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xero-sql-test-'));
    vi.stubEnv('TMPDIR', folder);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  /** What sessions spill to. */
  const folders = async (): Promise<readonly string[]> =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('xero-sql-duckdb-'));

  it('reads and writes nothing outside and keeps its settings', async () => {
    const session = await Session.open(duckDb, never, {});
    const ask = async (sql: string): Promise<unknown> => {
      try {
        for await (const rows of session.run({ sql, texts: [], columns: [], selected: [] }))
          return rows;
        return null;
      } catch (error) {
        expect(error).toBeInstanceOf(DuckDbError);
        return String((error as Error).cause);
      }
    };
    try {
      expect(await ask("SELECT * FROM read_text('/etc/hostname')")).toMatch(/disabled/);
      expect(await ask("COPY (SELECT 1) TO '/tmp/xero-sql-test.csv'")).toMatch(/disabled/);
      expect(await ask("ATTACH '/tmp/xero-sql-test.db'")).toMatch(/disabled/);
      expect(await ask('INSTALL httpfs')).toMatch(/disabled|Permission/i);
      expect(await ask('SET enable_external_access = true')).toMatch(/Cannot|locked/i);
      expect(await ask("SET memory_limit = '99GB'")).toMatch(/locked/i);
    } finally {
      await session.close();
    }
  });

  it('spills to a folder of its own that is gone afterwards', async () => {
    const before = await folders();
    const ROWS = 200_000;
    let spilled = 0;
    const wide = numbers(ROWS, (id) => [id, `${'x'.repeat(300)} ${(id * 7919) % ROWS}`, null]);
    const source = new MemorySource([wide], 5000);
    const plan = planSql('SELECT name, id FROM Numbers ORDER BY name DESC', [wide]);
    const engine: EngineOptions = { choice: 'duckdb', session: { memoryLimit: 80_000_000 } };
    const uses: EngineUse[] = [];
    let count = 0;
    let outOfOrder = 0;
    let last: string | undefined;
    for await (const rows of execute(plan, source, {
      now: NOW,
      signal: never,
      engine: { ...engine, onUse: (use) => uses.push(use) },
    })) {
      for (const row of rows) {
        if (last !== undefined && (row[0] as string) >= last) outOfOrder++;
        last = row[0] as string;
        count++;
      }
      if (spilled > 0) continue;
      for (const name of (await folders()).filter((folder) => !before.includes(folder))) {
        const spill = join(tmpdir(), name);
        expect(statSync(spill).mode & 0o777).toBe(0o700);
        spilled += readdirSync(spill).reduce(
          (sum, file) => sum + statSync(join(spill, file)).size,
          0,
        );
      }
    }
    expect({ count, outOfOrder }).toEqual({ count: ROWS, outOfOrder: 0 });
    expect(uses).toMatchObject([{ engine: 'DuckDB', rows: ROWS }]);
    expect(spilled).toBeGreaterThan(0);
    expect(await folders()).toEqual(before);
  }, 120_000);

  it('is interrupted', async () => {
    const before = await folders();
    expect(before).toEqual([]);
    const cancel = new AbortController();
    const many = plainRows(3000);
    // 27 thousand million pairs of pairs.
    const sql =
      'SELECT COUNT(*) FROM Numbers a CROSS JOIN Numbers b CROSS JOIN Numbers c WHERE a.amount + b.amount > c.amount';
    const running = run(sql, [many], { onUse: () => undefined }, cancel.signal);
    setTimeout(() => cancel.abort(), 300);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await folders()).toEqual(before);
  });

  it('is closed when rows are not read to their end', async () => {
    const before = await folders();
    const many = plainRows(20_000);
    const plan = planSql('SELECT name, id FROM Numbers ORDER BY amount DESC', [many]);
    const engine: EngineOptions = { choice: 'duckdb' };
    for await (const rows of execute(plan, new MemorySource([many]), {
      now: NOW,
      signal: never,
      engine,
    })) {
      expect(rows[0]?.[1]).toBe(19_999);
      break;
    }
    expect(await folders()).toEqual(before);
  });
});

describe('without the package', () => {
  const missing = Object.assign(new Error("Cannot find package '@duckdb/node-api'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const session = { load: () => Promise.reject(missing) };

  it('duckdb is an error that says how to install it', async () => {
    const { peerDependencies } = JSON.parse(
      readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as { readonly peerDependencies: Readonly<Record<string, string>> };
    const install = `npm install @duckdb/node-api@${peerDependencies['@duckdb/node-api'] ?? ''}`;
    await expect(run(GROUPED, [plainRows(3)], { session })).rejects.toMatchObject({
      code: 'ENGINE_MISSING',
      hint: expect.stringContaining(install) as unknown,
    });
  });

  it('auto runs the built-in engine', async () => {
    const ran = await alike(DISTINCT, [plainRows(300)], { choice: 'auto', fromRows: 10, session });
    expect(ran.uses).toMatchObject([{ engine: 'built-in', declined: 'it is not installed' }]);
  });

  it('another failure to load it is no missing package', async () => {
    const broken = { load: () => Promise.reject(new Error('broken')) };
    await expect(run(GROUPED, [plainRows(3)], { session: broken })).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
    });
    const ran = await alike(DISTINCT, [plainRows(300)], {
      choice: 'auto',
      fromRows: 10,
      session: broken,
    });
    expect(ran.uses).toMatchObject([{ engine: 'built-in', declined: 'it failed' }]);
  });
});
