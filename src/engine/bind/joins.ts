/** Joins: ON, USING, NATURAL and the comma. */
import { nearestName } from '../../suggest.ts';
import type { Identifier, JoinCondition, TableExpression } from '../ast/ast.ts';
import type { Expr, Join, Rel } from '../rel/rel.ts';
import { conjunction, freeColumns, outputIds } from '../rel/walk.ts';
import { commonType } from '../values/coerce.ts';
import { booleanLiteral } from './constants.ts';
import { bindCondition } from './expressions/index.ts';
import { bindTableExpression, combine, type FromPlace } from './from.ts';
import {
  besides,
  type FromItem,
  type FromScope,
  type Level,
  matchColumns,
  newLevel,
  sameName,
  type VisibleColumn,
} from './scope.ts';
import { noteReference, sqlError, type Statement } from './statement.ts';
import { unify, unifyForComparison } from './types.ts';

type JoinNode = Extract<TableExpression, { kind: 'join' }>;

/** What a join's condition comes to: the predicate, and the names above the join. */
interface Condition {
  readonly on: Expr | null;
  readonly scope: FromScope;
}

export function bindJoin(node: JoinNode, place: FromPlace): FromItem {
  const { statement } = place.env;
  const left = bindTableExpression(node.left, place);
  const right = bindTableExpression(node.right, {
    ...place,
    left: besides(place.left, left.scope),
  });
  for (const table of madeUp(node.type, left.scope, right.scope)) statement.outerTables.add(table);
  const { on, scope } = bindJoinCondition(node, left.scope, right.scope, place);
  const rel = joinRel(on === null ? 'cross' : node.type, left.rel, right.rel, on);
  if (rel.lateral && (rel.type === 'right' || rel.type === 'full')) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `A LATERAL subquery cannot be the right side of a ${rel.type.toUpperCase()} JOIN`,
      node.at,
    );
  }
  return { rel, scope };
}

/** The tables of the side, or sides, that may lack a partner. */
function madeUp(type: JoinNode['type'], left: FromScope, right: FromScope): FromScope['tables'] {
  const onRight = type === 'left' || type === 'full' ? right.tables : [];
  return type === 'right' || type === 'full' ? [...left.tables, ...onRight] : onRight;
}

export function crossJoin(statement: Statement, left: FromItem, right: FromItem): FromItem {
  return {
    rel: joinRel('cross', left.rel, right.rel, null),
    scope: combine(statement, left.scope, right.scope),
  };
}

function joinRel(type: Join['type'], left: Rel, right: Rel, on: Expr | null): Join {
  const produced = outputIds(left);
  const lateral = [...freeColumns(right)].some((id) => produced.has(id));
  return { kind: 'join', type, left, right, on, lateral };
}

function bindJoinCondition(
  node: JoinNode,
  left: FromScope,
  right: FromScope,
  place: FromPlace,
): Condition {
  const { statement } = place.env;
  const scope = combine(statement, left, right);
  const condition: JoinCondition = node.condition;
  switch (condition.kind) {
    case 'none':
      if (node.type !== 'cross') throw withoutCondition(node, statement);
      return { on: null, scope };
    case 'on':
      return { on: bindCondition(condition.expression, onLevel(place, scope)), scope };
    case 'using':
      return merge(node, left, right, condition.columns, onLevel(place, scope));
    case 'natural': {
      const names = commonNames(left, right).map((name) => ({ name, at: node.at }));
      const merged = merge(node, left, right, names, onLevel(place, scope));
      const on = node.type === 'inner' || node.type === 'cross' ? null : booleanLiteral(true);
      return { ...merged, on: merged.on ?? on };
    }
  }
}

const withoutCondition = (node: JoinNode, statement: Statement): Error =>
  sqlError(
    statement,
    'SYNTAX_ERROR',
    `A ${node.type.toUpperCase()} JOIN needs ON or USING`,
    node.at,
    'For every pair of rows write CROSS JOIN.',
  );

/** ON sees the two sides and what lies outside the query, but not the tables to its left. */
function onLevel({ env, query, left }: FromPlace, scope: FromScope): Level {
  const beside = left.tables.map((table) => ({ table, why: 'join' as const }));
  return {
    ...newLevel(env, query, scope, 'ON'),
    unreachable: [...env.unreachable, ...beside],
  };
}

