/** Every file format read back by a reader that is not its writer. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { tableFromIPC } from '@uwdata/flechette';
import readWorkbook from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CellValue, Column, Row } from '../../src/database/rows.ts';
import { loadFormat, type FormatName } from '../../src/cli/formats/index.ts';
import {
  bytesOf,
  cellsOf,
  COLUMNS,
  duckdb,
  FILE,
  rowOf,
  ROWS,
  sqlString,
  type ReadBack,
} from './formats-support.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-formats-'));
});

afterEach(() => vi.unstubAllEnvs());

afterAll(() => rm(folder, { recursive: true }));

const NAMES = COLUMNS.map(({ name }) => name);
const EMPTY = { columns: COLUMNS, batches: [] };

/** The result in small groups, as it comes from a query. */
function* inPairs(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
}

async function saved(name: FormatName, ending: string, bytes: Buffer): Promise<string> {
  const path = join(folder, `${name}-${Math.random().toString(36).slice(2)}${ending}`);
  await writeFile(path, bytes);
  return path;
}

/** A column as DuckDB read it, by its position. */
const columnOf = ({ rows }: ReadBack, name: string): readonly DuckDBValue[] =>
  rows.map((row) => row[NAMES.indexOf(name)] ?? null);

/** `-1.50` and `-1.5000` are one number. */
const sameNumber = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

const decimals = (values: readonly (DuckDBValue | CellValue)[]): readonly (string | null)[] =>
  values.map((value) => {
    if (value === null) return null;
    expect(value instanceof DuckDBDecimalValue || typeof value === 'string').toBe(true);
    return sameNumber(String(value));
  });

const DAY = 86_400_000;
const daysOf = (date: CellValue): number => Date.parse(String(date)) / DAY;

describe('parquet, read by DuckDB', () => {
  const read = async (bytes: Buffer): Promise<ReadBack> => {
    const path = await saved('parquet', '.parquet', bytes);
    return duckdb(`SELECT * FROM read_parquet(${sqlString(path)})`);
  };

  test('keeps values and types', async () => {
    const back = await read(await bytesOf('parquet', { columns: COLUMNS, batches: inPairs(ROWS) }));
    expect(back.names).toEqual(NAMES);
    expect(back.types).toEqual([
      'VARCHAR',
      'DECIMAL(18,4)',
      'DECIMAL(24,4)',
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP WITH TIME ZONE',
      'VARCHAR',
      'VARCHAR',
      'BIGINT',
      'BIGINT',
    ]);
    expect(back.rows).toHaveLength(ROWS.length);
    for (const name of ['Name', '__proto__', 'a "quoted", name', 'Rate', 'Paid']) {
      expect(columnOf(back, name)).toEqual(cellsOf(name));
    }
    for (const name of ['Money', 'Long']) {
      expect(decimals(columnOf(back, name))).toEqual(decimals(cellsOf(name)));
    }
    for (const name of ['Lines', 'a', 'a_2']) {
      expect(columnOf(back, name)).toEqual(
        cellsOf(name).map((cell) => (cell === null ? null : BigInt(String(cell)))),
      );
    }
    expect(columnOf(back, 'Due')).toEqual(
      cellsOf('Due').map((cell) => (cell === null ? null : new DuckDBDateValue(daysOf(cell)))),
    );
    expect(columnOf(back, 'Updated')).toEqual(
      cellsOf('Updated').map((cell) =>
        cell === null ? null : new DuckDBTimestampTZValue(BigInt(Date.parse(String(cell))) * 1000n),
      ),
    );
  });

  test('keeps the types of a result without rows', async () => {
    const back = await read(await bytesOf('parquet', EMPTY));
    expect(back.rows).toEqual([]);
    expect(back.types.slice(0, 4)).toEqual(['VARCHAR', 'DECIMAL(18,4)', 'DECIMAL(18,4)', 'BIGINT']);
  });

  test('grows the type of decimals to their last digit, in any row', async () => {
    const values = ['1.5', '0.1234567890123456789', '9999999999999999999', null];
    const back = await read(await bytesOf('parquet', decimalResult(values)));
    expect(back.types).toEqual(['DECIMAL(38,19)']);
    expect(back.rows.map(([value]) => value?.toString() ?? null)).toEqual([
      '1.5000000000000000000',
      '0.1234567890123456789',
      '9999999999999999999.0000000000000000000',
      null,
    ]);
  });

  test('zeros at the end of a quotient take no digits', async () => {
    const back = await read(await bytesOf('parquet', decimalResult(['0.50000000000000000000'])));
    expect(back.types).toEqual(['DECIMAL(18,4)']);
  });

  test('writes numbers of more digits than a decimal has as text, and says so', async () => {
    const values = ['0.00000000000000000001', '12345678901234567890'];
    const notes: string[] = [];
    const bytes = await bytesOf('parquet', decimalResult(values), {
      note: (sentence) => notes.push(sentence),
    });
    const back = await read(bytes);
    expect({ types: back.types, rows: back.rows }).toEqual({
      types: ['VARCHAR'],
      rows: values.map((value) => [value]),
    });
    expect(notes).toEqual([expect.stringMatching(/^d is written as text: .*more digits/)]);
  });

  test('its statistics let a reader find what it looks for', async () => {
    const bytes = await bytesOf('parquet', { columns: COLUMNS, batches: inPairs(ROWS) });
    const path = sqlString(await saved('parquet', '.parquet', bytes));
    const found = await duckdb(
      `SELECT COUNT(*) FROM read_parquet(${path})
       WHERE "Long" = -99999999999999999999 AND "Due" = DATE '1969-12-31' AND "Money" < 0
         AND "Updated" < TIMESTAMPTZ '1970-01-01 00:00:00+00' AND "Lines" = -12`,
    );
    expect(found.rows).toEqual([[1n]]);
  });
});

