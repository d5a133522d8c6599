/** What EXPLAIN says of the engines. */
import {
  builtInReason,
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
  const found = findParts(plan);
  const reasons = found.declined.map((reason) => `not in DuckDB: ${reason}`);
  const all = [...found.parts.values()];
  const left = choice === 'auto' ? all.flatMap(leftLine) : [];
  const parts = all.filter((part) => choice === 'duckdb' || builtInReason(part) === null);
  if (parts.length === 0) {
    if (left.length > 0) return [...left, ...own(reasons)];
    return [`Engine: ${['built-in', ...reasons].join('; ')}`];
  }
  if (uses !== null && uses.length > 0) return [...uses.map(useLine), ...left, ...own(reasons)];
  const operators = parts.map(operatorsOf).join(', ');
  if (choice === 'duckdb') {
    return [`Engine: DuckDB for ${operators}, as Engine=duckdb says`, ...own(reasons)];
  }
  const auto = installed
    ? `DuckDB for ${operators} from ${FROM} rows read on, otherwise built-in`
    : `built-in; DuckDB, for ${operators} from ${FROM} rows read on, is not installed`;
  return [`Engine: ${auto}`, ...left, ...own(reasons)];
}

/** What `auto` leaves to the built-in engine at any size. */
function leftLine(part: Part): readonly string[] {
  const reason = builtInReason(part);
  return reason === null
    ? []
    : [`Engine: built-in for ${operatorsOf(part)}, however many rows: ${reason}`];
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
