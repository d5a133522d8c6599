/** WITH RECURSIVE: a query that starts from a seed and reads its own rows until there are no new ones. */
import type { CommonTableExpression, Query, QueryBody, SetOperation } from '../ast/ast.ts';
import type { Cte, OutputColumn, Rel } from '../rel/rel.ts';
import { inputsOf, isCorrelated, subqueriesOf, visitRel } from '../rel/walk.ts';
import { commonType } from '../values/coerce.ts';
import { bindWith } from './ctes.ts';
import { columnCount } from './expressions/comparisons.ts';
import { columnAliases } from './from.ts';
import { bindQuery, type QueryResult } from './query.ts';
import { retype } from './retype.ts';
import { type CteName, type Env, sameName } from './scope.ts';
import { columnExpr, copyClockTimes, newColumn, sqlError, type Statement } from './statement.ts';
import { typeName } from './types.ts';

/**
 * A common table expression of WITH RECURSIVE that reads itself; null for one that does not.
 * @throws SqlError NOT_SUPPORTED, COLUMN_COUNT, TYPE_MISMATCH
 */
export function bindRecursive(expression: CommonTableExpression, outer: Env): CteName | null {
  if (!mentions(expression.query, expression.name.name)) return null;
  const { statement } = outer;
  const { query } = expression;
  const union = unionOf(expression, statement);
  const env = bindWith(query, outer);
  const seed = bindQuery(partOf(query, union.left), env);
  const name = expression.name.name;
  const aliases = columnAliases(statement, expression, seed.columns.length, name);
  const columns = seed.columns.map((column, index) =>
    newColumn(statement, aliases[index] ?? column.name, column.type),
  );
  copyClockTimes(statement, seed.columns, columns);
  const work: Cte = { cteId: statement.newId(), name, rel: seed.rel };
  const source = { query, env };
  const working: CteName = { name, cte: work, columns, open: false, source };
  const step = bindQuery(partOf(query, union.right), { ...env, ctes: [working, ...env.ctes] });
  const reads = readersOf(step.rel, work.cteId);
  if (reads === 0) return null;
  if (reads > 1) throw notSupported(expression, statement, 'reads itself more than once');
  checkPlace(step.rel, work.cteId, expression, statement);
  const rel: Rel = {
    kind: 'recursiveUnion',
    workId: work.cteId,
    name,
    all: union.all,
    seed: seed.rel,
    step: asSeed(step, seed, union.right, statement),
    columns,
  };
  if (isCorrelated(rel)) {
    throw notSupported(expression, statement, 'depends on a row of the query around it');
  }
  const cte: Cte = { cteId: statement.newId(), name, rel };
  statement.ctes.push(cte);
  return { name, cte, columns, open: false, source };
}

/** Whether a FROM clause somewhere in `node` names the table `name`. */
function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((item) => mentions(item, name));
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'table' && 'schema' in node && node.schema === null) {
    const { name: table } = node as unknown as { readonly name: { readonly name: string } };
    if (sameName(table.name, name)) return true;
  }
  return Object.values(node).some((value) => mentions(value, name));
}

function unionOf(expression: CommonTableExpression, statement: Statement): SetOperation {
  const { body, orderBy, limit, offset } = expression.query;
  if (body.kind !== 'setOperation' || body.operator !== 'union') {
    throw notSupported(expression, statement, 'reads itself without a UNION');
  }
  if (orderBy.length > 0) throw notSupported(expression, statement, 'has an ORDER BY');
  if (limit !== null || offset !== null) {
    throw notSupported(expression, statement, 'has a LIMIT');
  }
  return body;
}

const notSupported = ({ name }: CommonTableExpression, statement: Statement, what: string): Error =>
  sqlError(
    statement,
    'NOT_SUPPORTED',
    `The recursive query ${name.name} ${what}`,
    name.at,
    `Write ${name.name} AS (SELECT … UNION ALL SELECT … FROM ${name.name} WHERE …); order and limit what reads it.`,
  );

const partOf = (query: Query, body: QueryBody): Query => ({
  ...query,
  with: [],
  recursive: false,
  body,
  orderBy: [],
  limit: null,
  offset: null,
});

function readersOf(root: Rel, workId: number): number {
  let count = 0;
  visitRel(root, (rel) => {
    if (rel.kind === 'cteScan' && rel.cteId === workId) count += 1;
  });
  return count;
}

/** PostgreSQL's rules: not where rows that come later could take back rows that came before. */
function checkPlace(
  rel: Rel,
  workId: number,
  expression: CommonTableExpression,
  statement: Statement,
): void {
  const refuse = (what: string): never => {
    throw notSupported(expression, statement, `reads itself ${what}`);
  };
  const below = (part: Rel): boolean => readersOf(part, workId) > 0;
  if (subqueriesOf(rel).some(below)) refuse('in a subquery of an expression');
  if (!below(rel)) return;
  if (rel.kind === 'aggregate') refuse('under an aggregate');
  if (rel.kind === 'setOperation' && rel.operator === 'except' && below(rel.right)) {
    refuse('on the right side of EXCEPT');
  }
  if (rel.kind === 'join' && optionalSides(rel.type).some((side) => below(rel[side]))) {
    refuse('on the optional side of an outer join');
  }
  for (const input of inputsOf(rel)) checkPlace(input, workId, expression, statement);
}

function optionalSides(
  type: Extract<Rel, { kind: 'join' }>['type'],
): readonly ('left' | 'right')[] {
  if (type === 'full') return ['left', 'right'];
  return type === 'left' ? ['right'] : type === 'right' ? ['left'] : [];
}

/** The step with the seed's types. */
function asSeed(
  step: QueryResult,
  seed: QueryResult,
  { at }: QueryBody,
  statement: Statement,
): Rel {
  const [wanted, given] = [seed.columns.length, step.columns.length];
  if (wanted !== given) {
    throw sqlError(
      statement,
      'COLUMN_COUNT',
      `The first part of the recursive query has ${columnCount(wanted)}, the second ${columnCount(given)}`,
      at,
    );
  }
  const exprs = step.columns.map((column, index) => {
    const { name, type } = seed.columns[index] ?? column;
    const expr = columnExpr(column);
    if (column.type === type) return expr;
    if (commonType(type, column.type) === type) return { kind: 'cast', arg: expr, type } as const;
    throw otherType(name, type, column, at, statement);
  });
  return retype(statement, step.rel, exprs);
}

const otherType = (
  name: string,
  type: OutputColumn['type'],
  column: OutputColumn,
  at: number,
  statement: Statement,
): Error =>
  sqlError(
    statement,
    'TYPE_MISMATCH',
    `${name} begins as ${typeName(type)}, but the second part of the recursive query makes it ${typeName(column.type)}`,
    at,
    `Cast it in the first part: CAST(… AS ${column.type.toUpperCase()}).`,
  );