describe.each([
  ['arrow', 'ARROW1'],
  ['arrows', null],
] as const)('%s, read by Flechette', (name, magic) => {
  const read = (bytes: Buffer): ReturnType<typeof tableFromIPC> =>
    tableFromIPC(new Uint8Array(bytes), { useBigInt: true, useDecimalInt: true });

  test('keeps values and types', async () => {
    const bytes = await bytesOf(name, { columns: COLUMNS, batches: inPairs(ROWS) });
    expect(bytes.subarray(0, 6).toString() === 'ARROW1').toBe(magic !== null);
    const back = read(bytes);
    expect(back.names).toEqual(NAMES);
    const column = (of: string): unknown[] => {
      const found = back.getChildAt(NAMES.indexOf(of));
      return Array.from({ length: back.numRows }, (_, index) => found.at(index) as unknown);
    };
    const types = back.schema.fields.map(({ type }) => type);
    expect(types[1]).toMatchObject({ precision: 18, scale: 4, bitWidth: 128 });
    expect(types[2]).toMatchObject({ precision: 24, scale: 4, bitWidth: 128 });
    expect(types[3]).toMatchObject({ bitWidth: 64, signed: true });
    expect(types[7]).toMatchObject({ timezone: 'UTC' });
    expect(back.numRows).toBe(ROWS.length);
    for (const of of ['Name', '__proto__', 'a "quoted", name', 'Rate', 'Paid']) {
      expect(column(of)).toEqual(cellsOf(of));
    }
    for (const of of ['Money', 'Long']) {
      expect(column(of)).toEqual(cellsOf(of).map((cell) => scaled(cell, 4)));
    }
    for (const of of ['Lines', 'a', 'a_2']) {
      expect(column(of)).toEqual(
        cellsOf(of).map((cell) => (cell === null ? null : BigInt(String(cell)))),
      );
    }
    const milliseconds = (cell: CellValue): number | null =>
      cell === null ? null : Date.parse(String(cell));
    expect(column('Due').map((value) => value ?? null)).toEqual(cellsOf('Due').map(milliseconds));
    expect(column('Updated').map((value) => value ?? null)).toEqual(
      cellsOf('Updated').map(milliseconds),
    );
  });

  test('keeps the columns of a result without rows', async () => {
    const back = read(await bytesOf(name, EMPTY));
    expect({ names: back.names, rows: back.numRows }).toEqual({ names: NAMES, rows: 0 });
  });

  test('holds 38 digits and their sign', async () => {
    const values = [`-${'9'.repeat(38)}`, '9'.repeat(38), '-1', '0', null];
    const back = read(await bytesOf(name, decimalResult(values)));
    expect(back.schema.fields[0]?.type).toMatchObject({ precision: 38, scale: 0 });
    expect([...back.getChildAt(0)]).toEqual(values.map((value) => scaled(value, 0)));
  });
});