function commonNames(left: FromScope, right: FromScope): readonly string[] {
  const names = new Set(right.columns.map(({ column }) => column.name.toLowerCase()));
  return left.columns
    .map(({ column }) => column.name)
    .filter((name) => names.has(name.toLowerCase()));
}

// ------------------------------------------------------------ merged columns

interface Pair {
  readonly left: VisibleColumn;
  readonly right: VisibleColumn;
  readonly at: number;
}

/** USING: equality on the named columns, each of which then appears once, and first. */
function merge(
  node: JoinNode,
  left: FromScope,
  right: FromScope,
  names: readonly Identifier[],
  level: Level,
): Condition {
  const { statement } = level;
  const pairs = names.map((name): Pair => {
    const pair = {
      left: onlyColumn(statement, left, name, 'left'),
      right: onlyColumn(statement, right, name, 'right'),
      at: name.at,
    };
    return pair;
  });
  const used = new Set(pairs.flatMap((pair) => [pair.left, pair.right]));
  const rest = (scope: FromScope): readonly VisibleColumn[] =>
    scope.columns.filter((column) => !used.has(column));
  return {
    on: conjunction(pairs.map((pair) => equality(level, pair))),
    scope: {
      tables: [...left.tables, ...right.tables],
      columns: [
        ...pairs.map((pair) => mergedColumn(statement, node.type, pair)),
        ...rest(left),
        ...rest(right),
      ],
    },
  };
}

/** @throws SqlError UNKNOWN_COLUMN, AMBIGUOUS_COLUMN. */
function onlyColumn(
  statement: Statement,
  scope: FromScope,
  { name, at }: Identifier,
  side: 'left' | 'right',
): VisibleColumn {
  const [found, ...others] = matchColumns(scope.columns, name);
  const tables = [...new Set(scope.tables.map((table) => table.name))].join(', ');
  if (found === undefined) {
    const near = nearestName(
      name,
      scope.columns.map(({ column }) => column.name),
    );
    throw sqlError(
      statement,
      'UNKNOWN_COLUMN',
      `USING needs ${name} on both sides, but the ${side} side (${tables}) does not have it`,
      at,
      near === undefined || sameName(near, name) ? undefined : `Did you mean ${near}?`,
    );
  }
  if (others.length === 0) return found;
  throw sqlError(
    statement,
    'AMBIGUOUS_COLUMN',
    `${name} is in several tables of the ${side} side: ${tables}`,
    at,
    'Write the condition with ON and qualified names.',
  );
}

function equality(level: Level, { left, right, at }: Pair): Expr {
  const operands = [left, right].map(({ column, tables }) => {
    const expr = column.use();
    const [table] = tables;
    if (table !== undefined) {
      noteReference(level.statement, expr, at, { level: level.query, table });
    }
    return { expr, at };
  });
  const [a, b] = unifyForComparison(level.statement, operands) as [Expr, Expr];
  return { kind: 'compare', operator: '=', left: a, right: b, type: 'boolean' };
}

/** The side that is never missing; in a FULL JOIN whichever is there. */
function mergedColumn(
  statement: Statement,
  type: JoinNode['type'],
  { left, right, at }: Pair,
): VisibleColumn {
  const merged = commonType(left.column.type, right.column.type) ?? left.column.type;
  const use = (): Expr => {
    if (type === 'full') return coalesce(statement, left.column.use(), right.column.use(), at);
    const kept = type === 'right' ? right : left;
    const expr = kept.column.use();
    return expr.type === merged ? expr : { kind: 'cast', arg: expr, type: merged };
  };
  const aliases = [...left.column.aliases, ...right.column.aliases];
  return {
    column: { name: left.column.name, aliases, type: merged, use },
    tables: [...left.tables, ...right.tables],
  };
}

function coalesce(statement: Statement, left: Expr, right: Expr, at: number): Expr {
  const operands = [left, right].map((expr) => ({ expr, at }));
  const args = unify(statement, operands, 'the columns of USING');
  return { kind: 'call', name: 'coalesce', args, type: args[0]?.type ?? left.type };
}
