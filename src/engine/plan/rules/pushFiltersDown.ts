import {
  outputColumns,
  type Aggregate,
  type ColumnId,
  type Expr,
  type Join,
  type Rel,
} from '../../rel/rel.ts';
import { exprKey } from '../../rel/equal.ts';
import {
  childExprs,
  conjunction,
  conjuncts,
  hasSubquery,
  outputIds,
  referencedColumns,
  replaceColumns,
} from '../../rel/walk.ts';
import type { SqlType } from '../../values/types.ts';
import { partition } from '../partition.ts';
import { inferAcrossEqualities } from './inferAcrossEqualities.ts';
import { flatten } from './normalisePredicates.ts';
import { mapSubqueries, type Rule } from './rule.ts';

/** Brings every condition as near to the scan it is about as its meaning allows. */
export const pushFiltersDown: Rule = {
  name: 'push filters down',
  apply: (rel) =>
    push(
      mapSubqueries(rel, (subquery) => push(subquery, [])),
      [],
    ),
};

/** `rel` under the conditions `wanted`, each placed as deep as it can go. */
function push(rel: Rel, wanted: readonly Expr[]): Rel {
  switch (rel.kind) {
    case 'filter':
      return push(rel.input, [...conjuncts(rel.predicate), ...wanted]);
    case 'project': {
      const exprs = new Map(rel.columns.map((column) => [column.id, column.expr]));
      const [down, here] = partition(
        wanted,
        (condition) => !hasSubquery(condition) && !readsSubquery(condition, exprs),
      );
      const input = push(rel.input, substitute(down, exprs));
      return filtered({ ...rel, input }, here);
    }
    case 'join':
      return pushIntoJoin(rel, wanted);
    case 'aggregate': {
      const keys = new Map(keysOfEverySet(rel).map((key) => [key.id, key.expr]));
      const others = new Set([...outputIds(rel)].filter((id) => !keys.has(id)));
      const [down, here] = partition(
        wanted,
        (condition) =>
          keys.size > 0 &&
          !hasSubquery(condition) &&
          !readsSubquery(condition, keys) &&
          !reads(condition, others),
      );
      return filtered({ ...rel, input: push(rel.input, substitute(down, keys)) }, here);
    }
    case 'window': {
      const [down, here] = partition(wanted, (condition) =>
        choosesWhole(condition, rel.partitionBy, rel),
      );
      return filtered({ ...rel, input: push(rel.input, down) }, here);
    }
    case 'distinct': {
      const { on } = rel;
      const [down, here] = partition(
        wanted,
        (condition) => on === null || choosesWhole(condition, on, rel),
      );
      return filtered({ ...rel, input: push(rel.input, down) }, here);
    }
    case 'sort':
      return { ...rel, input: push(rel.input, wanted) };
    case 'limit':
      return filtered({ ...rel, input: push(rel.input, []) }, wanted);
    case 'setOperation': {
      const [down, here] = partition(wanted, (condition) => !hasSubquery(condition));
      const side = (input: Rel): Rel => push(input, substitute(down, byPosition(rel, input)));
      return filtered({ ...rel, left: side(rel.left), right: side(rel.right) }, here);
    }
    case 'recursiveUnion':
      // A row that the result does not want may lead to one that it does.
      return filtered({ ...rel, seed: push(rel.seed, []), step: push(rel.step, []) }, wanted);
    case 'scan':
    case 'values':
    case 'cteScan':
    case 'tableFunction':
      return filtered(rel, wanted);
  }
}

/** A key that is outside some grouping set is NULL in that set's rows. */
function keysOfEverySet({ keys, sets }: Aggregate): Aggregate['keys'] {
  return sets === undefined
    ? keys
    : keys.filter(({ id }) => sets.keys.every((s) => s.includes(id)));
}

// ------------------------------------------------------------------------ joins

function pushIntoJoin(original: Join, wanted: readonly Expr[]): Rel {
  const join = simplified(original, wanted);
  const on = conjuncts(join.on);
  switch (join.type) {
    case 'inner':
    case 'cross':
      return pushIntoInner(join, [...on, ...wanted]);
    case 'left':
      return pushIntoOuter(join, 'left', on, wanted);
    case 'right':
      return pushIntoOuter(join, 'right', on, wanted);
    case 'full':
      return filtered({ ...join, left: push(join.left, []), right: push(join.right, []) }, wanted);
  }
}

/** All conditions of an inner join are alike, wherever they were written. */
function pushIntoInner(join: Join, conditions: readonly Expr[]): Rel {
  const left = outputIds(join.left);
  const right = outputIds(join.right);
  const ofOneSide = conditions.flatMap((condition) => [
    ...impliedByArms(condition, (part) => !reads(part, right)),
    ...impliedByArms(condition, (part) => !reads(part, left)),
  ]);
  const known = [...conditions, ...ofOneSide];
  const all = [...known, ...inferAcrossEqualities(known)];
  const [above, plain] = partition(all, hasSubquery);
  const constant = plain.filter((condition) => referencedColumns(condition).size === 0);
  const toLeft = plain.filter((condition) => !reads(condition, right));
  const toRight = plain.filter((condition) => reads(condition, right) && !reads(condition, left));
  const both = plain.filter((condition) => reads(condition, right) && reads(condition, left));
  const on = conjunction(both);
  return filtered(
    {
      ...join,
      type: on ? 'inner' : 'cross',
      on,
      left: push(join.left, toLeft),
      right: push(join.right, [...toRight, ...constant]),
    },
    above,
  );
}

/**
 * What an OR over both sides of a join says of one: `(a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)`
 * says `a.x IN (1, 3)`. The OR itself stays.
 *
 * @param isOwn whether a condition is about no other side
 */
