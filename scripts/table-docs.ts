/**
 * Writes the reference of the tables from their definitions, one page a schema.
 *
 *     npx tsx scripts/table-docs.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { isParameter, pushedFilters } from '../src/schemas/describe.ts';
import { EXAMPLES } from '../src/schemas/examples.ts';
import { factsOf, marksOf } from '../src/schemas/facts.ts';
import { catalogue } from '../src/schemas/index.ts';
import { LEFT_OUT } from '../src/schemas/left-out.ts';
import {
  SCHEMA_NAMES,
  SYSTEM_SCHEMAS,
  type ColumnDefinition,
  type SchemaName,
  type SystemSchema,
  type TableDefinition,
} from '../src/schemas/model.ts';
import { coverageTotals } from './openapi-coverage.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The pages, by file name; formatted as the repository formats Markdown. */
export async function tableDocs(): Promise<ReadonlyMap<string, string>> {
  const options = (await resolveConfig(join(ROOT, 'docs/tables/ACCOUNTING.md'))) ?? {};
  const pages = new Map<string, string>();
  for (const schema of [...SCHEMA_NAMES, ...SYSTEM_SCHEMAS]) {
    const text = [
      page(schema),
      ...(isOfXero(schema) ? [coverage(schema), leftOut(schema)] : []),
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

function page(schema: SchemaName | SystemSchema): string {
  const title = schema === 'SYS' ? 'The system tables' : `The tables of ${schema}`;
  const tables = catalogue.tables.filter((table) => table.schema === schema);
  const contents = tables.map(
    ({ name, description }) => `- [${name}](#${name.toLowerCase()}): ${escape(description)}`,
  );
  const parts = [INTRODUCTION, contents.join('\n'), examples(schema), ...tables.map(section)];
  return [`# ${title}`, ...parts].join('\n\n');
}

const isOfXero = (schema: SchemaName | SystemSchema): schema is SchemaName =>
  SCHEMA_NAMES.some((name) => name === schema);

const examples = (schema: SchemaName | SystemSchema): string =>
  [
    '## Examples',
    ...EXAMPLES[schema].map(({ title, sql }) => `${escape(title)}:\n\n\`\`\`sql\n${sql};\n\`\`\``),
  ].join('\n\n');

function section(table: TableDefinition): string {
  const rows = table.columns.map((column) => columnRow(table, column));
  const header = ['| column | type | what it holds | filters |', '| --- | --- | --- | --- |'];
  return [
    `## ${table.name}`,
    escape(table.description),
    factsOf(table)
      .map((fact) => `- ${escapeWords(fact)}`)
      .join('\n'),
    [...header, ...rows].join('\n'),
  ].join('\n\n');
}

function columnRow(table: TableDefinition, column: ColumnDefinition): string {
  const name = table.primaryKey.includes(column.name) ? `**${column.name}**` : column.name;
  const cells = [
    `${name}${marksOf(table, column.name)}`,
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

/** All but what stands in backticks. */
const escapeWords = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escape(part) : part))
    .join('`');

const escape = (text: string): string => text.replace(/[\\`*_<>|]/g, '\\$&');

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const folder = join(ROOT, 'docs/tables');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await tableDocs()) await writeFile(join(folder, name), text);
}
