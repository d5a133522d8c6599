/**
 * Subqueries inside expressions. Expressions are evaluated without waiting, so whatever a
 * subquery reads is there before: `prepare.ts` has fixed the rows of every part of it that does
 * not depend on the row around it.
 */
import { compilePredicate, layoutOf, type Environment, type SubqueryRows } from '../expr/index.ts';
import { outputColumns, type Filter, type Rel } from '../rel/rel.ts';
import { outputIds } from '../rel/walk.ts';
import { rowKey } from '../values/compare.ts';
import type { Tuple } from '../values/types.ts';
import { aggregateOperator } from './operators/aggregate.ts';
import { distinctOperator } from './operators/distinct.ts';
import { filterOperator, keep } from './operators/filter.ts';
import { splitCondition, within } from './operators/join-condition.ts';
import { fuse, joinOperator } from './operators/join.ts';
import { indexRows, matchKey, type RowIndex } from './operators/keys.ts';
import { lateralJoinOperator } from './operators/lateral-join.ts';
import { limitOperator, wantedBy } from './operators/limit.ts';
import { projectOperator, valuesOperator } from './operators/project.ts';
import { tableFunctionOperator } from './operators/table-function.ts';
import { setOperator } from './operators/set-operation.ts';
import { sortOperator } from './operators/sort.ts';
import { windowOperator } from './operators/window.ts';
import { fail, type Run } from './run.ts';
import { allOf, runAtOnce } from './work.ts';

/** Results of a correlated subquery that are kept, by the outer values it was given. */
const MAX_MEMO = 50_000;

type Rows = () => readonly Tuple[];

/** The subqueries of a run's expressions: the same outer values are evaluated once. */
export function subqueriesOfRun(run: Run): Environment['subquery'] {
  return (rel, layout, limit) => {
    const free = run.freeColumns(rel);
    if (free.length === 0) return () => fixedRows(rel, run);
    const readers = free.map((id) => {
      const index = layout.get(id);
      return index === undefined ? () => run.outerValue(id) : (row: Tuple) => row[index] ?? null;
    });
    const evaluate = lazily(() => compileRel(rel, run, limit));
    return memoized(
      (row) => readers.map((read) => read(row)),
      rowKey(free.map((id) => run.typeOf(id))),
      (values) => {
        free.forEach((id, index) => run.outer.set(id, values[index] ?? null));
        return evaluate()();
      },
    );
  };
}

function memoized(
  valuesOf: (row: Tuple) => Tuple,
  keyOf: (values: Tuple) => string,
  evaluate: (values: Tuple) => readonly Tuple[],
): SubqueryRows {
  const memo = new Map<string, readonly Tuple[]>();
  return (row) => {
    const values = valuesOf(row);
    const key = keyOf(values);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const rows = evaluate(values);
    if (memo.size >= MAX_MEMO) memo.clear();
    memo.set(key, rows);
    return rows;
  };
}

function fixedRows(rel: Rel, run: Run): readonly Tuple[] {
  return run.fixedRows(rel) ?? fail(`the rows of a ${rel.kind} were not read ahead`);
}

/**
 * The function that evaluates an operator for the outer values that `run.outer` holds.
 * @param wanted rows that are enough; null = all
 */
function compileRel(rel: Rel, run: Run, wanted: number | null): Rows {
  if (run.freeColumns(rel).length === 0) return () => fixedRows(rel, run);
  const { environment, skeleton } = run;
  switch (rel.kind) {
    case 'scan':
    case 'cteScan':
    case 'recursiveUnion':
      return fail(`a ${rel.kind} cannot be correlated`);
    case 'tableFunction':
      return tableFunctionOperator(rel, environment);
    case 'values':
      return valuesOperator(rel, environment);
    case 'filter':
      return compileFilter(rel, run, wanted);
    case 'project': {
      const [input, operate] = [
        compileRel(rel.input, run, wanted),
        projectOperator(rel, environment),
      ];
      return () => runAtOnce(operate(input()));
    }
    case 'join':
      return compileJoin(rel, run);
    case 'aggregate': {
      const input = compileRel(rel.input, run, null);
      const begin = aggregateOperator(rel, environment, skeleton);
      return () => {
        const { add, result } = begin();
        runAtOnce(add(input()));
        return runAtOnce(result());
      };
    }
    case 'window': {
      const input = compileRel(rel.input, run, null);
      const operate = windowOperator(rel, environment, skeleton);
      return () => runAtOnce(operate(input()));
    }
    case 'sort': {
      const input = compileRel(rel.input, run, null);
      const { sort } = sortOperator(rel.keys, outputColumns(rel.input), environment, skeleton);
      return () => runAtOnce(sort(input()));
    }
    case 'limit': {
      const input = compileRel(rel.input, run, wantedBy(rel, wanted));
      const operate = limitOperator(rel, environment);
      return () => operate(input());
    }
    case 'distinct': {
      const input = compileRel(rel.input, run, null);
      return () => distinctOperator(rel, environment)(input());
    }
    case 'setOperation': {
      const [left, right] = [compileRel(rel.left, run, null), compileRel(rel.right, run, null)];
      const operate = setOperator(rel);
      return () => runAtOnce(operate(left(), right()));
    }
  }
}

function compileJoin(rel: Extract<Rel, { readonly kind: 'join' }>, run: Run): Rows {
  const left = compileRel(rel.left, run, null);
  if (rel.lateral) {
    const operate = lateralJoinOperator(rel, run.environment);
    return () => runAtOnce(operate(left()));
  }
  const right = compileRel(rel.right, run, null);
  const operate = joinOperator(rel, run.environment, null);
  return () => allOf(operate(left(), right()));
}

/**
 * A filter of a subquery. Where its input is fixed, equalities `inner = outer` are looked up in
 * an index of the input, which is built once.
 */
function compileFilter(rel: Filter, run: Run, wanted: number | null): Rows {
  if (run.freeColumns(rel.input).length > 0) {
    const fused = fuse(rel);
    return fused.kind === 'join' ? compileJoin(fused, run) : compilePlainFilter(rel, run, wanted);
  }
  const inputIds = outputIds(rel.input);
  const { keys, residual } = splitCondition(
    rel.predicate,
    within(inputIds),
    (columns) => !within(inputIds)(columns) && [...columns].every((id) => !inputIds.has(id)),
  );
  if (keys.length === 0) return compilePlainFilter(rel, run, wanted);
  const layout = layoutOf(outputColumns(rel.input));
  const innerKey = matchKey(
    keys.map(({ left }) => left),
    layout,
    run.environment,
  );
  const outerKey = matchKey(
    keys.map(({ right }) => right),
    new Map(),
    run.environment,
  );
  const passes =
    residual === null ? (): boolean => true : compilePredicate(residual, layout, run.environment);
  const input = fixedRows(rel.input, run);
  const index = lazily((): RowIndex => runAtOnce(indexRows(input, innerKey)));
  return () => {
    const key = outerKey([]);
    const matches = key === null ? [] : (index().get(key) ?? []);
    const rows = matches.map((number) => input[number] ?? []);
    return runAtOnce(keep(rows, passes, wanted ?? Infinity));
  };
}

function compilePlainFilter(rel: Filter, run: Run, wanted: number | null): Rows {
  const input = compileRel(rel.input, run, null);
  const operate = filterOperator(rel, run.environment);
  return () => runAtOnce(operate(input(), wanted));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
