/**
 * Every table against a service that answers each path with the one example of Xero's OpenAPI
 * files, whatever is asked: the shapes are Xero's own, and no two of our parts agree on them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import examples from '../../fixtures/openapi/examples.json' with { type: 'json' };
import type { Database } from '../../src/database/database.ts';
import { catalogue } from '../../src/schemas/index.ts';
import { SCHEMA_NAMES, type SchemaName, type TableDefinition } from '../../src/schemas/model.ts';
import { FakeClock } from '../xero/support.ts';
import { open } from './support.ts';

const BASES: Readonly<Record<SchemaName, string>> = {
  ACCOUNTING: '/api.xro/2.0',
  ASSETS: '/assets.xro/1.0',
  PAYROLLAUS: '/payroll.xro/1.0',
  FILES: '/files.xro/1.0',
  PROJECTS: '/projects.xro/2.0',
};

interface Route {
  readonly path: RegExp;
  /** Places of parameters: `/Invoices/Settings` is found before `/Invoices/{InvoiceID}`. */
  readonly parameters: number;
  readonly body: string;
}

const ROUTES: readonly Route[] = SCHEMA_NAMES.flatMap((schema) =>
  Object.entries<unknown>(examples[schema]).map(([path, example]) => ({
    path: new RegExp(`^${BASES[schema]}${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i'),
    parameters: path.split('{').length,
    body: JSON.stringify(example),
  })),
).toSorted((left, right) => left.parameters - right.parameters);

const CONNECTION = {
  id: '7587711a-5b04-4b3b-9f4a-2f1a7d6f0a01',
  tenantId: '5f1c2a90-7b3e-4d18-9c46-0a8e2f6d1b98',
  tenantType: 'ORGANISATION',
  tenantName: 'Example',
};

const TOKEN = { access_token: 'example', token_type: 'Bearer', expires_in: 1800 };

function answerOf(path: string): { readonly status: number; readonly body: string } {
  if (path === '/connect/token') return { status: 200, body: JSON.stringify(TOKEN) };
  if (path === '/connections') return { status: 200, body: JSON.stringify([CONNECTION]) };
  const route = ROUTES.find((known) => known.path.test(path));
  return route === undefined ? { status: 404, body: '{}' } : { status: 200, body: route.body };
}

/** Tables of endpoints that the files have no example of, or no path. */
const WITHOUT_EXAMPLE: ReadonlySet<string> = new Set([
  'ACCOUNTING.BankStatement',
  'ACCOUNTING.Employees',
  'ACCOUNTING.ProfitAndLoss',
  'ACCOUNTING.ReportCells',
  'ACCOUNTING.Reports',
]);

/** Tables that are read for some parents only, such as the example of these has none of. */
const WITHOUT_PARENTS: ReadonlySet<string> = new Set([
  'ACCOUNTING.OrganisationCISSettings',
  'ACCOUNTING.AttachmentsAccounts',
  'ACCOUNTING.AttachmentsContacts',
  'ACCOUNTING.AttachmentsInvoices',
  'ACCOUNTING.AttachmentsPurchaseOrders',
  'ACCOUNTING.AttachmentsReceipts',
]);

/** Whether the example of the table's endpoint holds members in the lists that its rows come from. */
function hasRows({ schema, source }: TableDefinition): boolean {
  if (source.kind !== 'endpoint') return false;
  const { items, path } = source.endpoint;
  const { body } = answerOf(`${BASES[schema as SchemaName]}${path}`);
  const lists = [...(items === null ? [] : [items]), ...source.rowPath];
  const found = lists.reduce<readonly unknown[]>(
    (values, name) => values.flatMap((value) => membersOf(value as Record<string, unknown>, name)),
    [JSON.parse(body)].flat(),
  );
  return found.length > 0;
}

/** An example may say a list in the singular. */
const membersOf = (value: Record<string, unknown>, name: string): unknown =>
  value[name] ?? value[name.replace(/s$/, '')] ?? [];

let server: Server;
let database: Database;

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const { status, body } = answerOf(new URL(url, 'http://localhost').pathname);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = {
    connectionString: (properties: Readonly<Record<string, string>> = {}) =>
      Object.entries({
        AuthScheme: 'OAuthClient',
        OAuthClientId: 'example',
        OAuthClientSecret: 'example',
        OAuthSettingsLocation: 'memory://',
        ApiUrl: url,
        IdentityUrl: url,
        LoginUrl: url,
        ...properties,
      })
        .map(([name, value]) => `${name}=${value}`)
        .join(';'),
  };
  database = await open(service, { clock: new FakeClock(), properties: { CacheSeconds: '0' } });
});

afterAll(async () => {
  await database.close();
  server.close();
});

const labelOf = ({ schema, name }: TableDefinition): string => `${schema}.${name}`;

const TABLES = catalogue.tables
  .filter(({ source }) => source.kind === 'endpoint')
  .map((table) => ({ table, label: labelOf(table) }));

const all = (table: TableDefinition) =>
  database.query(`SELECT * FROM ${table.schema}."${table.name}"`);

describe('the example answers', () => {
  it.each(TABLES.filter(({ label }) => !WITHOUT_EXAMPLE.has(label)))(
    'are read by $label',
    async ({ table, label }) => {
      const { rows } = await all(table);
      const shown = table.columns.filter(({ source }) => source.kind === 'json');
      const filled = shown.filter(({ name }) => rows.some((row) => row[name] !== null));
      const expected = hasRows(table) && !WITHOUT_PARENTS.has(label);
      expect(rows.length > 0).toBe(expected);
      expect(filled.length > 0).toBe(expected);
    },
  );

  it.each(TABLES.filter(({ label }) => WITHOUT_EXAMPLE.has(label)))(
    'are none for $label',
    async ({ table }) => {
      await expect(all(table)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  it('hold rows for most tables', () => {
    expect(TABLES.filter(({ table }) => hasRows(table)).length).toBeGreaterThan(110);
  });

  it('of assets contradict themselves, which is said', async () => {
    const { rows, warnings } = await database.query('SELECT AssetName FROM ASSETS.Assets');
    expect(rows).toHaveLength(2);
    expect(warnings[0]).toMatch(/^GET \/assets.xro\/1.0\/Assets gave 2 documents, counted 11,/);
  });
});
