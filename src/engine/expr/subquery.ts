/** Subqueries in expressions, over rows that the executor provides. */
import { ExecutionError } from '../../errors.ts';
import type { Expr } from '../rel/rel.ts';
import { rowKey } from '../values/compare.ts';
import type { SqlType, SqlValue, Tuple } from '../values/types.ts';
import { comparison, equality } from './compare.ts';
import type { Compile, Evaluator, SubqueryRows } from './environment.ts';

/** NULL for no row. @throws ExecutionError CARDINALITY for more than one. */
export function compileScalarSubquery(rowsFor: SubqueryRows): Evaluator {
  return (row) => {
    const rows = rowsFor(row);
    if (rows.length > 1) throw severalRows();
    return rows[0]?.[0] ?? null;
  };
}

export const severalRows = (): ExecutionError =>
  new ExecutionError('CARDINALITY', 'a subquery used as a value returned several rows', {
    hint: 'Use an aggregate, LIMIT 1, or IN.',
  });

export function compileExists(rowsFor: SubqueryRows, negated: boolean): Evaluator {
  return (row) => rowsFor(row).length > 0 !== negated;
}

/** The rows of an IN subquery, sorted for look-up. */
interface Members {
  readonly empty: boolean;
  /** Keys of the rows without NULLs. */
  readonly keys: ReadonlySet<string>;
  readonly withNulls: readonly Tuple[];
  readonly all: readonly Tuple[];
}

export function compileInSubquery(
  expr: Extract<Expr, { readonly kind: 'inSubquery' }>,
  recurse: Compile,
  rowsFor: SubqueryRows,
): Evaluator {
  const args = expr.args.map(recurse);
  const types = expr.args.map(({ type }) => type);
  const keyFor = rowKey(types);
  const membersOf = perRows((rows) => indexMembers(rows, args.length, keyFor));
  const compatible = compatibility(types);
  return (row) => {
    const members = membersOf(rowsFor(row));
    if (members.empty) return expr.negated;
    const values = args.map((arg) => arg(row));
    if (values.includes(null)) {
      return members.all.some((member) => compatible(values, member)) ? null : expr.negated;
    }
    if (members.keys.has(keyFor(values))) return !expr.negated;
    return members.withNulls.some((member) => compatible(values, member)) ? null : expr.negated;
  };
}

function indexMembers(
  rows: readonly Tuple[],
  width: number,
  keyFor: (values: readonly SqlValue[]) => string,
): Members {
  const keys = new Set<string>();
  const withNulls: Tuple[] = [];
  for (const row of rows) {
    if (row.slice(0, width).includes(null)) withNulls.push(row);
    else keys.add(keyFor(row));
  }
  return { empty: rows.length === 0, keys, withNulls, all: rows };
}

/** Whether two rows may be equal: no pair of values differs for certain. */
function compatibility(
  types: readonly SqlType[],
): (values: readonly SqlValue[], row: Tuple) => boolean {
  const tests = types.map(equality);
  return (values, row) =>
    tests.every((equal, index) => {
      const [left = null, right = null] = [values[index], row[index]];
      return left === null || right === null || equal(left, right);
    });
}

export function compileQuantified(
  expr: Extract<Expr, { readonly kind: 'quantified' }>,
  recurse: Compile,
  rowsFor: SubqueryRows,
): Evaluator {
  const arg = recurse(expr.arg);
  const test = comparison(expr.operator, expr.arg.type);
  const decisive = expr.quantifier === 'any';
  return (row) => {
    const rows = rowsFor(row);
    const value = arg(row);
    let result: boolean | null = !decisive;
    for (const [member = null] of rows) {
      if (value === null || member === null) result = null;
      else if (test(value, member) === decisive) return decisive;
    }
    return result;
  };
}

/** Derives something from an array of rows once, as long as the array is the same. */
function perRows<T>(derive: (rows: readonly Tuple[]) => T): (rows: readonly Tuple[]) => T {
  const kept = new WeakMap<readonly Tuple[], { readonly derived: T }>();
  return (rows) => {
    let entry = kept.get(rows);
    if (entry === undefined) {
      entry = { derived: derive(rows) };
      kept.set(rows, entry);
    }
    return entry.derived;
  };
}
