/**
 * Writes the reference of the tables from their definitions, one page a schema.
 *
 *     npx tsx scripts/table-docs.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { filtersOf, pushedFilters, sortableOf } from '../src/schemas/describe.ts';
import { LEFT_OUT } from '../src/schemas/accounting/left-out.ts';
import { catalogue } from '../src/schemas/index.ts';
import type { ColumnDefinition, TableDefinition } from '../src/schemas/model.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The pages, by file name; formatted as the repository formats Markdown. */
export async function tableDocs(): Promise<ReadonlyMap<string, string>> {
  const options = (await resolveConfig(join(ROOT, 'docs/tables/ACCOUNTING.md'))) ?? {};
  const pages = new Map<string, string>();
  for (const [schema, title, appendix] of [
    ['ACCOUNTING', 'The tables of ACCOUNTING', leftOut()],
    ['SYS', 'The system tables', ''],
  ] as const) {
    const tables = catalogue.tables.filter((table) => table.schema === schema);
    pages.set(
      `${schema}.md`,
      await format(page(title, tables) + appendix, { ...options, parser: 'markdown' }),
    );
  }
  return pages;
}

const INTRODUCTION = `
This page is written from the table definitions by \`npx tsx scripts/table-docs.ts\`; change those instead.

**Filters** are the conditions that Xero applies before it answers. Those called _exact_ leave nothing
to do here; after a _superset_ the rows are checked again. Every other condition works too: it is
applied here, to all rows that Xero sends. Columns marked ⇅ can be sorted by at Xero. **Bold** columns
are the key.
`;

function page(title: string, tables: readonly TableDefinition[]): string {
  const contents = tables.map(
    ({ name, description }) => `- [${name}](#${name.toLowerCase()}): ${escape(description)}`,
  );
  return [`# ${title}`, INTRODUCTION, contents.join('\n'), ...tables.map(section)].join('\n\n');
}

function section(table: TableDefinition): string {
  const facts = [origin(table), otherNames(table), references(table)].filter(Boolean);
  const rows = table.columns.map((column) => columnRow(table, column));
  const header = ['| column | type | what it holds | filters |', '| --- | --- | --- | --- |'];
  return [
    `## ${table.name}`,
    escape(table.description),
    facts.map((fact) => `- ${fact}`).join('\n'),
    [...header, ...rows].join('\n'),
  ].join('\n\n');
}

function origin({ source }: TableDefinition): string {
  switch (source.kind) {
    case 'endpoint': {
      const { endpoint, rowPath } = source;
      const inside = rowPath.length === 0 ? '' : `, inside \`${rowPath.join('.')}\``;
      const { broad, granular } = endpoint.scopes;
      const scopes = [...new Set([granular, broad])].map((scope) => `\`${scope}\``).join(' or ');
      return `Read from \`GET ${endpoint.path}\`${inside}; scope ${scopes}.`;
    }
    case 'connections':
      return 'Read from `GET /connections`; in every schema.';
    case 'catalogue':
    case 'local':
      return 'Costs no call.';
  }
}

const otherNames = ({ aliases }: TableDefinition): string =>
  aliases.length === 0 ? '' : `Also found as ${aliases.map((name) => `\`${name}\``).join(', ')}.`;

function references({ references: all }: TableDefinition): string {
  if (all.length === 0) return '';
  const said = all.map(({ columns, table, targetColumns }) => {
    const target =
      targetColumns.join() === columns.join() ? table : `${table}.${targetColumns.join(', ')}`;
    return `${columns.join(', ')} → ${target}`;
  });
  return `Refers to others by ${said.join('; ')}.`;
}

function columnRow(table: TableDefinition, column: ColumnDefinition): string {
  const name = table.primaryKey.includes(column.name) ? `**${column.name}**` : column.name;
  const sortable = sortableOf(table).includes(column.name) ? ' ⇅' : '';
  const cells = [
    `${name}${sortable}`,
    column.type,
    escape(column.description) + values(column),
    filters(table, column),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What the tables do not show of Xero's answers. */
function leftOut(): string {
  const rows = LEFT_OUT.map(({ field, reason }) => `| ${escape(field)} | ${escape(reason)} |`);
  const header = ['| field of Xero | why it is not shown |', '| --- | --- |'];
  return ['\n\n## Fields left out', [...header, ...rows].join('\n')].join('\n\n');
}

const MOST_VALUES = 8;

function values({ values: all }: ColumnDefinition): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, MOST_VALUES).map((value) => `\`${value}\``);
  const more = all.length > MOST_VALUES ? `, … (${all.length} in \`sys_tablecolumns\`)` : '';
  return ` ${shown.join(', ')}${more}`;
}

/** The organisation is chosen, not filtered: every table takes it. */
function filters(table: TableDefinition, column: ColumnDefinition): string {
  if (column.source.kind === 'tenant') return 'chooses organisations';
  if (filtersOf(table).length === 0) return '';
  return escape(pushedFilters(table, column.name));
}

const escape = (text: string): string => text.replace(/[\\`*_<>|]/g, '\\$&');

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const folder = join(ROOT, 'docs/tables');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await tableDocs()) await writeFile(join(folder, name), text);
}