/** A decimal as an integer of its last digit. */
function scaled(cell: CellValue, scale: number): bigint | null {
  if (cell === null) return null;
  const [whole = '', fraction = ''] = String(cell).split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

describe('xlsx, read by read-excel-file', () => {
  const read = async (bytes: Buffer): Promise<unknown[][]> => {
    const [sheet] = await readWorkbook(await saved('xlsx', '.xlsx', bytes), { trim: false });
    return (sheet as { data: unknown[][] } | undefined)?.data ?? [];
  };
  const rounded = (cell: CellValue): Date | null =>
    cell === null ? null : new Date(Math.round(Date.parse(String(cell))));

  test('keeps values and types; text is text', async () => {
    const [head, ...rows] = await read(
      await bytesOf('xlsx', { columns: COLUMNS, batches: inPairs(ROWS) }),
    );
    expect(head).toEqual(NAMES);
    const column = (of: string): unknown[] => rows.map((row) => row[NAMES.indexOf(of)] ?? null);
    expect(column('Paid')).toEqual(cellsOf('Paid'));
    expect(column('Rate')).toEqual(cellsOf('Rate'));
    expect(column('Money')).toEqual(
      cellsOf('Money').map((cell) => (cell === null ? null : Number(cell))),
    );
    expect(column('Due')).toEqual(cellsOf('Due').map(rounded));
    // Days in a double: right to a microsecond, which the reader cuts to milliseconds.
    const updated = cellsOf('Updated').map((cell) => rounded(cell)?.getTime() ?? null);
    for (const [index, value] of column('Updated').entries()) {
      if (updated[index] === null) expect(value).toBeNull();
      else
        expect(Math.abs((value as Date).getTime() - (updated[index] ?? 0))).toBeLessThanOrEqual(1);
    }
    // The reader does not tell an empty text from an empty cell.
    expect(column('Name')).toEqual(cellsOf('Name').map((cell) => (cell === '' ? null : cell)));
    expect(column('Long')).toEqual(
      cellsOf('Long').map((cell) => (String(cell).length > 15 ? cell : cell && Number(cell))),
    );
  });

  test('a number of more than fifteen digits is text, whole, and the person is told', async () => {
    const notes: string[] = [];
    const values = ['123456789012345', '1234567890123456', '-0.1234567890123456', '1.50', '0.00'];
    const bytes = await bytesOf('xlsx', decimalResult(values), {
      note: (sentence) => notes.push(sentence),
    });
    expect((await read(bytes)).slice(1)).toEqual([
      [123456789012345],
      ['1234567890123456'],
      ['-0.1234567890123456'],
      [1.5],
      [0],
    ]);
    expect(notes).toEqual([
      '2 values of d stand as text: spreadsheets keep 15 digits of a number.',
    ]);
  });

  test('dates that spreadsheets do not have are text', async () => {
    const columns: readonly Column[] = [{ name: 'd', type: 'date' }];
    const batches = [[{ d: '1900-02-28' }, { d: '1900-03-01' }]];
    expect((await read(await bytesOf('xlsx', { columns, batches }))).slice(1)).toEqual([
      ['1900-02-28'],
      [new Date('1900-03-01')],
    ]);
  });

  test('without rows has its header, or nothing', async () => {
    expect(await read(await bytesOf('xlsx', EMPTY))).toEqual([NAMES]);
    expect(await read(await bytesOf('xlsx', EMPTY, { header: false }))).toEqual([]);
  });

  test('a text that no cell holds is refused, with its column', async () => {
    const columns: readonly Column[] = [{ name: 'Notes', type: 'text' }];
    const batches = [[{ Notes: 'x'.repeat(32_768) }]];
    await expect(bytesOf('xlsx', { columns, batches })).rejects.toMatchObject({
      code: 'OUTPUT',
      message: expect.stringContaining('Notes') as string,
    });
  });
});

describe.each([
  ['csv', ','],
  ['tsv', '\\t'],
] as const)('%s, read by DuckDB', (name, delimiter) => {
  const read = async (bytes: Buffer): Promise<ReadBack> => {
    const path = sqlString(await saved(name, `.${name}`, bytes));
    return duckdb(
      `SELECT * FROM read_csv(${path}, delim = '${delimiter}', quote = '"', escape = '"',
         header = true, all_varchar = true, allow_quoted_nulls = false)`,
    );
  };

  test('keeps every text when formulas are kept', async () => {
    const back = await read(
      await bytesOf(name, { columns: COLUMNS, batches: inPairs(ROWS) }, { formulas: 'kept' }),
    );
    expect(back.names).toEqual(NAMES);
    for (const of of NAMES) {
      expect(columnOf(back, of)).toEqual(
        cellsOf(of).map((cell) => (cell === null ? null : String(cell))),
      );
    }
  });

  test('puts an apostrophe before what a spreadsheet would run, in texts and in names only', async () => {
    const columns: readonly Column[] = [
      { name: '=t', type: 'text' },
      { name: 'n', type: 'decimal' },
      { name: 'i', type: 'integer' },
    ];
    const texts = ['=1', '+1', '-1', '@a', '\tb', '\rc', "'=1", ' =1', 'a=1', ''];
    const batches = [texts.map((text) => rowOf(columns, [text, '-1.50', -2]))];
    const back = await read(await bytesOf(name, { columns, batches }));
    expect(back.names).toEqual(["'=t", 'n', 'i']);
    expect(back.rows).toEqual(
      texts.map((text) => [/^[=+\-@\t\r]/.test(text) ? `'${text}` : text, '-1.50', '-2']),
    );
  });
});

describe.each(['json', 'jsonl'] as const)('%s, read by DuckDB', (name) => {
  test('keeps values', async () => {
    const columns = COLUMNS.filter(({ name: column }) => !column.startsWith('a'));
    const names = columns.map((column) => column.name);
    const bytes = await bytesOf(name, { columns, batches: inPairs(ROWS) });
    const path = sqlString(await saved(name, `.${name}`, bytes));
    const types = `{Name: 'VARCHAR', Money: 'DECIMAL(18,4)', Long: 'DECIMAL(38,4)', Lines: 'BIGINT',
      Rate: 'DOUBLE', Paid: 'BOOLEAN', Due: 'DATE', Updated: 'TIMESTAMPTZ', __proto__: 'VARCHAR'}`;
    const back = await duckdb(`SELECT * FROM read_json(${path}, columns = ${types})`);
    const column = (of: string): readonly DuckDBValue[] =>
      back.rows.map((row) => row[names.indexOf(of)] ?? null);
    for (const of of ['Name', '__proto__', 'Rate', 'Paid']) {
      expect(column(of)).toEqual(cellsOf(of));
    }
    // DuckDB reads JSON's numbers as doubles: Long is compared as text in formats.test.ts.
    expect(decimals(column('Money'))).toEqual(decimals(cellsOf('Money')));
    expect(column('Due')).toEqual(
      cellsOf('Due').map((cell) => (cell === null ? null : new DuckDBDateValue(daysOf(cell)))),
    );
  });
});

describe('insert, run by DuckDB', () => {
  test('puts the same values into a table', async () => {
    const statements = (
      await bytesOf(
        'insert',
        { columns: COLUMNS, batches: inPairs(ROWS) },
        { insertInto: 'my "table"' },
      )
    ).toString();
    const types = [
      'VARCHAR',
      'DECIMAL(18,4)',
      'DECIMAL(38,4)',
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'VARCHAR',
      'BIGINT',
      'BIGINT',
    ];
    const defined = NAMES.map(
      (name, index) => `"${name.replaceAll('"', '""')}" ${types[index] ?? ''}`,
    );
    const back = await duckdb(
      `CREATE TABLE "my ""table""" (${defined.join(', ')})`,
      statements,
      'SELECT * FROM "my ""table"""',
    );
    for (const of of ['Name', '__proto__', 'a "quoted", name', 'Rate', 'Paid']) {
      expect(columnOf(back, of)).toEqual(cellsOf(of));
    }
    for (const of of ['Money', 'Long']) {
      expect(decimals(columnOf(back, of))).toEqual(decimals(cellsOf(of)));
    }
    expect(columnOf(back, 'Updated').map((value) => value?.toString() ?? null)).toEqual(
      cellsOf('Updated').map((cell) =>
        cell === null
          ? null
          : String(cell)
              .replace('T', ' ')
              .replace(/\.?0*Z$/, ''),
      ),
    );
  });

  test('without rows is nothing', async () => {
    expect((await bytesOf('insert', EMPTY)).toString()).toBe('');
  });
});

describe('memory', { timeout: 120_000 }, () => {
  const columns: readonly Column[] = [
    { name: 'n', type: 'integer' },
    { name: 'd', type: 'decimal' },
    { name: 't', type: 'text' },
  ];
  const GROUP = 256;
  const ALL = 100_000;

  /** Rows made as they are asked for; counts those that something still holds on to. */
  function source(): { batches: Generator<readonly Row[]>; made: () => number } {
    let made = 0;
    function* batches(): Generator<readonly Row[]> {
      while (made < ALL) {
        const size = Math.min(GROUP, ALL - made);
        yield Array.from({ length: size }, () => ({
          n: ++made,
          d: `${made}.25`,
          t: `row ${made} ${'x'.repeat(made % 50)}`,
        }));
      }
    }
    return { batches: batches(), made: () => made };
  }

  // Columns without decimals, which are set aside on disk: what is made is written at once.
  test.each([
    ['csv', 3 * GROUP],
    ['json', 3 * GROUP],
    ['html', 3 * GROUP],
    ['insert', 3 * GROUP],
    ['xlsx', 20_000],
    ['parquet', 40_000],
    ['arrow', 20_000],
    ['arrows', 20_000],
  ] as const)('%s never holds more than a group of 100,000 rows', async (name, most) => {
    const { batches, made } = source();
    const write = await loadFormat(name);
    const plain = columns.filter(({ type }) => type !== 'decimal');
    let pieces = 0;
    let before = 0;
    let held = 0;
    for await (const piece of write({ columns: plain, batches }, FILE)) {
      if (piece.length === 0) continue;
      pieces++;
      // Rows that were taken in since something came out.
      held = Math.max(held, made() - before);
      before = made();
    }
    expect(made()).toBe(ALL);
    expect(pieces).toBeGreaterThan(ALL / most / 2);
    expect(held).toBeLessThanOrEqual(most);
  });

  test.each(['parquet', 'arrow'] as const)(
    '%s sets decimals aside on disk, and takes the file away again, also when the query fails',
    async (name) => {
      const temporary = await mkdtemp(join(folder, 'tmp-'));
      vi.stubEnv('TMPDIR', temporary);
      const { batches } = source();
      const write = await loadFormat(name);
      const sizes: number[] = [];
      for await (const piece of write({ columns, batches }, FILE)) {
        sizes.push(piece.length);
        expect(await readdir(temporary)).toHaveLength(1);
      }
      expect(sizes.length).toBeGreaterThan(3);
      expect(Math.max(...sizes)).toBeLessThan(2 ** 21);
      expect(await readdir(temporary)).toEqual([]);
      const failing = function* (): Generator<readonly Row[]> {
        yield [{ n: 1, d: '1.5', t: 'a' }];
        throw new Error('half-way');
      };
      await expect(bytesOf(name, { columns, batches: failing() })).rejects.toThrow('half-way');
      expect(await readdir(temporary)).toEqual([]);
    },
  );

  test('a file of 100,000 rows is whole', async () => {
    const { batches } = source();
    const path = await saved('parquet', '.parquet', await bytesOf('parquet', { columns, batches }));
    const back = await duckdb(
      `SELECT COUNT(*), SUM(n), SUM(d), COUNT(DISTINCT t) FROM read_parquet(${sqlString(path)})`,
    );
    expect(back.rows[0]?.map(String)).toEqual([
      '100000',
      '5000050000',
      '5000075000.0000',
      '100000',
    ]);
  });
});

test.each(['parquet', 'arrow', 'arrows', 'xlsx', 'csv', 'json', 'html'] as const)(
  '%s passes the failure of a query on as it is',
  async (name) => {
    const failure = new Error('half-way');
    const batches = function* (): Generator<readonly Row[]> {
      yield ROWS;
      throw failure;
    };
    await expect(bytesOf(name, { columns: COLUMNS, batches: batches() })).rejects.toBe(failure);
  },
);

function decimalResult(values: readonly (string | null)[]): {
  readonly columns: readonly Column[];
  readonly batches: readonly (readonly Row[])[];
} {
  return { columns: [{ name: 'd', type: 'decimal' }], batches: [values.map((d) => ({ d }))] };
}
