/** A small catalogue and the short ways that these tests bind and print with. */
import { bind } from '../../../src/engine/bind/index.ts';
import type { BindContext } from '../../../src/engine/bind/index.ts';
import { parse } from '../../../src/engine/parse/index.ts';
import { printRel } from '../../../src/engine/rel/print.ts';
import type { BoundQuery } from '../../../src/engine/rel/rel.ts';
import { XeroSqlError } from '../../../src/errors.ts';
import { catalogueOf } from '../../../src/schemas/catalogue.ts';
import type {
  ColumnDefinition,
  ColumnType,
  ForeignKey,
  SchemaName,
  TableDefinition,
} from '../../../src/schemas/model.ts';
import { violations } from './invariants.ts';

function column(name: string, type: ColumnType, aliases: readonly string[] = []): ColumnDefinition {
  return {
    name,
    type,
    source: { kind: 'json', up: 0, path: [name] },
    description: '',
    scale: 2,
    aliases,
    values: [],
    absentFromSummary: false,
    onlyInDetail: false,
  };
}

function table(
  schema: SchemaName,
  name: string,
  primaryKey: readonly string[],
  columns: readonly ColumnDefinition[],
  references: readonly ForeignKey[] = [],
): TableDefinition {
  return {
    schema,
    name,
    aliases: [],
    description: '',
    columns,
    primaryKey,
    references,
    source: { kind: 'catalogue', rows: () => [] },
  };
}

const key = (column: string, target: string): ForeignKey => ({
  columns: [column],
  schema: 'ACCOUNTING',
  table: target,
  targetColumns: [column],
});

export const CATALOGUE = catalogueOf([
  table(
    'ACCOUNTING',
    'Contacts',
    ['ContactID'],
    [
      column('ContactID', 'uuid'),
      column('Name', 'text'),
      column('IsCustomer', 'boolean'),
      column('Discount', 'decimal'),
    ],
  ),
  table(
    'ACCOUNTING',
    'Invoices',
    ['InvoiceID'],
    [
      column('InvoiceID', 'uuid'),
      column('InvoiceNumber', 'text'),
      column('ContactID', 'uuid', ['Contact_ContactID']),
      column('ContactName', 'text', ['Contact_Name']),
      column('Status', 'text'),
      column('Date', 'date'),
      column('DueDate', 'date'),
      column('Total', 'decimal'),
      column('AmountDue', 'decimal'),
      column('SentToContact', 'boolean'),
      column('UpdatedDateUTC', 'timestamp'),
    ],
    [key('ContactID', 'Contacts')],
  ),
  table(
    'ACCOUNTING',
    'InvoiceLineItems',
    ['InvoiceID', 'LineNumber'],
    [
      column('InvoiceID', 'uuid'),
      column('LineNumber', 'integer'),
      column('Description', 'text'),
      column('LineAmount', 'decimal'),
    ],
    [key('InvoiceID', 'Invoices')],
  ),
  table('FILES', 'Files', ['FileId'], [column('FileId', 'uuid'), column('Name', 'text')]),
  table('FILES', 'Invoices', ['FileId'], [column('FileId', 'uuid'), column('Size', 'integer')]),
]);

export type Parameters = BindContext['parameters'];

/** Binds, and checks what must hold of every bound statement. */
export function bindSql(sql: string, parameters: Parameters = []): BoundQuery {
  const { query } = parse(sql);
  const context = { sql, catalogue: CATALOGUE, defaultSchema: 'ACCOUNTING', parameters } as const;
  const result = bind(query, context);
  const broken = violations(result);
  if (broken.length > 0) throw new Error(`${sql}: ${broken.join('; ')}`);
  return result;
}

/** The bound tree as text, common table expressions first. */
export function bound(sql: string, parameters: Parameters = []): string {
  const { root, ctes } = bindSql(sql, parameters);
  return [...ctes.map((cte) => `${cte.name} :=\n${printRel(cte.rel)}`), printRel(root)].join('\n');
}

/** The result's columns as `name type`. */
export function columns(sql: string, parameters: Parameters = []): string {
  return bindSql(sql, parameters)
    .columns.map(({ name, type }) => `${name} ${type}`)
    .join(', ');
}

/** The line of the tree that filters, without its first word. */
export function condition(where: string, parameters: Parameters = []): string {
  const tree = bound(`SELECT 1 FROM Invoices WHERE ${where}`, parameters);
  return /^\s*Filter (.*)$/m.exec(tree)?.[1] ?? tree;
}

/** The first selected expression. */
export function selected(expression: string, parameters: Parameters = []): string {
  const { root, columns: outputs } = bindSql(`SELECT ${expression} AS x FROM Invoices`, parameters);
  const text = /^Project \[(.*) AS x\]$/m.exec(printRel(root))?.[1] ?? '';
  return `${text} : ${outputs[0]?.type ?? ''}`;
}

/** What binding fails with: `CODE line:column message | hint`. */
export function failure(sql: string, parameters: Parameters = []): string {
  try {
    bindSql(sql, parameters);
  } catch (error) {
    if (!(error instanceof XeroSqlError)) throw error;
    const { code, message, hint, position } = error;
    const place = position === undefined ? '-' : `${position.line}:${position.column}`;
    return `${code} ${place} ${message}${hint === undefined ? '' : ` | ${hint}`}`;
  }
  return 'bound without an error';
}
