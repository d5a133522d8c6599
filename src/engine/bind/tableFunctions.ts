/** Functions in FROM: generate_series, unnest and the functions that make arrays for it. */
import type { TableExpression } from '../ast/ast.ts';
import {
  outputColumns,
  type Expr,
  type OutputColumn,
  type Rel,
  type TableFunction,
} from '../rel/rel.ts';
import { elementOf } from '../values/arrays.ts';
import { canCoerce, commonType } from '../values/coerce.ts';
import type { SqlType } from '../values/types.ts';
import { bindOperand } from './expressions/index.ts';
import { columnAliases, type FromPlace } from './from.ts';
import { scalarCall } from './functions.ts';
import { retype } from './retype.ts';
import { columnsOf, type FromItem, newLevel, scopeOf } from './scope.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { coerce, type Operand, settle, typeName } from './types.ts';

type FunctionNode = Extract<TableExpression, { kind: 'function' }>;

/** A function that makes rows, and the types of its columns. */
interface RowMaker {
  readonly name: TableFunction['name'];
  readonly args: readonly Expr[];
  readonly types: readonly SqlType[];
  /** What the values of its column are cast to. */
  readonly as?: SqlType | undefined;
}

/** As LATERAL, without the word: PostgreSQL lets a function in FROM see the tables before it. */
export function bindTableFunction(node: FunctionNode, { env, query, left }: FromPlace): FromItem {
  const { statement } = env;
  const level = newLevel(env, query, left, 'FROM');
  const called = node.name.name.toLowerCase();
  const operands = node.args.map((arg) => bindOperand(arg, level));
  const { name, args, types, as } = rowMaker(called, operands, node.at, statement);
  const alias = node.alias?.name.name ?? called;
  const all: readonly SqlType[] = node.ordinality ? [...types, 'integer'] : types;
  const given = columnAliases(statement, node.alias, all.length, alias);
  const columns = all.map((type, index) => {
    const isNumber = node.ordinality && index === types.length;
    // A function of one column gives it its name, of several its own.
    const usual = isNumber ? 'ordinality' : types.length === 1 ? alias : called;
    return newColumn(statement, given[index] ?? usual, type);
  });
  const { ordinality } = node;
  const rows: Rel = { kind: 'tableFunction', name, args, columns, ordinality };
  const cast = (column: OutputColumn, index: number): Expr =>
    as === undefined || index > 0
      ? columnExpr(column)
      : { kind: 'cast', arg: columnExpr(column), type: as };
  const rel = retype(statement, rows, columns.map(cast));
  const scope = scopeOf({
    name: alias,
    otherNames: [],
    schema: null,
    definition: null,
    columns: columnsOf(outputColumns(rel)),
    at: node.alias?.name.at ?? node.at,
  });
  return { rel, scope };
}

/** The functions that are called in FROM, in lower case, and what is called in their place. */
const ARRAYS_OF: Readonly<Record<string, string>> = {
  string_to_table: 'string_to_array',
  regexp_split_to_table: 'regexp_split_to_array',
  regexp_matches: 'match_texts',
};

/** Arrays of arrays there are none: each row holds the text of one, which becomes it. */
const ARRAYS: Readonly<Record<string, SqlType>> = { regexp_matches: 'text[]' };

/** Whether a function makes rows. */
export const makesRows = (name: string): boolean =>
  name === 'generate_series' || name === 'unnest' || Object.hasOwn(ARRAYS_OF, name);

/** @throws SqlError TYPE_MISMATCH, INVALID_VALUE */
export function rowMaker(
  called: string,
  operands: readonly Operand[],
  at: number,
  statement: Statement,
): RowMaker {
  const arrays = ARRAYS_OF[called];
  if (arrays !== undefined) {
    const array = scalarCall(statement, arrays, operands, at);
    const types = [elementOf(array.type) ?? 'text'] as const;
    return { name: 'unnest', args: [array], types, as: ARRAYS[called] };
  }
  if (called !== 'unnest') {
    const { args, type } = seriesArguments(operands, at, statement);
    return { name: 'generate_series', args, types: [type] };
  }
  const args = operands.map((operand) => arrayOperand(operand, statement));
  return { name: 'unnest', args, types: args.map((arg) => elementOf(arg.type) ?? 'text') };
}

function arrayOperand({ expr, at }: Operand, statement: Statement): Expr {
  if (elementOf(expr.type) !== null) return settle(expr);
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    `There is no unnest(${typeName(expr.type)})`,
    at,
    "It takes an array: unnest(ARRAY[1, 2]), unnest('{1,2}'::INTEGER[]).",
  );
}

interface Series {
  /** Start, stop and step. */
  readonly args: readonly Expr[];
  readonly type: SqlType;
}

/** @throws SqlError TYPE_MISMATCH, INVALID_VALUE */
function seriesArguments(operands: readonly Operand[], at: number, statement: Statement): Series {
  const [start, stop, step, ...others] = operands;
  if (start === undefined || stop === undefined || others.length > 0) {
    throw mismatch(operands, at, statement);
  }
  const type = seriesType(operands.map(({ expr }) => expr.type));
  if (type === null) throw mismatch(operands, at, statement);
  const bounds = [start, stop].map((operand) => coerce(statement, operand, type));
  if (step === undefined) {
    const one = coerce(statement, { expr: ONE, at }, type);
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
  const isTime = bounds === 'date' || bounds === 'timestamp';
  // A text as the step of a series of times is an interval.
  if (step === 'interval' || (isTime && step === 'unknown')) {
    return canCoerce(bounds, 'timestamp') ? 'timestamp' : null;
  }
  const all = step === undefined ? bounds : commonType(bounds, step);
  if (all === 'unknown') return 'integer';
  return all === 'integer' || all === 'decimal' ? all : null;
}

function mismatch(operands: readonly Operand[], at: number, statement: Statement): Error {
  const types = operands.map(({ expr }) => typeName(expr.type)).join(', ');
  return sqlError(
    statement,
    'TYPE_MISMATCH',
    `There is no generate_series(${types})`,
    at,
    "Write generate_series(1, 10), or generate_series(DATE '2026-01-01', DATE '2026-12-01', INTERVAL '1 month').",
  );
}
