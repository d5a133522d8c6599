/** `*` and `t.*` → the columns they stand for. */
import { nearestName } from '../../suggest.ts';
import type { Expression, Identifier, Star } from '../ast/ast.ts';
import { findTable } from './expressions/columns.ts';
import { qualifierHint } from './names.ts';
import { bindExpression } from './expressions/index.ts';
import { type Level, sameName, type VisibleColumn } from './scope.ts';
import { noteReference, sqlError } from './statement.ts';
import { isClockTime } from './expressions/times.ts';
import type { SelectColumn } from './select.ts';
import { settle } from './types.ts';

/** @throws SqlError UNKNOWN_TABLE, UNKNOWN_COLUMN; SYNTAX_ERROR without FROM. */
export function expandStar(star: Star, level: Level): readonly SelectColumn[] {
  const columns = starColumns(star, level);
  const [excluded, replaced, renamed] = changes(star, columns, level);
  const kept = columns.filter(({ column }) => !excluded.some(named(column.name)));
  return kept.map((visible): SelectColumn => {
    const { name } = visible.column;
    const replacement = replaced.find(({ alias }) => sameName(alias.name, name));
    if (replacement !== undefined) return replacedColumn(replacement.expression, name, level);
    const column = selectedColumn(visible, star, level);
    const to = renamed.find(({ name: from }) => sameName(from.name, name));
    return to === undefined ? column : { ...column, name: to.alias.name };
  });
}

function selectedColumn({ column, tables }: VisibleColumn, star: Star, level: Level): SelectColumn {
  const expr = column.use();
  const [table] = tables;
  if (table !== undefined) {
    noteReference(level.statement, expr, star.at, { level: level.query, table });
  }
  const isClock = expr.kind === 'column' && level.statement.clockTimes.has(expr.id);
  return { name: column.name, expr, isClockTime: isClock, at: star.at };
}

function replacedColumn(expression: Expression, name: string, level: Level): SelectColumn {
  const expr = settle(bindExpression(expression, level));
  const { at } = expression;
  return { name, expr, isClockTime: isClockTime(expression, expr, level), at };
}

const named =
  (name: string) =>
  (identifier: Identifier): boolean =>
    sameName(identifier.name, name);

type Rename = { readonly name: Identifier; readonly alias: Identifier };

/** What EXCLUDE, REPLACE and RENAME say. @throws SqlError UNKNOWN_COLUMN for a name that is none. */
function changes(
  { exclude = [], replace = [], rename = [] }: Star,
  columns: readonly VisibleColumn[],
  { statement }: Level,
): readonly [readonly Identifier[], NonNullable<Star['replace']>, readonly Rename[]] {
  const renames = rename.flatMap(({ expression, alias }) =>
    expression.kind === 'column' ? [{ name: expression.name, alias }] : [],
  );
  const known = columns.map(({ column }) => column.name);
  const given = [...exclude, ...replace.map(({ alias }) => alias), ...renames.map((r) => r.name)];
  const stray = given.find(({ name }) => !known.some((other) => sameName(other, name)));
  if (stray === undefined) return [exclude, replace, renames];
  const near = nearestName(stray.name, known);
  throw sqlError(
    statement,
    'UNKNOWN_COLUMN',
    `* has no column ${stray.name}`,
    stray.at,
    near === undefined ? undefined : `Did you mean ${near}?`,
  );
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
