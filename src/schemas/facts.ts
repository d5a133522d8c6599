/** What a table's page says of it in sentences; names and calls stand in backticks. */
import { shippedViews } from './books/index.ts';
import { callsNeeded, sortableOf } from './describe.ts';
import { EXAMPLES, type Example } from './examples.ts';
import type { ForeignKey, TableDefinition } from './model.ts';

export function factsOf(table: TableDefinition): readonly string[] {
  return [origin(table), calls(table), otherNames(table), references(table)].filter(Boolean);
}

/** Example queries that read the table. */
export function examplesOf({ schema, name }: TableDefinition): readonly Example[] {
  const mentioned = new RegExp(`\\b${name}\\b`, 'i');
  return examplesIn(schema).filter(({ sql }) => mentioned.test(sql));
}

export function examplesIn(schema: TableDefinition['schema']): readonly Example[] {
  switch (schema) {
    case 'LOCAL':
      return [];
    case 'BOOKS':
      return shippedViews.flatMap(({ examples }) => examples);
    default:
      return EXAMPLES[schema];
  }
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
  table.source.kind === 'endpoint' ? `Calls: ${callsNeeded(table)}.` : '';

const otherNames = ({ aliases }: TableDefinition): string =>
  aliases.length === 0 ? '' : `Also found as ${aliases.map((name) => `\`${name}\``).join(', ')}.`;

function references(table: TableDefinition): string {
  if (table.references.length === 0) return '';
  const said = table.references.map(
    (key) => `${key.columns.join(', ')} → ${referenceTarget(table, key)}`,
  );
  return `Refers to others by ${said.join('; ')}.`;
}

/** `Contacts`, `Accounts.AccountID` where the columns differ, `ACCOUNTING.Users` of another schema. */
export function referenceTarget(
  { schema: own }: TableDefinition,
  { columns, schema, table, targetColumns }: ForeignKey,
): string {
  const name = schema === own ? table : `${schema}.${table}`;
  return targetColumns.join() === columns.join() ? name : `${name}.${targetColumns.join(', ')}`;
}

/** How a column's name is marked: sortable at Xero, and costing a call for each row. */
export function marksOf(table: TableDefinition, column: string): string {
  const sortable = sortableOf(table).includes(column) ? ' ⇅' : '';
  const costly = table.columns.some(({ name, onlyInDetail }) => name === column && onlyInDetail);
  return `${sortable}${costly ? ' †' : ''}`;
}
