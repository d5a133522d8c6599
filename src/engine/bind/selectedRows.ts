/** Functions that make rows in the select list: each row of the query is joined with theirs. */
import type { FunctionCall } from '../ast/ast.ts';
import type { ColumnId, Expr, OutputColumn, Rel, TableFunction } from '../rel/rel.ts';
import { referencedColumns } from '../rel/walk.ts';
import { bindOperand } from './expressions/index.ts';
import type { Level } from './scope.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { rowMaker } from './tableFunctions.ts';

interface Made {
  readonly name: TableFunction['name'];
  readonly args: readonly Expr[];
  readonly columns: readonly OutputColumn[];
  readonly at: number;
}

/** The functions that make rows in one select list. */
export class RowSink {
  readonly #made: Made[] = [];

  get ids(): readonly ColumnId[] {
    return this.#made.flatMap(({ columns }) => columns.map(({ id }) => id));
  }

  /** A reference to the column of the rows that the call makes. */
  add(statement: Statement, call: FunctionCall, made: ReturnType<typeof rowMaker>): Expr {
    const { name, args, types, as } = made;
    const columns = types.map((type) => newColumn(statement, call.name.name, type));
    const [column, ...others] = columns;
    if (column === undefined || others.length > 0) {
      throw sqlError(
        statement,
        'NOT_SUPPORTED',
        `${call.name.name} of several arrays stands in FROM only`,
        call.at,
      );
    }
    this.#made.push({ name, args, columns, at: call.at });
    const value = columnExpr(column);
    return as === undefined ? value : { kind: 'cast', arg: value, type: as };
  }

  /**
   * `input` with the rows that the functions make of each of its rows; arrays go side by side.
   * @param over what the arguments are over `input`
   */
  join(statement: Statement, input: Rel, over: (expr: Expr) => Expr): Rel {
    const [first, ...others] = this.#made;
    if (first === undefined) return input;
    const stray = others.find(({ name }) => name !== 'unnest' || first.name !== 'unnest');
    if (stray !== undefined) {
      throw sqlError(
        statement,
        'NOT_SUPPORTED',
        'Several functions that make rows in one select list are not supported',
        stray.at,
        'Put them into FROM.',
      );
    }
    const right: Rel = {
      kind: 'tableFunction',
      name: first.name,
      args: this.#made.flatMap(({ args }) => args.map(over)),
      columns: this.#made.flatMap(({ columns }) => columns),
      ordinality: false,
    };
    return { kind: 'join', type: 'cross', left: input, right, on: null, lateral: true };
  }

  /** @throws SqlError NOT_SUPPORTED when rows are grouped by what is made of each of them later */
  refuseKeys(keys: readonly Expr[], statement: Statement): void {
    const ids = new Set(this.ids);
    const [made] = this.#made;
    const isKey = keys.some((key) => [...referencedColumns(key)].some((id) => ids.has(id)));
    if (!isKey || made === undefined) return;
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      'GROUP BY over a function that makes rows is not supported',
      made.at,
      'Put it into FROM: FROM t, unnest(t.a) AS u GROUP BY u.',
    );
  }
}

/** @throws SqlError NOT_SUPPORTED, TYPE_MISMATCH */
export function bindRowFunction(call: FunctionCall, level: Level): Expr {
  const { statement, rows } = level;
  if (rows === null) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      `${call.name.name} makes rows, and cannot stand here`,
      call.at,
      'It stands in FROM, or in the select list outside CASE, COALESCE and aggregates.',
    );
  }
  const inside: Level = { ...level, rows: null };
  const operands = call.args.map((arg) => bindOperand(arg, inside));
  const made = rowMaker(call.name.name.toLowerCase(), operands, call.at, statement);
  return rows.add(statement, call, made);
}
