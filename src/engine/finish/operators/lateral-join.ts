import { compilePredicate, layoutOf, type Environment } from '../../expr/index.ts';
import { outputColumns, type Join } from '../../rel/rel.ts';
import type { Tuple } from '../../values/types.ts';
import { type Work } from '../work.ts';
import { nulls } from './join.ts';

/** A join whose right side is evaluated for each row of the left side. */
export function lateralJoinOperator(
  rel: Join,
  environment: Environment,
): (left: readonly Tuple[]) => Work<Tuple[]> {
  const columns = outputColumns(rel.left);
  const rowsFor = environment.subquery(rel.right, layoutOf(columns), null);
  const passes =
    rel.on === null ? null : compilePredicate(rel.on, layoutOf(outputColumns(rel)), environment);
  const noRight = nulls(outputColumns(rel.right).length);
  return function* (left) {
    const joined: Tuple[] = [];
    for (const row of left) {
      yield;
      const pairs = rowsFor(row).map((right) => [...row, ...right]);
      const matches = passes === null ? pairs : pairs.filter(passes);
      if (matches.length > 0) for (const match of matches) joined.push(match);
      else if (rel.type === 'left') joined.push([...row, ...noRight]);
    }
    return joined;
  };
}
