import { describe, expect, it } from 'vitest';
import { FACTS, operationAt } from '../../scripts/openapi-coverage.ts';
import { tablesOf } from '../../src/schemas/index.ts';
import {
  SCHEMA_NAMES,
  type Endpoint,
  type SchemaName,
  type TableDefinition,
} from '../../src/schemas/model.ts';

interface EndpointTable {
  readonly table: TableDefinition;
  readonly source: Extract<TableDefinition['source'], { kind: 'endpoint' }>;
}

const tables: readonly EndpointTable[] = SCHEMA_NAMES.flatMap(tablesOf).flatMap((table) =>
  table.source.kind === 'endpoint' ? [{ table, source: table.source }] : [],
);

/** Every way that tables are read in, each once; tables may share one, and name its places apart. */
const endpoints: readonly Endpoint[] = [
  ...new Set(
    tables.flatMap(({ source }) => [
      source.endpoint,
      ...source.alternatives.map(({ endpoint }) => endpoint),
      ...(source.detail === null ? [] : [source.detail.endpoint]),
    ]),
  ),
];

/** What Xero's files have no path of. */
const WITHOUT_PATH = new Set(['/Employees', '/Reports/BankStatement']);

/** One document, though a page parameter is described: the lists in it have no pages of their own. */
const ONE_DOCUMENT = new Set(['/PayItems']);

const parametersOf = ({ schema, path }: Pick<Endpoint, 'schema' | 'path'>): readonly string[] =>
  (operationAt(FACTS[schema], path)?.parameters ?? []).map(({ name }) => name);

const pathKey = (schema: SchemaName, path: string): boolean =>
  operationAt(FACTS[schema], `${path}/{}`) !== null;

describe.each(
  endpoints.map((endpoint) => [`${endpoint.schema} ${endpoint.path}`, endpoint] as const),
)('%s', (_, endpoint) => {
  const offered = parametersOf(endpoint);

  it('exists, under the scope that it says', () => {
    const operation = operationAt(FACTS[endpoint.schema], endpoint.path);
    const isDescribed = !(endpoint.schema === 'ACCOUNTING' && WITHOUT_PATH.has(endpoint.path));
    expect(operation !== null).toBe(isDescribed);
    if (operation === null) return;
    const { broad, granular } = endpoint.scopes;
    expect(operation.scopes).toContain(broad);
    if (operation.scopes.some((scope) => scope.endsWith('.read'))) {
      expect(broad).toMatch(/\.read$/);
      expect(granular).toMatch(/\.read$/);
    }
  });

  it('sends only parameters that Xero documents', () => {
    const { paging } = endpoint;
    const sent = [
      ...Object.keys(endpoint.fixedParams),
      endpoint.summaryParam,
      endpoint.archivedParam,
      endpoint.stableOrder === null ? null : 'order',
      paging.kind === 'page' ? 'page' : null,
      paging.kind === 'page' ? paging.sizeParam : null,
      paging.kind === 'offset' ? paging.param : null,
    ].filter((name) => name !== null);
    expect(offered).toEqual(expect.arrayContaining(sent));
  });

  it('asks for every page, light form and decimal place that Xero offers', () => {
    const paged = offered.includes('page') && !ONE_DOCUMENT.has(endpoint.path);
    expect(endpoint.paging.kind === 'page').toBe(paged);
    expect(endpoint.paging.kind === 'offset').toBe(offered.includes('offset'));
    expect('unitdp' in endpoint.fixedParams).toBe(offered.includes('unitdp'));
    expect(endpoint.summaryParam !== null).toBe(offered.includes('summaryOnly'));
    expect(endpoint.archivedParam !== null).toBe(offered.includes('includeArchived'));
  });

  it('keeps pages in the order of the key, where Xero takes an order', () => {
    if (endpoint.paging.kind !== 'page') return;
    expect(endpoint.idField).not.toBeNull();
    const order = offered.includes('order') ? `${endpoint.idField ?? ''} ASC` : null;
    expect(endpoint.stableOrder).toBe(order);
  });

  it('chooses the size of pages where Xero lets it', () => {
    if (endpoint.paging.kind !== 'page') return;
    const sizes = offered.filter((name) => name.toLowerCase() === 'pagesize');
    expect(endpoint.paging.sizeParam).toBe(sizes[0] ?? null);
  });
});

