/** Our engine over rows in memory, and the stages that lead there. */
import { resultColumns, rowMaker } from '../../../src/database/rows.ts';
import { bind } from '../../../src/engine/bind/index.ts';
import { evaluateOver } from '../../../src/engine/expr/index.ts';
import { execute, type EngineOptions } from '../../../src/engine/finish/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { plan, type QueryPlan, type ScanPlan } from '../../../src/engine/plan/index.ts';
import type { RowSource } from '../../../src/engine/scan/source.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import { catalogueOf } from '../../../src/schemas/catalogue.ts';
import type {
  Catalogue,
  ColumnType,
  SchemaName,
  TableDefinition,
} from '../../../src/schemas/model.ts';
import { ourAnswer, type Answer } from './answers.ts';

export const never = new AbortController().signal;

export async function collect(batches: AsyncIterable<readonly Tuple[]>): Promise<readonly Tuple[]> {
  const rows: Tuple[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(row);
  return rows;
}

export interface CompileOptions {
  readonly catalogue: Catalogue;
  readonly defaultSchema: SchemaName;
  readonly pageSize: number;
  readonly now: Date;
  readonly rulesOff: boolean;
}

export function compile(sql: string, options: CompileOptions): QueryPlan {
  const { catalogue, defaultSchema, pageSize, now, rulesOff } = options;
  const statement = parse(sql);
  if (statement.kind !== 'query') throw new Error('not a query');
  const bound = bind(statement.query, { sql, catalogue, defaultSchema, parameters: [] });
  return plan(bound, { pageSize, now, ...(rulesOff ? { rules: [] } : {}) });
}

/** Reads each table once, in whole, and serves every scan of it from memory. */
export function memorySource(
  read: (table: TableDefinition) => Promise<readonly Tuple[]>,
  now: Date,
): RowSource {
  const known = new Map<string, Promise<readonly Tuple[]>>();
  return {
    async *read({ table, scan, tenantFilter, requests }: ScanPlan) {
      // No request: a contradiction, which needs no call.
      if (requests.length === 0) return;
      const rows = known.get(table.name) ?? read(table);
      known.set(table.name, rows);
      const places = scan.columns.map(({ column }) =>
        table.columns.findIndex(({ name }) => name === column),
      );
      const tuples = (await rows).map((row) => places.map((place) => row[place] ?? null));
      yield tuples.filter((tuple) => {
        const values = new Map(scan.columns.map(({ id }, index) => [id, tuple[index] ?? null]));
        return tenantFilter.every((condition) => evaluateOver(condition, values, { now }) === true);
      });
    },
  };
}

export interface MemoryTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly Tuple[];
}

function definitionOf({ name, columns }: MemoryTable): TableDefinition {
  return {
    schema: 'ACCOUNTING',
    name,
    aliases: [],
    description: '',
    primaryKey: [],
    references: [],
    source: { kind: 'catalogue', rows: () => [] },
    columns: columns.map((column) => ({
      ...column,
      source: { kind: 'json', up: 0, path: [column.name] },
      description: '',
      scale: 0,
      aliases: [],
      values: [],
      absentFromSummary: false,
      onlyInDetail: false,
    })),
  };
}

/** Runs statements over `tables`, by whichever engine. */
export function memoryRunner(
  tables: readonly MemoryTable[],
  now: Date,
): (sql: string, engine?: EngineOptions) => Promise<readonly Tuple[]> {
  const catalogue = catalogueOf(tables.map(definitionOf));
  const rows = new Map(tables.map((table) => [table.name, table.rows]));
  const source = memorySource(({ name }) => Promise.resolve(rows.get(name) ?? []), now);
  return (sql, engine) => {
    const planned = compile(sql, {
      catalogue,
      defaultSchema: 'ACCOUNTING',
      pageSize: 100,
      now,
      rulesOff: false,
    });
    return collect(
      execute(planned, source, { now, signal: never, ...(engine === undefined ? {} : { engine }) }),
    );
  };
}

/** Answers statements over `tables`, with the planner's rules or without. */
export function memoryEngine(
  tables: readonly MemoryTable[],
  now: Date,
): (sql: string, rulesOff: boolean) => Promise<Answer> {
  const catalogue = catalogueOf(tables.map(definitionOf));
  const rows = new Map(tables.map((table) => [table.name, table.rows]));
  const source = memorySource(({ name }) => Promise.resolve(rows.get(name) ?? []), now);
  return async (sql, rulesOff) => {
    const planned = compile(sql, {
      catalogue,
      defaultSchema: 'ACCOUNTING',
      pageSize: 100,
      now,
      rulesOff,
    });
    const columns = resultColumns(planned.columns);
    const tuples = await collect(execute(planned, source, { now, signal: never }));
    return ourAnswer(columns, tuples.map(rowMaker(columns)));
  };
}
