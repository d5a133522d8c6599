/** What the user may have meant: suggestions for names that are not there. */
import { nearestName } from '../../suggest.ts';
import type { Catalogue, TableDefinition } from '../../schemas/model.ts';
import { matchColumns, matchTables, originTable, sameName } from './scope.ts';
import type { Level, ScopeTable, Unreachable } from './scope.ts';
import type { Statement } from './statement.ts';
import type { Operand } from './types.ts';

const didYouMean = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `Did you mean ${name}?`;

// -------------------------------------------------------------------- tables

/** For a table that the catalogue does not have. */
export function tableHint(
  catalogue: Catalogue,
  schema: string | null,
  name: string,
  inScope: readonly string[],
): string | undefined {
  const there = catalogue.tables.filter(
    (table) => schema === null || sameName(table.schema, schema),
  );
  const isEmpty = there.length > 0 && there.every((table) => sameName(table.name, 'Tenants'));
  if (schema !== null && isEmpty) return `xero-sql has no tables of ${schema} yet but Tenants.`;
  const elsewhere = catalogue.tables.find((table) => isCalled(table, name));
  if (elsewhere !== undefined) {
    return `${elsewhere.schema} has it: write ${elsewhere.schema}.${elsewhere.name}.`;
  }
  const near = nearestName(name, [...inScope, ...there.map((table) => table.name)]);
  if (near !== undefined) return didYouMean(near);
  const far = catalogue.tables.find(
    (table) => table.name === nearestName(name, allNames(catalogue)),
  );
  if (far !== undefined) return didYouMean(`${far.schema}.${far.name}`);
  return 'SELECT TableName FROM sys_tables lists the tables.';
}

const isCalled = (table: TableDefinition, name: string): boolean =>
  [table.name, ...table.aliases].some((known) => sameName(known, name));

const allNames = (catalogue: Catalogue): readonly string[] =>
  catalogue.tables.map((table) => table.name);

/** For a qualifier that no table in scope answers to. */
export function qualifierHint(level: Level, name: string): string | undefined {
  const hidden = level.unreachable.find(({ table }) => matchTables([table], null, name).length > 0);
  if (hidden !== undefined) return unreachableHint(hidden);
  const tables = allTables(level);
  const aliased = tables.find(
    (table) => table.definition !== null && isCalled(table.definition, name),
  );
  if (aliased !== undefined) return `It is called ${aliased.name} here.`;
  const names = tables.map((table) => table.name);
  return (
    didYouMean(nearestName(name, names)) ??
    (names.length === 0 ? undefined : `In scope: ${names.join(', ')}.`)
  );
}

function unreachableHint({ table, why }: Unreachable): string {
  return why === 'join'
    ? `${table.name} is not part of this join: ON sees only the two sides that it joins.`
    : `${table.name} stands beside this subquery: write LATERAL before the subquery to use the columns of tables to its left.`;
}

function allTables(level: Level): readonly ScopeTable[] {
  return level.parent === null
    ? level.scope.tables
    : [...level.scope.tables, ...allTables(level.parent)];
}

// ------------------------------------------------------------------- columns

export interface MissingColumn {
  readonly name: string;
  /** The table that its qualifier names; null without one. */
  readonly table: ScopeTable | null;
  /** Written in double quotes. */
  readonly quoted: boolean;
}

/** For a column that is not there: the likeliest cause first. */
export function columnHint(level: Level, missing: MissingColumn): string | undefined {
  const { name, table, quoted } = missing;
  return (
    aliasHint(level, missing) ??
    tableNameHint(level, missing) ??
    (quoted && !looksLikeName(name) ? quoteHint(name) : undefined) ??
    elsewhereHint(level, missing) ??
    valueHint(level, missing) ??
    didYouMean(nearestName(name, columnNames(table === null ? allTables(level) : [table]))) ??
    relatedHint(level, missing) ??
    (quoted && table === null ? quoteHint(name) : undefined) ??
    listHint(table === null ? level.scope.tables : [table])
  );
}

/** Where the names of the first table's columns are, when nothing better can be said. */
function listHint(tables: readonly ScopeTable[]): string | undefined {
  const table = tables.find(({ definition }) => definition !== null)?.definition;
  if (table === undefined || table === null) return undefined;
  return `SELECT ColumnName FROM sys_tablecolumns WHERE TableName = '${table.name}' lists the columns.`;
}

const looksLikeName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);