describe.each(tables.map((entry) => [`${entry.table.schema}.${entry.table.name}`, entry] as const))(
  '%s',
  (_, entry) => {
    const { table, source } = entry;
    const { endpoint, rowPath, filters, sortable } = source;
    const offered = parametersOf(endpoint);
    const columnNamed = (name: string) => table.columns.find((column) => column.name === name);

    it('filters only as Xero documents', () => {
      for (const { encoding, column } of filters) {
        switch (encoding.kind) {
          case 'where':
            expect(offered).toContain('where');
            break;
          case 'param':
            expect(offered).toContain(encoding.param);
            break;
          case 'range':
            expect(offered).toEqual(expect.arrayContaining([encoding.from, encoding.to]));
            break;
          case 'modifiedSince':
            expect(offered).toContain('If-Modified-Since');
            break;
          case 'path':
            expect(pathKey(endpoint.schema, endpoint.path), `${endpoint.path}/{${column}}`).toBe(
              true,
            );
            break;
          case 'offset':
            expect(endpoint.paging.kind).toBe('offset');
        }
      }
    });

    it('filters documents, never what stands inside their lists', () => {
      for (const { column } of filters) {
        const found = columnNamed(column)?.source;
        expect(found?.kind, column).toBe('json');
        expect(found?.kind === 'json' && found.up, column).toBe(rowPath.length);
      }
    });

    it('names in where the very field that the column shows', () => {
      for (const { column, encoding } of filters) {
        if (encoding.kind !== 'where') continue;
        const found = columnNamed(column)?.source;
        expect(found?.kind === 'json' && found.path.join('.'), column).toBe(encoding.field);
      }
    });

    it('encodes only operators that fit the type of the column', () => {
      for (const { column, operators, encoding } of filters) {
        const type = columnNamed(column)?.type ?? '';
        const text = ['startsWith', 'endsWith', 'contains'];
        const order = ['<', '<=', '>', '>='];
        if (operators.some((operator) => text.includes(operator)))
          expect(type, column).toBe('text');
        if (operators.some((operator) => order.includes(operator))) {
          expect(['date', 'timestamp', 'decimal', 'integer'], column).toContain(type);
        }
        if (encoding.kind === 'modifiedSince') expect(type, column).toBe('timestamp');
        if (encoding.kind === 'offset') expect(type, column).toBe('integer');
        if (encoding.kind === 'path') expect(type, column).toBe('uuid');
        if (encoding.kind === 'range') expect(['date', 'timestamp'], column).toContain(type);
        if (encoding.kind === 'param' && !encoding.list) expect(operators, column).toEqual(['=']);
      }
    });

    it('trusts no comparison of free text', () => {
      for (const { column, operators, exactness } of filters) {
        const found = columnNamed(column);
        if (found?.type !== 'text') continue;
        expect(operators, column).not.toContain('<>');
        if (exactness === 'exact') {
          expect(found.values.length, column).toBeGreaterThan(0);
          const spellings = found.values.map((value) => value.toLowerCase());
          expect(new Set(spellings).size, column).toBe(spellings.length);
        }
      }
    });

    it('is made with parameters that Xero documents, and all of those it needs', () => {
      const ways = [{ endpoint, inputs: source.inputs }, ...source.alternatives];
      for (const way of ways) {
        const operation = operationAt(FACTS[way.endpoint.schema], way.endpoint.path);
        if (operation === null) continue;
        const query = operation.parameters.filter((parameter) => parameter.in === 'query');
        const params = way.inputs.flatMap(({ place }) =>
          place.kind === 'param' ? [place.param] : [],
        );
        expect(query.map(({ name }) => name)).toEqual(expect.arrayContaining(params));
        const sent = [...params, ...Object.keys(way.endpoint.fixedParams)];
        const needed = query.filter(({ required }) => required).map(({ name }) => name);
        expect(sent).toEqual(expect.arrayContaining(needed));
      }
    });

    it('checks again what a range of days brings', () => {
      for (const { encoding, exactness, column } of filters) {
        if (encoding.kind === 'range') expect(exactness, column).toBe('superset');
      }
    });

    it('sorts at Xero only by days and instants of documents', () => {
      if (rowPath.length > 0) expect(sortable).toEqual([]);
      for (const name of sortable) {
        expect(offered).toContain('order');
        expect(['date', 'timestamp'], name).toContain(columnNamed(name)?.type);
      }
    });

    it('marks columns for light answers only where there are such', () => {
      if (endpoint.summaryParam !== null) return;
      expect(table.columns.filter((column) => column.absentFromSummary)).toEqual([]);
    });
  },
);

describe('light answers', () => {
  const absent = (name: string) =>
    tablesOf('ACCOUNTING')
      .find((table) => table.name === name)
      ?.columns.filter((column) => column.absentFromSummary)
      .map((column) => column.name) ?? [];

  it('lack what Xero documents', () => {
    expect(absent('Invoices')).toEqual(expect.arrayContaining(['HasAttachments', 'CISDeduction']));
    expect(absent('Contacts')).toEqual(
      expect.arrayContaining([
        'BalancesAccountsReceivableOutstanding',
        'BalancesAccountsPayableOverdue',
        'IsCustomer',
        'IsSupplier',
        'PurchasesDefaultAccountCode',
        'SalesDefaultAccountCode',
      ]),
    );
  });

  it('hold what filters and orders name', () => {
    for (const { table, source } of tables) {
      if (source.rowPath.length > 0) continue;
      const named = [...source.filters.map(({ column }) => column), ...source.sortable];
      expect(absent(table.name).filter((column) => named.includes(column))).toEqual([]);
    }
  });
});
