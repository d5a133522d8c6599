/** What there is to know of a table, for `\d`, `\d+` and `xero-sql docs`. */
import type { Row } from '../database/rows.ts';
import { SqlError } from '../errors.ts';
import { isParameter, pushedFilters } from '../schemas/describe.ts';
import { factsOf, marksOf, referenceTarget } from '../schemas/facts.ts';
import type { Example } from '../schemas/examples.ts';
import { nearestName } from '../suggest.ts';
import type { Catalogue, ColumnDefinition, TableDefinition } from '../schemas/model.ts';

export const PAGE_COLUMNS = ['Column', 'Type', 'Key', 'Filtered by Xero', 'Description'] as const;

/** One for each column of the table, in `PAGE_COLUMNS`. */
export const columnRows = (table: TableDefinition): readonly Row[] =>
  table.columns.map((column) => columnRow(table, column));

export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

export const headingOf = ({ schema, name, description }: TableDefinition): string =>
  `${schema}.${name}: ${description}`;

/** What the marks of the columns mean, as far as there are any. */
export function legendOf(table: TableDefinition): readonly string[] {
  const marks = table.columns.map(({ name }) => marksOf(table, name)).join('');
  return [
    ...(marks.includes('⇅') ? ['⇅ Xero can sort by it.'] : []),
    ...(marks.includes('†') ? ['† Reading it costs a call for each row: lists omit it.'] : []),
    ...(table.columns.some((column) => isParameter(table, column))
      ? ['A parameter is what calls are made with: say it with = or IN, or join on it.']
      : []),
  ];
}

/** Where the rows come from, calls, keys, references in both directions, documented values. */
export function factLines(table: TableDefinition, { tables }: Catalogue): readonly string[] {
  const referring = tables.filter(({ references }) =>
    references.some((key) => key.schema === table.schema && key.table === table.name),
  );
  const valued = table.columns.filter(({ values }) => values.length > 0);
  return [
    ...factsOf(table).map((fact) => fact.replaceAll('`', '')),
    ...(referring.length === 0
      ? []
      : [`Referred to by ${referring.map((other) => nameFrom(table, other)).join(', ')}.`]),
    ...(valued.length === 0 ? [] : ['Documented values:']),
    ...valued.map((column) => `  ${column.name}: ${column.values.join(', ')}`),
    ...(table.source.kind === 'view' ? ['Its query:', '', `${table.source.sql};`] : []),
  ];
}

export const exampleLines = (examples: readonly Example[]): readonly string[] =>
  examples.flatMap(({ title, sql }) => ['', `-- ${title}`, `${sql};`]);

/** @param otherwise the hint where no name is near */
export function unknownTable(
  name: string,
  bare: string,
  { tables }: Catalogue,
  otherwise: string,
): SqlError {
  const near = nearestName(
    bare,
    tables.map((known) => known.name),
  );
  return new SqlError('UNKNOWN_TABLE', `There is no table ${name}.`, {
    hint: near === undefined ? otherwise : `Did you mean ${near}?`,
  });
}

const nameFrom = (from: TableDefinition, { schema, name }: TableDefinition): string =>
  schema === from.schema ? name : `${schema}.${name}`;

function columnRow(table: TableDefinition, column: ColumnDefinition): Row {
  const { name, type, description } = column;
  const parameter = isParameter(table, column) ? ['parameter'] : [];
  return {
    Column: `${name}${marksOf(table, name)}`,
    Type: type,
    Key: keyText(table, name),
    'Filtered by Xero': [...parameter, pushedFilters(table, name)].filter(Boolean).join(': '),
    Description: firstSentence(description),
  };
}

function keyText(table: TableDefinition, column: string): string {
  const primary = table.primaryKey.includes(column) ? ['primary'] : [];
  const foreign = table.references
    .filter(({ columns }) => columns.length === 1 && columns[0] === column)
    .map((key) => `→ ${referenceTarget(table, key)}`);
  return [...primary, ...foreign].join(', ');
}
