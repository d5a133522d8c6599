/** Tables in memory, algebra in few words, and SQL text run without a planner. */
import { bind } from '../../../src/engine/bind/index.ts';
import { execute } from '../../../src/engine/finish/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import type { QueryPlan, ScanPlan } from '../../../src/engine/plan/plan.ts';
import {
  outputColumns,
  type Cte,
  type Expr,
  type OutputColumn,
  type Rel,
  type Scan,
} from '../../../src/engine/rel/rel.ts';
import { visitRel } from '../../../src/engine/rel/walk.ts';
import type { RowSource } from '../../../src/engine/scan/source.ts';
import type { SqlType, SqlValue, Tuple } from '../../../src/engine/values/types.ts';
import type {
  Catalogue,
  ColumnDefinition,
  ColumnType,
  TableDefinition,
} from '../../../src/schemas/model.ts';

export const NOW = new Date('2026-03-15T10:20:30.456Z');

export interface MemoryTable {
  readonly definition: TableDefinition;
  readonly rows: readonly Tuple[];
}

export function table(
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly Tuple[] = [],
): MemoryTable {
  return {
    rows,
    definition: {
      schema: 'ACCOUNTING',
      name,
      aliases: [],
      description: '',
      columns: Object.entries(columns).map(([column, type]) => definition(column, type)),
      primaryKey: [],
      references: [],
      source: { kind: 'catalogue', rows: () => [] },
    },
  };
}

function definition(name: string, type: ColumnType): ColumnDefinition {
  return {
    name,
    type,
    source: { kind: 'json', up: 0, path: [name] },
    description: '',
    scale: 0,
    aliases: [],
    values: [],
    absentFromSummary: false,
    onlyInDetail: false,
  };
}

/** Gives rows in small batches and counts what is asked of it. */
export class MemorySource implements RowSource {
  readonly tables: readonly MemoryTable[];
  readonly batchRows: number;
  /** Batches given, by table name. */
  readonly batches = new Map<string, number>();
  /** Scans begun, by table name. */
  readonly scans = new Map<string, number>();
  /** Scans that were left or read to the end. */
  closed = 0;
  onBatch: (table: string) => void = () => undefined;

  constructor(tables: readonly MemoryTable[], batchRows = 7) {
    this.tables = tables;
    this.batchRows = batchRows;
  }

  async *read(plan: ScanPlan): AsyncGenerator<readonly Tuple[]> {
    const { name, columns } = plan.table;
    const found = this.tables.find((candidate) => candidate.definition === plan.table);
    const places = plan.scan.columns.map(({ column }) =>
      columns.findIndex((candidate) => candidate.name === column),
    );
    count(this.scans, name);
    try {
      const rows = found?.rows ?? [];
      for (let start = 0; start < rows.length; start += this.batchRows) {
        await Promise.resolve();
        count(this.batches, name);
        this.onBatch(name);
        yield rows
          .slice(start, start + this.batchRows)
          .map((row) => places.map((place) => row[place] ?? null));
      }
    } finally {
      this.closed++;
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A plan that reads every scan in full. */
export function planOf(root: Rel, ctes: readonly Cte[] = []): QueryPlan {
  const scans = new Map<number, ScanPlan>();
  for (const rel of [root, ...ctes.map((cte) => cte.rel)]) {
    visitRel(rel, (inner) => {
      if (inner.kind === 'scan') scans.set(inner.scanId, scanPlan(inner));
    });
  }
  return { root, columns: outputColumns(root), ctes, scans };
}

function scanPlan(scan: Scan): ScanPlan {
  return {
    scan,
    table: scan.table,
    tenantFilter: [],
    requests: [],
    keys: null,
    rowLimit: null,
    pageSize: null,
    order: null,
    pushed: [],
    residual: [],
  } as unknown as ScanPlan;
}

export async function run(
  plan: QueryPlan,
  source: RowSource,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly Tuple[]> {
  const rows: Tuple[] = [];
  for await (const batch of execute(plan, source, { now: NOW, signal })) rows.push(...batch);
  return rows;
}

export function planSql(sql: string, tables: readonly MemoryTable[]): QueryPlan {
  const catalogue: Catalogue = {
    tables: tables.map(({ definition: found }) => found),
    find: (_, name) =>
      tables.find(({ definition: found }) => found.name.toLowerCase() === name.toLowerCase())
        ?.definition ?? null,
  };
  const statement = parse(sql);
  if (statement.kind !== 'query') throw new Error('not a query');
  const { root, ctes } = bind(statement.query, {
    sql,
    catalogue,
    defaultSchema: 'ACCOUNTING',
    parameters: [],
  });
  return planOf(root, ctes);
}

/** Runs SQL over tables in memory. */
export function runSql(
  sql: string,
  tables: readonly MemoryTable[],
  source: RowSource = new MemorySource(tables),
): Promise<readonly Tuple[]> {
  return run(planSql(sql, tables), source);
}

// ------------------------------------------------------------------- algebra

let lastId = 1000;

export const newColumn = (name: string, type: SqlType): OutputColumn => ({
  id: ++lastId,
  name,
  type,
});

export function scanOf({ definition: found }: MemoryTable): Scan {
  return {
    kind: 'scan',
    scanId: ++lastId,
    table: found,
    alias: found.name,
    columns: found.columns.map(({ name, type }) => ({ ...newColumn(name, type), column: name })),
  };
}

export function col(rel: Rel, name: string): Expr {
  const column = outputColumns(rel).find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return { kind: 'column', id: column.id, name, type: column.type };
}

export const lit = (value: SqlValue, type: SqlType): Expr => ({ kind: 'literal', value, type });

export const compare = (
  left: Expr,
  operator: '=' | '<>' | '<' | '<=' | '>' | '>=',
  right: Expr,
): Expr => ({ kind: 'compare', operator, left, right, type: 'boolean' });
