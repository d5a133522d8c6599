/** Commands that tell what there is to query. */
import type { Row } from '../../../database/rows.ts';
import { AGGREGATE_FUNCTIONS, SCALAR_FUNCTIONS } from '../../../engine/functions/index.ts';
import { pushedFilters, sortableOf } from '../../../schemas/describe.ts';
import type { ColumnDefinition, TableDefinition } from '../../../schemas/model.ts';
import { nearestName } from '../../../suggest.ts';
import { SqlError } from '../../../errors.ts';
import { count } from '../../progress.ts';
import type { Session } from '../../session.ts';
import { textColumns as columns } from './columns.ts';
import type { Command } from './command.ts';

export const DESCRIBE_COMMANDS: readonly Command[] = [
  {
    name: 'd',
    argument: '[TABLE]',
    takes: 'table',
    help: 'the tables, or the columns of one',
    run: ({ session }, table) =>
      table === '' ? listTables(session, '') : describeTable(session, table),
  },
  {
    name: 'd+',
    argument: 'TABLE',
    takes: 'table',
    help: 'all about a table: calls, filters, keys, references, documented values',
    run: ({ session }, table) =>
      table === '' ? listTables(session, '') : documentTable(session, table),
  },
  {
    name: 'dt',
    argument: '[PATTERN]',
    takes: 'table',
    help: 'tables by name; * and ? stand for any letters',
    run: ({ session }, pattern) => listTables(session, pattern),
  },
  {
    name: 'dv',
    argument: '[PATTERN]',
    takes: 'table',
    help: 'views by name; \\d+ shows the query of one',
    run: ({ session }, pattern) => listTables(session, pattern, isView),
  },
  {
    name: 'df',
    argument: '[PATTERN]',
    takes: 'function',
    help: 'functions by name',
    run: ({ session }, pattern) => listFunctions(session, pattern),
  },
  {
    name: 'dn',
    argument: '',
    takes: 'none',
    help: 'the schemas',
    run: ({ session }) => listSchemas(session),
  },
];

/** `*` and `?` stand for any letters; without them the name has the pattern inside. Case does not matter. */
export function patternOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const isWhole = /[*?]/.test(pattern);
  const source = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(isWhole ? `^${source}$` : source, 'i');
}

const isView = ({ source }: TableDefinition): boolean => source.kind === 'view';

async function listTables(
  session: Session,
  pattern: string,
  counts: (table: TableDefinition) => boolean = () => true,
): Promise<void> {
  const wanted = patternOf(pattern);
  const rows = session.database.catalogue.tables
    .filter(counts)
    .filter(
      ({ schema, name }) =>
        wanted.test(name) || (pattern.includes('.') && wanted.test(`${schema}.${name}`)),
    )
    .map(({ schema, name, description }) => ({
      Schema: schema,
      Table: name,
      Description: firstSentence(description),
    }));
  await session.show(columns('Schema', 'Table', 'Description'), rows);
}

async function listFunctions(session: Session, pattern: string): Promise<void> {
  const wanted = patternOf(pattern);
  const rows = [...SCALAR_FUNCTIONS, ...AGGREGATE_FUNCTIONS]
    .filter(({ name, aliases = [] }) => [name, ...aliases].some((one) => wanted.test(one)))
    .filter(({ name }) => /^[a-z]/.test(name) && name !== 'negate')
    .map(({ name, aliases = [], overloads, description }) => ({
      Function: name,
      Also: aliases.join(', '),
      Takes: [...new Set(overloads.map(({ args }) => args.join(', ')))].slice(0, 3).join(' | '),
      Gives: [...new Set(overloads.map(({ returns }) => returns))].slice(0, 3).join(' | '),
      Description: description,
    }));
  await session.show(columns('Function', 'Also', 'Takes', 'Gives', 'Description'), rows);
}

async function listSchemas(session: Session): Promise<void> {
  const { catalogue, properties } = session.database;
  const names = [...new Set(catalogue.tables.map(({ schema }) => schema))];
  const rows = names.map((name) => ({
    Schema: name,
    Tables: String(catalogue.tables.filter(({ schema }) => schema === name).length),
    Default: name === properties.Schema ? 'yes' : '',
  }));
  await session.show(columns('Schema', 'Tables', 'Default'), rows);
}

/** @throws SqlError UNKNOWN_TABLE */
async function documentTable(session: Session, name: string): Promise<void> {
  const table = findTable(session, name);
  await describeTable(session, name);
  const { catalogue } = session.database;
  const referring = catalogue.tables.filter(
    ({ schema, references }) =>
      schema === table.schema && references.some((key) => key.table === table.name),
  );
  const valued = table.columns.filter(({ values }) => values.length > 0);
  const lines = [
    ...callLines(table),
    ...(sortableOf(table).length === 0 ? [] : [`Sorted by Xero: ${sortableOf(table).join(', ')}`]),
    ...(referring.length === 0
      ? []
      : [`Referred to by: ${referring.map((other) => other.name).join(', ')}`]),
    ...(valued.length === 0 ? [] : ['Documented values:']),
    ...valued.map((column) => `  ${column.name}: ${column.values.join(', ')}`),
  ];
  await session.screen.result(lines.map((line) => `${line}\n`).join(''));
}

function callLines({ source }: TableDefinition): readonly string[] {
  switch (source.kind) {
    case 'connections':
      return ['Calls: one for all organisations (GET /connections)'];
    case 'union':
      return [`Calls: those of ${source.members.map(({ table }) => table.name).join(', ')}`];
    case 'view':
      return ['Calls: those of the tables that it reads', '', `${source.sql};`];
    case 'catalogue':
    case 'local':
      return ['Calls: none'];
    case 'endpoint': {
      const { path, paging } = source.endpoint;
      const rows = source.rowPath.length === 0 ? '' : `, rows of ${source.rowPath.join('.')}`;
      return [`Calls: GET ${path}${rows}, ${PAGING[paging.kind]}`];
    }
  }
}

const PAGING = {
  page: 'a call for each page',
  offset: 'a call for each part of the list',
  whole: 'one call for all rows',
  single: 'one call',
} as const;

/** @throws SqlError UNKNOWN_TABLE */
async function describeTable(session: Session, name: string): Promise<void> {
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