const quoteHint = (text: string): string =>
  `Double quotes are for names; a string takes single quotes: '${text.replaceAll("'", "''")}'.`;

const columnNames = (tables: readonly ScopeTable[]): readonly string[] => [
  ...new Set(tables.flatMap((table) => table.columns.map((column) => column.name))),
];

/** `Status = PAID`: the name is a value that a column in scope may have. */
function valueHint(level: Level, { name, table }: MissingColumn): string | undefined {
  if (table !== null) return undefined;
  for (const { definition } of allTables(level)) {
    for (const column of definition?.columns ?? []) {
      const value = column.values.find((known) => sameName(known, name));
      if (value === undefined) continue;
      return `A value of ${column.name} stands in single quotes: '${value}'.`;
    }
  }
  return undefined;
}

function tableNameHint(level: Level, { name, table }: MissingColumn): string | undefined {
  const [named] = matchTables(level.scope.tables, null, name);
  if (table !== null || named === undefined) return undefined;
  return `${named.name} is a table: write ${named.name}.* or one of its columns.`;
}

function aliasHint(level: Level, { name, table }: MissingColumn): string | undefined {
  if (table !== null || !level.outputNames.some((known) => sameName(known, name))) return undefined;
  const where =
    level.clause === 'ORDER BY' || level.clause === 'GROUP BY'
      ? `which ${level.clause} knows only when it stands alone`
      : `which comes after ${level.clause}`;
  return `${name} is named in the select list, ${where}: repeat its expression here.`;
}

/** The column is there, but in a table that was not asked or may not be. */
function elsewhereHint(level: Level, { name, table }: MissingColumn): string | undefined {
  if (table === null) {
    const hidden = level.unreachable.find((beside) => owning([beside.table], name) !== undefined);
    return hidden === undefined ? undefined : unreachableHint(hidden);
  }
  const other = owning(allTables(level), name);
  return other === undefined ? undefined : `${other.name} has it: write ${other.name}.${name}.`;
}

const owning = (tables: readonly ScopeTable[], name: string): ScopeTable | undefined =>
  tables.find((table) => matchColumns(wrapped(table), name).length > 0);

const wrapped = (table: ScopeTable): readonly { column: ScopeTable['columns'][number] }[] =>
  table.columns.map((column) => ({ column }));

/** The column belongs to a child or parent of a table in scope. */
function relatedHint(level: Level, { name, table }: MissingColumn): string | undefined {
  const { catalogue } = level.statement;
  for (const { definition } of table === null ? level.scope.tables : [table]) {
    if (definition === null) continue;
    for (const related of relatedTables(catalogue, definition)) {
      const column = related.table.columns.find((candidate) => sameName(candidate.name, name));
      if (column === undefined) continue;
      return `${related.table.name} has ${column.name}: JOIN ${related.table.name} USING (${related.columns.join(', ')}).`;
    }
  }
  return undefined;
}

interface RelatedTable {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
}

function relatedTables(catalogue: Catalogue, of: TableDefinition): readonly RelatedTable[] {
  const joinable = (key: TableDefinition['references'][number]): boolean =>
    key.schema === of.schema &&
    key.columns.every((column, index) => column === key.targetColumns[index]);
  const children = catalogue.tables.flatMap((table) =>
    table.schema !== of.schema
      ? []
      : table.references
          .filter((key) => key.table === of.name && joinable(key))
          .map((key) => ({ table, columns: key.columns })),
  );
  const parents = of.references.filter(joinable).flatMap((key) => {
    const table = catalogue.tables.find(
      (candidate) => candidate.schema === of.schema && candidate.name === key.table,
    );
    return table === undefined ? [] : [{ table, columns: key.columns }];
  });
  return [...children, ...parents];
}

/** For a UUID column compared with something that is not one: the column that people can read. */
export function nameColumnHint(
  statement: Statement,
  operands: readonly Operand[],
): string | undefined {
  for (const { expr } of operands) {
    if (expr.kind !== 'column') continue;
    const table = originTable(statement, expr.id);
    const stem = expr.name.replace(/ID$/i, '');
    const readable = [`${stem}Name`, `${stem}Number`, `${stem}Code`, 'Name', 'Code'];
    const column = readable
      .map((name) => table?.columns.find((candidate) => sameName(candidate.name, name)))
      .find((candidate) => candidate !== undefined);
    const meaning = `${expr.name} holds an identifier that Xero issued`;
    return column === undefined ? `${meaning}.` : `${meaning}; compare ${column.name} instead.`;
  }
  return undefined;
}
