/** Commands that tell what there is to query. */
import { AGGREGATE_FUNCTIONS, SCALAR_FUNCTIONS } from '../../../engine/functions/index.ts';
import type { TableDefinition } from '../../../schemas/model.ts';
import { examplesOf } from '../../../schemas/facts.ts';
import { count } from '../../progress.ts';
import type { Session } from '../../session.ts';
import {
  columnRows,
  exampleLines,
  factLines,
  firstSentence,
  headingOf,
  legendOf,
  PAGE_COLUMNS,
  unknownTable,
} from '../../table-page.ts';
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
        // what only repeats the others is listed when it is named
        (schema !== 'INFORMATION_SCHEMA' && wanted.test(name)) ||
        (pattern.includes('.') && wanted.test(`${schema}.${name}`)),
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
  const lines = [
    ...factLines(table, session.database.catalogue),
    ...exampleLines(examplesOf(table)),
  ];
  await session.screen.result(lines.map((line) => `${line}\n`).join(''));
}

/** @throws SqlError UNKNOWN_TABLE */
async function describeTable(session: Session, name: string): Promise<void> {
  const table = findTable(session, name);
  await session.screen.result(`${headingOf(table)}\n\n`);
  await session.show(columns(...PAGE_COLUMNS), columnRows(table));
  const lines = [`${count(table.columns.length, 'column')}${keysText(table)}`, ...legendOf(table)];
  await session.screen.result(`\n${lines.join('\n')}\n`);
}

function findTable({ database }: Session, name: string): TableDefinition {
  const parts = name.replaceAll(/["[\]`;]/g, '').split('.');
  const table = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? (parts.at(-2) ?? '') : null;
  const { catalogue, properties } = database;
  const found = catalogue.find(schema, table, properties.Schema);
  if (found !== null) return found;
  throw unknownTable(name, table, catalogue, '\\d lists the tables.');
}

function keysText({ primaryKey, references }: TableDefinition): string {
  const primary = primaryKey.length === 0 ? '' : `; key: ${primaryKey.join(', ')}`;
  const foreign = references
    .filter((key) => key.columns.length > 1)
    .map((key) => `; (${key.columns.join(', ')}) → ${key.table} (${key.targetColumns.join(', ')})`);
  return primary + foreign.join('');
}
