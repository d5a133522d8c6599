/** `xero-sql docs`: the tables, or all about one, without a connection. */
import { catalogue } from '../schemas/index.ts';
import { examplesIn, examplesOf } from '../schemas/facts.ts';
import type { TableDefinition } from '../schemas/model.ts';
import type { CommandContext } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { showRows } from './show-rows.ts';
import {
  columnRows,
  exampleLines,
  factLines,
  firstSentence,
  headingOf,
  legendOf,
  PAGE_COLUMNS,
  unknownTable,
} from './table-page.ts';

/**
 * @param name of a table, with or without its schema, or of a schema; undefined for all tables
 * @throws SqlError UNKNOWN_TABLE
 */
export async function docs(context: CommandContext, name: string | undefined): Promise<ExitCode> {
  const asked = (name ?? '').toUpperCase();
  const schema = catalogue.tables.find((table) => table.schema === asked)?.schema;
  if (asked === '') await showTables(context, catalogue.tables);
  else if (schema !== undefined) await showSchema(context, schema);
  else for (const table of tablesNamed(name ?? '')) await showTable(context, table);
  return EXIT.done;
}

async function showSchema(context: CommandContext, name: TableDefinition['schema']): Promise<void> {
  await showTables(
    context,
    catalogue.tables.filter(({ schema }) => schema === name),
  );
  if (!isRead(context)) return;
  await write(context, exampleLines(examplesIn(name)));
}

const showTables = (context: CommandContext, tables: readonly TableDefinition[]): Promise<void> =>
  showRows(
    context,
    ['Schema', 'Table', 'Description'],
    tables.map(({ schema, name, description }) => ({
      Schema: schema,
      Table: name,
      Description: firstSentence(description),
    })),
  );

/** All about it for a reader; the columns alone in a format for programs. */
async function showTable(context: CommandContext, table: TableDefinition): Promise<void> {
  if (isRead(context)) await write(context, [headingOf(table), '']);
  await showRows(context, PAGE_COLUMNS, columnRows(table));
  if (!isRead(context)) return;
  await write(context, [
    '',
    ...legendOf(table),
    ...factLines(table, catalogue),
    ...exampleLines(examplesOf(table)),
    '',
  ]);
}

const isRead = ({ options }: CommandContext): boolean =>
  ['table', 'expanded', 'markdown'].includes(options.format);

const write = ({ screen }: CommandContext, lines: readonly string[]): Promise<void> =>
  screen.result(lines.map((line) => `${line}\n`).join(''));

/** Several schemas may have a table of the name. */
function tablesNamed(name: string): readonly TableDefinition[] {
  const [table = '', schema] = name.split('.').toReversed();
  const isNamed = (known: string): boolean => known.toUpperCase() === table.toUpperCase();
  const found = catalogue.tables.filter(
    (known) =>
      [known.name, ...known.aliases].some(isNamed) &&
      (schema === undefined || known.schema === schema.toUpperCase()),
  );
  if (found.length > 0) return found;
  throw unknownTable(name, table, catalogue, 'xero-sql docs lists the tables.');
}
