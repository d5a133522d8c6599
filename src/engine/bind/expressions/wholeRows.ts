/** A table's name in a value's place: `t IS NULL`, `count(t)`, `count(t.*)`. */
import type { Expression, FunctionCall, Identifier } from '../../ast/ast.ts';
import { matchColumns, matchTables, type Level, type ScopeTable } from '../scope.ts';

/** A table, and its name as written. */
interface WholeRow {
  readonly table: ScopeTable;
  readonly qualifier: readonly Identifier[];
  readonly at: number;
}

/** The table that stands where a value is expected; null where a column is meant. */
function wholeRowOf(expression: Expression, level: Level): WholeRow | null {
  const [qualifier, at] =
    expression.kind === 'wholeRow'
      ? [expression.qualifier, expression.at]
      : expression.kind === 'column' && expression.qualifier.length === 0
        ? [[expression.name], expression.at]
        : [[], 0];
  const name = qualifier.at(-1)?.name;
  if (name === undefined) return null;
  const schema = qualifier.length > 1 ? (qualifier[0]?.name ?? null) : null;
  for (let place: Level | null = level; place !== null; place = place.parent) {
    if (expression.kind === 'column' && matchColumns(place.scope.columns, name).length > 0) {
      return null;
    }
    const [table, ...others] = matchTables(place.scope.tables, schema, name);
    if (table !== undefined) return others.length === 0 ? { table, qualifier, at } : null;
  }
  return null;
}

const columnsOf = ({ table, qualifier, at }: WholeRow): readonly Expression[] =>
  table.columns.map(({ name }) => ({ kind: 'column', qualifier, name: { name, at }, at }));

/** The columns that no row of the table lacks; all where none is declared. */
function certainColumns(row: WholeRow): readonly Expression[] {
  const { definition, columns } = row.table;
  const keys = definition?.primaryKey ?? [];
  const places = keys.map((key) => definition?.columns.findIndex(({ name }) => name === key) ?? -1);
  const all = columnsOf(row);
  const certain = places.flatMap((place) =>
    columns[place] === undefined ? [] : (all[place] ?? []),
  );
  return certain.length === 0 ? all : certain;
}

/**
 * The fields of a row whose IS [NOT] NULL is asked: a row that an outer join made up is NULL in each.
 * Null when `operand` is no table.
 */
export function fieldsOfTable(
  operand: Expression,
  negated: boolean,
  level: Level,
): readonly Expression[] | null {
  const row = wholeRowOf(operand, level);
  if (row === null) return null;
  return negated ? columnsOf(row) : certainColumns(row);
}

/** `count(t)` as a count of the rows that no outer join made up. */
export function countOfTable(call: FunctionCall, level: Level): FunctionCall {
  const [arg, ...others] = call.args;
  if (call.name.name.toLowerCase() !== 'count' || arg === undefined || others.length > 0)
    return call;
  const row = wholeRowOf(arg, level);
  if (row === null) return call;
  const { at } = call;
  const filter = call.filter === null ? present(row) : and(call.filter, present(row));
  const counted = level.statement.outerTables.has(row.table) ? filter : call.filter;
  if (!call.distinct) return { ...call, star: true, args: [], filter: counted };
  return { ...call, args: [{ kind: 'row', items: columnsOf(row), at }], filter: counted };
}

const present = (row: WholeRow): Expression => {
  const items = certainColumns(row);
  const { at } = row;
  const isNull: Expression = {
    kind: 'is',
    operand: { kind: 'row', items, at },
    test: 'null',
    negated: false,
    at,
  };
  return { kind: 'not', operand: isNull, at };
};

const and = (left: Expression, right: Expression): Expression => ({
  kind: 'and',
  left,
  right,
  at: left.at,
});
