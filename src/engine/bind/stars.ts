/** `*` and `t.*` → the columns they stand for. */
import type { SelectItem } from '../ast/ast.ts';
import { findTable } from './expressions/columns.ts';
import { qualifierHint } from './names.ts';
import type { Level, VisibleColumn } from './scope.ts';
import { noteReference, sqlError } from './statement.ts';
import type { SelectColumn } from './select.ts';

type Star = Extract<SelectItem, { kind: 'star' }>;

/** @throws SqlError UNKNOWN_TABLE; SYNTAX_ERROR without FROM. */
export function expandStar(star: Star, level: Level): readonly SelectColumn[] {
  return starColumns(star, level).map(({ column, tables }) => {
    const expr = column.use();
    const [table] = tables;
    if (table !== undefined) {
      noteReference(level.statement, expr, star.at, { level: level.query, table });
    }
    const isClockTime = expr.kind === 'column' && level.statement.clockTimes.has(expr.id);
    return { name: column.name, expr, isClockTime, at: star.at };
  });
}

function starColumns(star: Star, level: Level): readonly VisibleColumn[] {
  const { statement, scope } = level;
  if (star.qualifier.length === 0) {
    if (scope.tables.length > 0) return scope.columns;
    throw sqlError(statement, 'SYNTAX_ERROR', 'SELECT * needs a FROM clause', star.at);
  }
  const table = findTable(level, scope, star.qualifier);
  if (table !== null) return table.columns.map((column) => ({ column, tables: [table] }));
  const names = star.qualifier.map(({ name }) => name);
  throw sqlError(
    statement,
    'UNKNOWN_TABLE',
    `There is no table ${names.join('.')} in FROM`,
    star.at,
    qualifierHint(level, names.at(-1) ?? ''),
  );
}
