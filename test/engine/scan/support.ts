/** Scan plans over made-up tables, and a client that answers from a function. */
import type { ApiRequest, ScanPlan } from '../../../src/engine/plan/plan.ts';
import {
  createScanner,
  type Scanner,
  type ScannerOptions,
} from '../../../src/engine/scan/index.ts';
import type { Tuple } from '../../../src/engine/values/types.ts';
import type {
  ColumnDefinition,
  ColumnType,
  Endpoint,
  TableDefinition,
} from '../../../src/schemas/model.ts';
import type {
  RequestOptions,
  XeroClient,
  XeroConnection,
  XeroRequest,
} from '../../../src/xero/client.ts';
import { createTenantDirectory } from '../../../src/xero/tenants.ts';

export const ORG = '11111111-1111-1111-1111-111111111111';
export const OTHER = '22222222-2222-2222-2222-222222222222';

export function connection(fields: Partial<XeroConnection> = {}): XeroConnection {
  return {
    id: 'c1',
    authEventId: null,
    tenantId: ORG,
    tenantType: 'ORGANISATION',
    tenantName: 'Demo',
    createdDateUtc: '2026-01-31T10:00:00.1234567',
    updatedDateUtc: null,
    ...fields,
  };
}

export function column(
  name: string,
  type: ColumnType,
  source?: ColumnDefinition['source'],
  scale = 0,
): ColumnDefinition {
  return {
    name,
    type,
    source: source ?? { kind: 'json', up: 0, path: name.split('.') },
    description: '',
    scale,
    aliases: [],
    values: [],
    absentFromSummary: false,
    onlyInDetail: false,
  };
}

export const INVOICES: Endpoint = {
  schema: 'ACCOUNTING',
  path: '/Invoices',
  items: 'Invoices',
  paging: { kind: 'page', sizeParam: 'pageSize', maxSize: 1000 },
  idField: 'ID',
  stableOrder: 'ID ASC',
  fixedParams: { unitdp: '4' },
  summaryParam: null,
  splitBy: null,
  cacheable: false,
  archivedParam: 'includeArchived',
  scopes: { broad: 'a.read', granular: 'b.read' },
};

export const TENANT_ID = column('TenantId', 'uuid', { kind: 'tenant', field: 'tenantId' });
export const TENANT_NAME = column('TenantName', 'text', { kind: 'tenant', field: 'tenantName' });

export function table(
  columns: readonly ColumnDefinition[],
  endpoint: Partial<Endpoint> = {},
  rowPath: readonly string[] = [],
): TableDefinition {
  return {
    schema: 'ACCOUNTING',
    name: 'Things',
    aliases: [],
    description: '',
    columns,
    primaryKey: [],
    references: [],
    source: {
      kind: 'endpoint',
      endpoint: { ...INVOICES, ...endpoint },
      rowPath,
      plainRows: false,
      filters: [],
      sortable: [],
      inputs: [],
      alternatives: [],
      detail: null,
      report: null,
    },
  };
}

export const REQUEST: ApiRequest = {
  path: '/Invoices',
  query: {},
  modifiedSince: null,
  single: false,
  startOffset: null,
  endOffset: null,
  inputs: {},
  periods: null,
};

let nextScanId = 1;

export function plan(of: TableDefinition, more: Partial<ScanPlan> = {}): ScanPlan {
  const scanId = nextScanId++;
  const columns = of.columns.map(({ name, type }, id) => ({ id, name, type, column: name }));
  return {
    scan: { kind: 'scan', scanId, table: of, alias: of.name, columns },
    table: of,
    tenantFilter: [],
    requests: [REQUEST],
    keys: null,
    rowLimit: null,
    pageSize: 2,
    order: null,
    pushed: [],
    exact: [],
    residual: [],
    filteredColumns: [],
    conditions: [],
    conditionColumns: columns,
    ...more,
  };
}

export interface FakeClient extends XeroClient {
  readonly requests: XeroRequest[];
  mostAtOnce: number;
}

export type Answer = (request: XeroRequest, call: number, options: RequestOptions) => unknown;

/** `answer` gives the body; a number gives that status without a body; it may throw or wait. */
export function fakeClient(answer: Answer): FakeClient {
  let atOnce = 0;
  const client: FakeClient = {
    requests: [],
    mostAtOnce: 0,
    async get(request, options = {}) {
      const call = client.requests.push(request);
      atOnce += 1;
      client.mostAtOnce = Math.max(client.mostAtOnce, atOnce);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        options.signal?.throwIfAborted();
        const body = await answer(request, call, options);
        const status = typeof body === 'number' ? body : 200;
        options.onEvent?.({
          kind: 'callFinished',
          call: '',
          tenantId: null,
          status,
          bytes: 10,
          ms: 1,
          minuteRemaining: null,
          dayRemaining: null,
        });
        return { status, body: status === 200 ? body : undefined, bytes: 10 };
      } finally {
        atOnce -= 1;
      }
    },
  };
  return client;
}

/** Pages of `documents` as Xero sends them, under the sizes asked for. */
export function paged(documents: readonly unknown[], pagination = true): Answer {
  return ({ query = {} }) => {
    const page = Number(query['page']);
    const size = Number(query['pageSize']);
    const pageCount = Math.ceil(documents.length / size);
    return {
      Invoices: documents.slice((page - 1) * size, page * size),
      ...(pagination
        ? { pagination: { page, pageSize: size, pageCount, itemCount: documents.length } }
        : {}),
    };
  };
}

export function scannerOn(client: XeroClient, options: Partial<ScannerOptions> = {}): Scanner {
  return createScanner({
    client,
    tenants: createTenantDirectory({ client, tenant: ORG }),
    includeArchived: false,
    tenantPasses: () => true,
    ...options,
  });
}

export async function rowsOf(
  scanner: Scanner,
  of: ScanPlan,
  signal = new AbortController().signal,
): Promise<Tuple[]> {
  const rows: Tuple[] = [];
  for await (const batch of scanner.read(of, signal, null)) rows.push(...batch);
  return rows;
}
