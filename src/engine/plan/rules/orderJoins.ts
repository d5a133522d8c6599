import type { ColumnId, Expr, Join, Rel } from '../../rel/rel.ts';
import {
  conjunction,
  conjuncts,
  hasSubquery,
  mapInputs,
  outputIds,
  referencedColumns,
} from '../../rel/walk.ts';
import { partition } from '../partition.ts';
import { mapSubqueries, type Rule } from './rule.ts';

/**
 * `FROM a, b, c WHERE a.x = c.x AND b.y = c.y` pairs every a with every b when it is joined as it
 * is written. Inner joins are put in an order in which each is bound to those before it by an
 * equality, where there is one. An order that pairs no rows without need
 * stays as it was written.
 */
export const orderJoins: Rule = {
  name: 'order joins',
  apply: (rel) => ordered(mapSubqueries(rel, ordered)),
};

function ordered(rel: Rel): Rel {
  if (!isPlainInner(rel) || !hasEarlyProduct(rel, false)) return mapInputs(rel, ordered);
  const { inputs, conditions } = flattened(rel);
  return new JoinGraph(inputs.map(ordered), conditions).tree();
}

const isPlainInner = (rel: Rel): rel is Join =>
  rel.kind === 'join' && !rel.lateral && (rel.type === 'inner' || rel.type === 'cross');

interface Flattened {
  readonly inputs: readonly Rel[];
  readonly conditions: readonly Expr[];
}

/** What inner joins that stand side by side have under them, from left to right. */
function flattened(rel: Rel): Flattened {
  if (!isPlainInner(rel)) return { inputs: [rel], conditions: [] };
  const [left, right] = [flattened(rel.left), flattened(rel.right)];
  return {
    inputs: [...left.inputs, ...right.inputs],
    conditions: [...left.conditions, ...right.conditions, ...conjuncts(rel.on)],
  };
}

/** Whether rows are paired without an equality, and only later joined by one. */
function hasEarlyProduct(rel: Rel, joinedLater: boolean): boolean {
  if (!isPlainInner(rel)) return false;
  const [left, right] = [outputIds(rel.left), outputIds(rel.right)];
  const isBound = conjuncts(rel.on).some((condition) => {
    const sides = equatedSides(condition);
    return sides !== null && isBetween(sides, left, right);
  });
  if (!isBound && joinedLater) return true;
  const later = joinedLater || isBound;
  return hasEarlyProduct(rel.left, later) || hasEarlyProduct(rel.right, later);
}

type Ids = ReadonlySet<ColumnId>;
type Sides = readonly [Ids, Ids];

/** What the two sides of an equality read. */
function equatedSides(condition: Expr): Sides | null {
  if (condition.kind !== 'compare' || condition.operator !== '=') return null;
  if (hasSubquery(condition)) return null;
  return [referencedColumns(condition.left), referencedColumns(condition.right)];
}

const isWithin = (ids: Ids, all: Ids): boolean =>
  ids.size > 0 && [...ids].every((id) => all.has(id));

const isBetween = ([a, b]: Sides, left: Ids, right: Ids): boolean =>
  (isWithin(a, left) && isWithin(b, right)) || (isWithin(b, left) && isWithin(a, right));

class JoinGraph {
  readonly #inputs: readonly Rel[];
  readonly #conditions: readonly Expr[];
  readonly #equalities: readonly Sides[];

  constructor(inputs: readonly Rel[], conditions: readonly Expr[]) {
    this.#inputs = inputs;
    this.#conditions = conditions;
    this.#equalities = conditions.flatMap((condition) => {
      const sides = equatedSides(condition);
      return sides === null ? [] : [sides];
    });
  }

  /** Inputs in the order in which they are joined; between groups there is no equality. */
  #groups(): readonly (readonly Rel[])[] {
    const groups: Rel[][] = [];
    const open = [...this.#inputs];
    for (let first = open.shift(); first !== undefined; first = open.shift()) {
      const group = [first];
      const known = new Set(outputIds(first));
      for (;;) {
        const index = open.findIndex((input) => this.#isBound(known, outputIds(input)));
        const [next] = index < 0 ? [] : open.splice(index, 1);
        if (next === undefined) break;
        group.push(next);
        for (const id of outputIds(next)) known.add(id);
      }
      groups.push(group);
    }
    return groups;
  }

  #isBound(known: Ids, next: Ids): boolean {
    return this.#equalities.some((sides) => isBetween(sides, known, next));
  }

  /** Each condition stands on the first join that has all the columns it reads. */
  tree(): Rel {
    const own = new Set(this.#inputs.flatMap((input) => [...outputIds(input)]));
    let open = this.#conditions;
    const joined = (left: Rel, right: Rel): Rel => {
      const known = new Set([...outputIds(left), ...outputIds(right)]);
      const [ready, later] = partition(open, (condition) =>
        [...referencedColumns(condition)].every((id) => known.has(id) || !own.has(id)),
      );
      open = later;
      const on = conjunction(ready);
      return { kind: 'join', type: on ? 'inner' : 'cross', left, right, on, lateral: false };
    };
    return this.#groups()
      .map((group) => group.reduce(joined))
      .reduce(joined);
  }
}
