/**
 * Writes the reference of the tables from their definitions, one page a schema.
 *
 *     npx tsx scripts/table-docs.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { callsNeeded, isParameter, pushedFilters, sortableOf } from '../src/schemas/describe.ts';
import { catalogue } from '../src/schemas/index.ts';
import { LEFT_OUT } from '../src/schemas/left-out.ts';
import {
  SCHEMA_NAMES,
  type ColumnDefinition,
  type SchemaName,
  type TableDefinition,
} from '../src/schemas/model.ts';
import { coverageTotals } from './openapi-coverage.ts';
import { EXAMPLES } from './table-examples.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The pages, by file name; formatted as the repository formats Markdown. */
export async function tableDocs(): Promise<ReadonlyMap<string, string>> {
  const options = (await resolveConfig(join(ROOT, 'docs/tables/ACCOUNTING.md'))) ?? {};
  const pages = new Map<string, string>();
  for (const schema of [...SCHEMA_NAMES, 'SYS'] as const) {
    const text = [
      page(schema),
      ...(schema === 'SYS' ? [] : [coverage(schema), leftOut(schema)]),
    ].join('\n\n');
    pages.set(`${schema}.md`, await format(text, { ...options, parser: 'markdown' }));
  }
  return pages;
}

const INTRODUCTION = `
This page is written from the table definitions by \`npx tsx scripts/table-docs.ts\`; change those instead.

**Calls** is what \`SELECT *\` takes without conditions. A condition, a join or \`IN (SELECT …)\` on the
column that is named keeps the calls to the rows it leaves.

**Filters** are the conditions that Xero applies before it answers. Those called _exact_ leave nothing
to do here; after a _superset_ the rows are checked again. Every other condition works too: it is
applied here, to all rows that Xero sends. Columns marked ⇅ can be sorted by at Xero. **Bold** columns
are the key. **Parameters** are what calls are made with: say them by \`=\` or \`IN\`. Columns marked † cost
a call for each row, for lists omit them.
`;

function page(schema: SchemaName | 'SYS'): string {
  const title = schema === 'SYS' ? 'The system tables' : `The tables of ${schema}`;
  const tables = catalogue.tables.filter((table) => table.schema === schema);
  const contents = tables.map(
    ({ name, description }) => `- [${name}](#${name.toLowerCase()}): ${escape(description)}`,
  );
  const parts = [INTRODUCTION, contents.join('\n'), examples(schema), ...tables.map(section)];
  return [`# ${title}`, ...parts].join('\n\n');
}

const examples = (schema: SchemaName | 'SYS'): string =>
  [
    '## Examples',
    ...EXAMPLES[schema].map(({ title, sql }) => `${escape(title)}:\n\n\`\`\`sql\n${sql};\n\`\`\``),
  ].join('\n\n');

function section(table: TableDefinition): string {
  const facts = [origin(table), calls(table), otherNames(table), references(table)].filter(Boolean);
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
    case 'union':
      return `The rows of ${source.members.map(({ table }) => table.name).join(', ')} together.`;
    case 'view':
      return 'A view: what it costs is what its query costs.';
    case 'catalogue':
    case 'local':
      return 'Costs no call.';
  }
}

const calls = (table: TableDefinition): string =>
  table.source.kind === 'endpoint' ? `Calls: ${escape(callsNeeded(table))}.` : '';

const otherNames = ({ aliases }: TableDefinition): string =>
  aliases.length === 0 ? '' : `Also found as ${aliases.map((name) => `\`${name}\``).join(', ')}.`;

function references({ schema: own, references: all }: TableDefinition): string {
  if (all.length === 0) return '';
  const said = all.map(({ columns, schema, table, targetColumns }) => {
    const name = schema === own ? table : `${schema}.${table}`;
    const target =
      targetColumns.join() === columns.join() ? name : `${name}.${targetColumns.join(', ')}`;
    return `${columns.join(', ')} → ${target}`;
  });
  return `Refers to others by ${said.join('; ')}.`;
}

function columnRow(table: TableDefinition, column: ColumnDefinition): string {
  const name = table.primaryKey.includes(column.name) ? `**${column.name}**` : column.name;
  const sortable = sortableOf(table).includes(column.name) ? ' ⇅' : '';
  const costly = column.onlyInDetail ? ' †' : '';
  const cells = [
    `${name}${sortable}${costly}`,
    column.type,
    escape(column.description) + values(column),
    filters(table, column),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How much of the API the tables cover, as the tests count it. */
function coverage(schema: SchemaName): string {
  const totals = coverageTotals().find((entry) => entry.schema === schema);
  if (totals === undefined) return '';
  const { endpoints, fields } = totals;
  const elsewhere =
    fields.elsewhere === 0
      ? ''
      : ` ${fields.elsewhere} repeat a row of another table inside a document, and are in that table;`;
  return [
    '## What of the API is here',
    `Of ${endpoints.all} GET endpoints ${endpoints.read} are read. Of ${fields.all} fields of their ` +
      `answers ${fields.shown} are columns or tables;${elsewhere} ${fields.leftOut} are left out.`,
  ].join('\n\n');
}

/** What the tables do not show of Xero's answers. */
function leftOut(schema: SchemaName): string {
  const { endpoints, fields } = LEFT_OUT[schema];
  const entries = [
    ...endpoints.map(({ path, reason }) => [`GET …${path}`, reason] as const),
    ...fields.map(({ field, reason }) => [field, reason] as const),
  ];
  if (entries.length === 0) return '';
  const rows = entries.map(([what, reason]) => `| ${escape(what)} | ${escape(reason)} |`);
  const header = ['| of Xero | why it is not shown |', '| --- | --- |'];
  return ['## Left out', [...header, ...rows].join('\n')].join('\n\n');
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
  const parameter = isParameter(table, column) ? ['parameter'] : [];
  return [...parameter, escape(pushedFilters(table, column.name))].filter(Boolean).join(': ');
}

const escape = (text: string): string => text.replace(/[\\`*_<>|]/g, '\\$&');

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const folder = join(ROOT, 'docs/tables');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await tableDocs()) await writeFile(join(folder, name), text);
}