function impliedByArms(condition: Expr, isOwn: (part: Expr) => boolean): readonly Expr[] {
  if (condition.kind !== 'or' || hasSubquery(condition) || isOwn(condition)) return [];
  const arms = condition.args.flatMap((arm) => {
    const own = conjuncts(arm).filter((part) => isOwn(part) && referencedColumns(part).size > 0);
    return conjunction(own) ?? [];
  });
  if (arms.length < condition.args.length) return [];
  return [flatten({ kind: 'or', args: arms, type: 'boolean' })];
}

/** The kept side takes the conditions above the join, the other side those of ON. */
function pushIntoOuter(
  join: Join,
  kept: 'left' | 'right',
  on: readonly Expr[],
  wanted: readonly Expr[],
): Rel {
  const other = kept === 'left' ? 'right' : 'left';
  const otherIds = outputIds(join[other]);
  const keptIds = outputIds(join[kept]);
  const onOther = (condition: Expr): boolean =>
    !hasSubquery(condition) && reads(condition, otherIds) && !reads(condition, keptIds);
  const [down, here] = partition(
    wanted,
    (condition) => !hasSubquery(condition) && !reads(condition, otherIds),
  );
  const [toOther, stay] = partition(on, onOther);
  // Rows of the other side matter only where ON matches a kept row, so what ON and the
  // conditions on the kept rows imply for it may filter it.
  const implied = inferAcrossEqualities([...on, ...down]).filter(onOther);
  return filtered(
    {
      ...join,
      on: conjunction(stay) ?? TRUE,
      [kept]: push(join[kept], down),
      [other]: push(join[other], [...toOther, ...implied]),
    },
    here,
  );
}

const TRUE: Expr = { kind: 'literal', value: true, type: 'boolean' };

/** An outer join is an inner one when a condition above drops the rows it would add. */
function simplified(join: Join, wanted: readonly Expr[]): Join {
  if (join.type !== 'left' && join.type !== 'right') return join;
  const other = outputIds(join.type === 'left' ? join.right : join.left);
  return wanted.some((condition) => rejectsNulls(condition, other))
    ? { ...join, type: 'inner' }
    : join;
}

/** The condition cannot be true for a row in which the columns `ids` are all NULL. */
function rejectsNulls(condition: Expr, ids: ReadonlySet<ColumnId>): boolean {
  const isOne = (expr: Expr): boolean =>
    expr.kind === 'column' ? ids.has(expr.id) : expr.kind === 'cast' && isOne(expr.arg);
  switch (condition.kind) {
    case 'compare':
      return isOne(condition.left) || isOne(condition.right);
    case 'inList':
    case 'like':
      return isOne(condition.arg);
    case 'isNull':
      return condition.negated && isOne(condition.arg);
    case 'isTruth':
      return !condition.negated && isOne(condition.arg);
    case 'column':
      return isOne(condition);
    case 'not':
      return isOne(condition.arg);
    case 'or':
      return condition.args.every((arg) => rejectsNulls(arg, ids));
    default:
      return false;
  }
}

// -------------------------------------------------------------------- conditions

type Ids = { has(id: ColumnId): boolean };

const reads = (condition: Expr, ids: Ids): boolean =>
  [...referencedColumns(condition)].some((id) => ids.has(id));

function readsSubquery(condition: Expr, exprs: ReadonlyMap<ColumnId, Expr>): boolean {
  return [...referencedColumns(condition)].some((id) => {
    const expr = exprs.get(id);
    return expr !== undefined && hasSubquery(expr);
  });
}

/** Types whose equal values are alike in every way; 1.0 equals 1.00, but their texts differ. */
const PLAIN_TYPES: ReadonlySet<SqlType> = new Set([
  'boolean',
  'integer',
  'text',
  'uuid',
  'date',
  'timestamp',
]);

/**
 * Whether `condition` keeps or drops the rows of `rel` that are alike in `keys` together: it reads
 * nothing of `rel` but those keys.
 */
function choosesWhole(condition: Expr, keys: readonly Expr[], rel: Rel): boolean {
  if (hasSubquery(condition)) return false;
  const texts = new Set(keys.filter(({ type }) => PLAIN_TYPES.has(type)).map(exprKey));
  const own = outputIds(rel);
  const readsMore = (expr: Expr): boolean => {
    if (texts.has(exprKey(expr))) return false;
    return expr.kind === 'column' ? own.has(expr.id) : childExprs(expr).some(readsMore);
  };
  return !readsMore(condition);
}

function substitute(
  conditions: readonly Expr[],
  exprs: ReadonlyMap<ColumnId, Expr>,
): readonly Expr[] {
  return conditions.map((condition) => replaceColumns(condition, ({ id }) => exprs.get(id)));
}

/** The columns of a set operation as those of one of its inputs. */
function byPosition(rel: Rel, input: Rel): ReadonlyMap<ColumnId, Expr> {
  const inside = outputColumns(input);
  return new Map(
    outputColumns(rel).flatMap((column, index) => {
      const { id, name, type } = inside[index] ?? column;
      return [[column.id, { kind: 'column', id, name, type } as const]];
    }),
  );
}

function filtered(rel: Rel, conditions: readonly Expr[]): Rel {
  const predicate = conjunction(unique(conditions));
  return predicate ? { kind: 'filter', input: rel, predicate } : rel;
}

/** Conditions that were inferred may stand there already. */
function unique(conditions: readonly Expr[]): readonly Expr[] {
  const seen = new Map<string | Expr, Expr>();
  for (const condition of conditions) {
    seen.set(hasSubquery(condition) ? condition : textOf(condition), condition);
  }
  return [...seen.values()];
}

const textOf = (condition: Expr): string =>
  JSON.stringify(condition, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
