/** ROLLUP, CUBE and GROUPING SETS as the sets they stand for; GROUPING(…), which tells their rows apart. */
import type { Expression, FunctionCall, GroupingSets, Select } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import type { Expr, OutputColumn } from '../rel/rel.ts';
import { visitExpr } from '../rel/walk.ts';
import { bindValue } from './expressions/index.ts';
import type { Level } from './scope.ts';
import { columnExpr, sqlError, type Statement } from './statement.ts';

/** The keys that one grouping groups by. */
type KeySet = readonly Expr[];

/** What GROUP BY comes to. */
export interface GroupBy {
  /** Every key, once. */
  readonly keys: readonly Expr[];
  /** Null when there is only the one set of all keys. */
  readonly sets: readonly KeySet[] | null;
}

/** PostgreSQL's bound. */
const MAX_SETS = 4096;

/** @throws SqlError TOO_COMPLEX above 4096 sets, and what `bindKey` throws. */
export function groupBySets(
  elements: Exclude<Select['groupBy'], 'all'>,
  bindKey: (expression: Expression) => Expr,
  statement: Statement,
): GroupBy {
  const product = (left: readonly KeySet[], right: readonly KeySet[], at: number): KeySet[] => {
    if (left.length * right.length > MAX_SETS) throw tooMany(statement, at);
    return left.flatMap((a) => right.map((b) => [...a, ...b]));
  };
  const together = (expression: Expression): KeySet =>
    (expression.kind === 'row' ? expression.items : [expression]).map(bindKey);
  const setsOf = (item: Expression | GroupingSets): readonly KeySet[] => {
    switch (item.kind) {
      case 'groupingSets':
        return item.items.flatMap(setsOf);
      case 'rollup': {
        const parts = item.items.flatMap(setsOf);
        return [...parts.keys(), parts.length]
          .reverse()
          .map((count) => parts.slice(0, count).flat());
      }
      case 'cube': {
        const parts = item.items.flatMap(setsOf);
        return parts.reduceRight<readonly KeySet[]>(
          (sets, part) => product([part, []], sets, item.at),
          [[]],
        );
      }
      default:
        return [together(item)];
    }
  };
  const sets = elements.reduce<readonly KeySet[]>(
    (all, element) => product(all, setsOf(element), element.at),
    [[]],
  );
  const keys = [...new Map(sets.flat().map((key) => [exprKey(key), key])).values()];
  return { keys, sets: sets.length === 1 ? null : sets };
}

const tooMany = (statement: Statement, at: number): Error =>
  sqlError(
    statement,
    'TOO_COMPLEX',
    `GROUP BY stands for more than ${MAX_SETS} grouping sets`,
    at,
    'List the ones you need in GROUPING SETS.',
  );

// ------------------------------------------------------------------ GROUPING

const NAMES: ReadonlySet<string> = new Set(['grouping', 'grouping_id']);

export const isGrouping = (call: FunctionCall): boolean =>
  NAMES.has(call.name.name.toLowerCase()) && call.over === null;

/** What stands for GROUPING(…) until the groups are known. */
const PLACEHOLDER = 'grouping';

export type GroupingCall = Extract<Expr, { kind: 'call' }>;

export const isGroupingCall = (expr: Expr): expr is GroupingCall =>
  expr.kind === 'call' && expr.name === PLACEHOLDER;

export function hasGroupingCall(expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (part) => (found ||= isGroupingCall(part)));
  return found;
}

/** More bits than that do not fit an integer of PostgreSQL's. */
const MAX_ARGUMENTS = 31;

/** @throws SqlError GROUPING_ERROR where there are no groups; SYNTAX_ERROR for its arguments. */
export function bindGrouping(call: FunctionCall, level: Level): Expr {
  const { statement, aggregates } = level;
  const count = call.args.length;
  if (count === 0 || count > MAX_ARGUMENTS || call.star || call.distinct) {
    throw sqlError(statement, 'SYNTAX_ERROR', 'GROUPING takes 1 to 31 expressions', call.at);
  }
  if (aggregates === null) {
    throw sqlError(
      statement,
      'GROUPING_ERROR',
      `GROUPING cannot stand in ${level.clause}`,
      call.at,
      'It says of a group which keys it is over: use it in SELECT, HAVING or ORDER BY.',
    );
  }
  aggregates.usesGrouping = true;
  const args = call.args.map((arg) => bindValue(arg, level));
  const expr: Expr = { kind: 'call', name: PLACEHOLDER, args, type: 'integer' };
  statement.references.set(expr, call.at);
  return expr;
}

/**
 * The number that GROUPING is in the rows of each set: a bit for each argument, the last one
 * lowest, that is 1 when the set leaves the argument out.
 * @param inSet whether a set, by number, has the argument at a place
 */
export function groupingValue(
  places: number,
  sets: readonly unknown[],
  column: OutputColumn | null,
  inSet: (set: number, place: number) => boolean,
): Expr {
  const literal = (value: number): Expr => ({ kind: 'literal', value, type: 'integer' });
  if (column === null) return literal(0);
  const maskOf = (set: number): number => {
    let mask = 0;
    for (let place = 0; place < places; place++) mask = mask * 2 + (inSet(set, place) ? 0 : 1);
    return mask;
  };
  return {
    kind: 'case',
    whens: sets.map((_, set) => ({
      when: {
        kind: 'compare',
        operator: '=',
        left: columnExpr(column),
        right: literal(set),
        type: 'boolean',
      },
      then: literal(maskOf(set)),
    })),
    otherwise: literal(0),
    type: 'integer',
  };
}
