/** Functions in FROM: generate_series. */
import type { TableExpression } from '../ast/ast.ts';
import type { Expr } from '../rel/rel.ts';
import { canCoerce, commonType } from '../values/coerce.ts';
import type { SqlType } from '../values/types.ts';
import { bindOperand } from './expressions/index.ts';
import { columnAliases, type FromPlace } from './from.ts';
import { columnsOf, type FromItem, newLevel, scopeOf } from './scope.ts';
import { newColumn, sqlError, type Statement } from './statement.ts';
import { coerce, type Operand, typeName } from './types.ts';

type FunctionNode = Extract<TableExpression, { kind: 'function' }>;

/** As LATERAL, without the word: PostgreSQL lets a function in FROM see the tables before it. */
export function bindTableFunction(node: FunctionNode, { env, query, left }: FromPlace): FromItem {
  const { statement } = env;
  const level = newLevel(env, query, left, 'FROM');
  const { args, type } = seriesArguments(
    node,
    node.args.map((arg) => bindOperand(arg, level)),
    statement,
  );
  const name = node.alias?.name.name ?? 'generate_series';
  const [columnName = name] = columnAliases(statement, node.alias, 1, name);
  const columns = [newColumn(statement, columnName, type)];
  const scope = scopeOf({
    name,
    otherNames: [],
    schema: null,
    definition: null,
    columns: columnsOf(columns),
    at: node.alias?.name.at ?? node.at,
  });
  return { rel: { kind: 'tableFunction', name: 'generate_series', args, columns }, scope };
}

interface Series {
  /** Start, stop and step. */
  readonly args: readonly Expr[];
  readonly type: SqlType;
}

/** @throws SqlError TYPE_MISMATCH, INVALID_VALUE */
function seriesArguments(
  node: FunctionNode,
  operands: readonly Operand[],
  statement: Statement,
): Series {
  const [start, stop, step, ...others] = operands;
  if (start === undefined || stop === undefined || others.length > 0) {
    throw mismatch(node, operands, statement);
  }
  const type = seriesType(operands.map(({ expr }) => expr.type));
  if (type === null) throw mismatch(node, operands, statement);
  const bounds = [start, stop].map((operand) => coerce(statement, operand, type));
  if (step === undefined) {
    const one = coerce(statement, { expr: ONE, at: node.at }, type);
    return { args: [...bounds, one], type };
  }
  const stepType = type === 'timestamp' ? 'interval' : type;
  return { args: [...bounds, coerce(statement, step, stepType)], type };
}

const ONE: Expr = { kind: 'literal', value: 1, type: 'integer' };

/** PostgreSQL's: integers, decimals, and timestamps with an interval; null for all else. */
function seriesType([start, stop, step]: readonly SqlType[]): SqlType | null {
  if (start === undefined || stop === undefined) return null;
  const bounds = commonType(start, stop);
  if (bounds === null) return null;
  if (step === 'interval') return canCoerce(bounds, 'timestamp') ? 'timestamp' : null;
  const all = step === undefined ? bounds : commonType(bounds, step);
  if (all === 'unknown') return 'integer';
  return all === 'integer' || all === 'decimal' ? all : null;
}

function mismatch(node: FunctionNode, operands: readonly Operand[], statement: Statement): Error {
  const types = operands.map(({ expr }) => typeName(expr.type)).join(', ');
  return sqlError(
    statement,
    'TYPE_MISMATCH',
    `There is no generate_series(${types})`,
    node.at,
    "Write generate_series(1, 10), or generate_series(DATE '2026-01-01', DATE '2026-12-01', INTERVAL '1 month').",
  );
}
