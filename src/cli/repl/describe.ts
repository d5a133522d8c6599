/** `\d` and `\d TABLE`: what there is to query. */
import type { Column, Row } from '../../database/rows.ts';
import { pushedFilters } from '../../schemas/describe.ts';
import type { ColumnDefinition, TableDefinition } from '../../schemas/model.ts';
import { nearestName } from '../../suggest.ts';
import { SqlError } from '../../errors.ts';
import { count } from '../progress.ts';
import type { Session } from '../session.ts';

const columns = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, type: 'text' }));

export async function listTables(session: Session): Promise<void> {
  const { catalogue } = session.database;
  await session.show(
    columns('Schema', 'Table', 'Description'),
    catalogue.tables.map(({ schema, name, description }) => ({
      Schema: schema,
      Table: name,
      Description: firstSentence(description),
    })),
  );
}

/** @throws SqlError UNKNOWN_TABLE */
export async function describeTable(session: Session, name: string): Promise<void> {
  const table = findTable(session, name);
  await session.screen.result(`${table.schema}.${table.name}: ${table.description}\n\n`);
  await session.show(
    columns('Column', 'Type', 'Key', 'Filtered by Xero', 'Description'),
    table.columns.map((column) => columnRow(table, column)),
  );
  await session.screen.result(`\n${count(table.columns.length, 'column')}${keysText(table)}\n`);
}

function findTable({ database }: Session, name: string): TableDefinition {
  const parts = name.replaceAll(/["[\]`;]/g, '').split('.');
  const table = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts.at(-2) ?? '') : null;
  const { catalogue, properties } = database;
  const found = catalogue.find(schema, table, properties.Schema);
  if (found !== null) return found;
  const near = nearestName(
    table,
    catalogue.tables.map((known) => known.name),
  );
  throw new SqlError('UNKNOWN_TABLE', `There is no table ${name}.`, {
    hint: near === undefined ? '\\d lists the tables.' : `Did you mean ${near}?`,
  });
}

function columnRow(table: TableDefinition, { name, type, description }: ColumnDefinition): Row {
  return {
    Column: name,
    Type: type,
    Key: keyText(table, name),
    'Filtered by Xero': pushedFilters(table, name),
    Description: firstSentence(description),
  };
}

function keyText(table: TableDefinition, column: string): string {
  const primary = table.primaryKey.includes(column) ? ['primary'] : [];
  const foreign = table.references
    .filter(({ columns: own }) => own.length === 1 && own[0] === column)
    .map((key) => `→ ${key.table}.${key.targetColumns[0] ?? ''}`);
  return [...primary, ...foreign].join(', ');
}

function keysText({ primaryKey, references }: TableDefinition): string {
  const primary = primaryKey.length === 0 ? '' : `; key: ${primaryKey.join(', ')}`;
  const foreign = references
    .filter((key) => key.columns.length > 1)
    .map((key) => `; (${key.columns.join(', ')}) → ${key.table} (${key.targetColumns.join(', ')})`);
  return primary + foreign.join('');
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
