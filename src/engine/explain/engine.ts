/** What EXPLAIN says of the engines. */
import {
  type EngineChoice,
  type EngineUse,
  findParts,
  FROM_ROWS,
  type Part,
} from '../duckdb/index.ts';
import type { QueryPlan } from '../plan/index.ts';

export interface EngineExplained {
  readonly choice: EngineChoice;
  /** Whether DuckDB's package is there. */
  readonly installed: boolean;
  /** What ran, for EXPLAIN ANALYZE; null for a plain EXPLAIN. */
  readonly uses: readonly EngineUse[] | null;
}

const FROM = FROM_ROWS.toLocaleString('en');

/** @returns lines of text */
export function engineLines(
  plan: QueryPlan,
  { choice, installed, uses }: EngineExplained,
): readonly string[] {
  if (choice === 'builtin') return ['Engine: built-in, as Engine=builtin says'];
  const { parts, declined } = findParts(plan);
  const reasons = declined.map((reason) => `not in DuckDB: ${reason}`);
  if (parts.size === 0) return [`Engine: ${['built-in', ...reasons].join('; ')}`];
  if (uses !== null && uses.length > 0) return [...uses.map(useLine), ...own(reasons)];
  const operators = [...parts.values()].map(operatorsOf).join(', ');
  if (choice === 'duckdb') {
    return [`Engine: DuckDB for ${operators}, as Engine=duckdb says`, ...own(reasons)];
  }
  const auto = installed
    ? `DuckDB for ${operators} from ${FROM} rows read on, otherwise built-in`
    : `built-in; DuckDB, for ${operators} from ${FROM} rows read on, is not installed`;
  return [`Engine: ${auto}`, ...own(reasons)];
}

const own = (reasons: readonly string[]): readonly string[] =>
  reasons.map((reason) => `Engine: built-in for the rest; ${reason}`);

function useLine({ part, engine, rows, declined }: EngineUse): string {
  const ran = `Engine: ${engine} ran ${operatorsOf(part)} over ${rows.toLocaleString('en')} rows`;
  if (engine === 'DuckDB') return ran;
  return declined === null
    ? `${ran}; DuckDB runs it from ${FROM} rows on`
    : `${ran}; not DuckDB: ${declined}`;
}

const NAMES: Readonly<Record<string, string>> = { setOperation: 'union' };

const operatorsOf = ({ operators }: Part): string =>
  [...new Set(operators)].map((kind) => NAMES[kind] ?? kind).join(', ');
