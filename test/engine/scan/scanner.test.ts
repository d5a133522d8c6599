import { describe, expect, it } from 'vitest';
import type { XeroRequest } from '../../../src/xero/client.ts';
import { createTenantDirectory } from '../../../src/xero/tenants.ts';
import {
  column,
  connection,
  fakeClient,
  ORG,
  OTHER,
  paged,
  plan,
  REQUEST,
  rowsOf,
  scannerOn,
  table,
  TENANT_ID,
  TENANT_NAME,
} from './support.ts';

const DOCUMENTS = Array.from({ length: 9 }, (_, index) => ({ ID: `D${index + 1}`, N: index + 1 }));
const THINGS = table([column('ID', 'text'), column('N', 'integer')]);
const ROWS = DOCUMENTS.map(({ ID, N }) => [ID, N]);

const pagesOf = (requests: readonly XeroRequest[]): (string | undefined)[] =>
  requests.map(({ query }) => query?.['page']);

describe('a paged list', () => {
  it('is read in order, page 1 first, the others together, none beyond the last', async () => {
    const client = fakeClient(paged(DOCUMENTS));
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toEqual(ROWS);
    expect(pagesOf(client.requests)).toEqual(['1', '2', '3', '4', '5']);
    expect(client.mostAtOnce).toBe(4);
  });

  it('asks for no more than eight pages ahead', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ID: `D${index}`, N: index }));
    const client = fakeClient(async (request, call) => {
      await new Promise((resolve) => setTimeout(resolve, call % 3));
      return paged(many)(request, call, {});
    });
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toHaveLength(40);
    // Of these the client lets five run at once.
    expect(client.mostAtOnce).toBe(8);
  });

  it('ends where a service repeats its only page, whatever count it claims', async () => {
    const Invoices = DOCUMENTS.slice(0, 2);
    const answer =
      (pageCount: number, pageSize = 50) =>
      () => ({
        Invoices,
        pagination: { page: 1, pageSize, pageCount, itemCount: 9 },
      });
    const client = fakeClient(answer(1));
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toHaveLength(2);
    expect(client.requests).toHaveLength(2);
    // A page shorter than its own size that tells of more contradicts itself: that is said.
    const scanner = scannerOn(fakeClient(answer(2)));
    expect(await rowsOf(scanner, plan(THINGS))).toHaveLength(2);
    expect(scanner.doubts()).toEqual([
      'GET /api.xro/2.0/Invoices gave 2 documents, counted 9, and answered every further page with the first. Some may be missing.',
    ]);
    // Full pages that it told of and does not give are an error: part never passes for all.
    await expect(rowsOf(scannerOn(fakeClient(answer(2, 2))), plan(THINGS))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });

  it('needs no call after a full last page, when Xero counts the pages', async () => {
    const client = fakeClient(paged(DOCUMENTS.slice(0, 4)));
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toHaveLength(4);
    expect(client.requests).toHaveLength(2);
  });

  it('is read one by one until a page is short, when Xero does not count them', async () => {
    const client = fakeClient(paged(DOCUMENTS, false));
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toEqual(ROWS);
    expect(client.requests).toHaveLength(5);
    expect(client.mostAtOnce).toBe(1);
  });

  it('ends only where that shows, when who should count does not: pages may be smaller', async () => {
    const smaller = ({ query }: XeroRequest): unknown => ({
      Invoices: DOCUMENTS.slice((Number(query?.['page']) - 1) * 3, Number(query?.['page']) * 3),
    });
    const client = fakeClient(smaller);
    expect(await rowsOf(scannerOn(client), plan(THINGS, { pageSize: 500 }))).toEqual(ROWS);
    expect(client.requests).toHaveLength(Math.floor(DOCUMENTS.length / 3) + 1);
    const one = fakeClient(() => ({ Invoices: DOCUMENTS.slice(0, 3) }));
    const rows = await rowsOf(scannerOn(one), plan(THINGS, { pageSize: 500 }));
    expect(rows).toEqual(ROWS.slice(0, 3));
    expect(one.requests).toHaveLength(2);
  });

  it.each([
    [{ Invoices: null, Status: 'OK' }],
    [{ Status: 'OK', Id: 'x' }],
    [{ pagination: { page: 1, pageSize: 2, pageCount: 0, itemCount: 0 } }],
  ])('that is empty may be left out of the answer: %j', async (body) => {
    expect(await rowsOf(scannerOn(fakeClient(() => body)), plan(THINGS))).toEqual([]);
  });

  it.each([[{}], [{ Status: 'OK', Others: [] }], [{ Message: 'no' }], [{ Invoices: 7 }]])(
    'is not read from an answer that holds another thing: %j',
    async (body) => {
      await expect(rowsOf(scannerOn(fakeClient(() => body)), plan(THINGS))).rejects.toMatchObject({
        code: 'BAD_RESPONSE',
      });
    },
  );

  it('asks for stable order, page size, fixed parameters, archived ones only if wanted', async () => {
    const client = fakeClient(paged([]));
    await rowsOf(scannerOn(client), plan(THINGS, { pageSize: 500 }));
    await rowsOf(scannerOn(client, { includeArchived: true }), plan(THINGS));
    const common = { unitdp: '4', order: 'ID ASC', page: '1' };
    expect(client.requests.map(({ query }) => query)).toEqual([
      { ...common, pageSize: '500' },
      { ...common, pageSize: '2', includeArchived: 'true' },
    ]);
    expect(client.requests[0]).toMatchObject({
      api: 'ACCOUNTING',
      tenantId: ORG,
      path: '/Invoices',
    });
  });

  it('asks for the order of the plan in its place', async () => {
    const client = fakeClient(paged(DOCUMENTS));
    const order = { column: 'N', descending: true };
    await rowsOf(scannerOn(client), plan(THINGS, { order, rowLimit: 2 }));
    expect(client.requests[0]?.query).toMatchObject({ order: 'N DESC', pageSize: '2' });
  });

  it.each([
    [1, '1', 1],
    [2, '2', 1],
    [3, '2', 2],
    [100, '2', 5],
    [0, undefined, 0],
  ])('of which %i rows are wanted asks pages of %s, %i times', async (rowLimit, size, calls) => {
    const client = fakeClient(paged(DOCUMENTS));
    const rows = await rowsOf(scannerOn(client), plan(THINGS, { rowLimit }));
    expect(rows).toEqual(ROWS.slice(0, rowLimit));
    expect(client.requests).toHaveLength(calls);
    expect(client.requests[0]?.query?.['pageSize']).toBe(size);
  });

  it('that nobody reads on causes no further calls', async () => {
    const client = fakeClient(paged(DOCUMENTS));
    for await (const batch of scannerOn(client).read(
      plan(THINGS),
      new AbortController().signal,
      null,
    )) {
      expect(batch).toHaveLength(2);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(client.requests).toHaveLength(1);
  });

  it('under a LIMIT that may stop it is not fetched ahead', async () => {
    const client = fakeClient(paged(DOCUMENTS));
    let batches = 0;
    const scan = plan(THINGS, { stopsEarly: true });
    for await (const batch of scannerOn(client).read(scan, new AbortController().signal, null)) {
      batches += batch.length > 0 ? 1 : 0;
      if (batches === 2) break;
    }
    expect(client.requests).toHaveLength(2);
  });

  it('whose pages shift while it is read gives each document once', async () => {
    const newer = [{ ID: 'D0', N: 0 }, ...DOCUMENTS];
    const client = fakeClient((request, call) =>
      paged(call === 1 ? DOCUMENTS : newer, false)(request, call, {}),
    );
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toEqual(ROWS);
  });

  it('that got shorter while it was read loses nothing that moved up', async () => {
    const fewer = DOCUMENTS.slice(1);
    const client = fakeClient((request, call) =>
      paged(call === 1 ? DOCUMENTS : fewer)(request, call, {}),
    );
    const rows = await rowsOf(scannerOn(client), plan(THINGS));
    expect(rows.map(([id]) => id).sort()).toEqual(ROWS.map(([id]) => id));
  });

  it('of a service that knows no page size is still read to its end', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({ ID: `D${index}`, N: index }));
    const client = fakeClient(({ query }) => {
      const page = Number(query?.['page']);
      return { Invoices: many.slice((page - 1) * 100, page * 100) };
    });
    expect(await rowsOf(scannerOn(client), plan(THINGS, { pageSize: 1000 }))).toHaveLength(250);
  });

  it.each([
    ['a page count of zero', { page: 1, pageCount: 0, itemCount: 0 }],
    ['too small a page count', { pageSize: 2, pageCount: 1, itemCount: 9 }],
    ['nonsense', { pageCount: 'x', itemCount: -1 }],
    ['no object', 7],
  ])('with pagination that is wrong (%s) is read to its end', async (_, wrong) => {
    const client = fakeClient((request, call) => {
      const body = paged(DOCUMENTS)(request, call, {}) as Record<string, unknown>;
      const own = typeof wrong === 'object' ? { ...wrong } : wrong;
      if (typeof own === 'object' && 'page' in own) own.page = Number(request.query?.['page']);
      return { ...body, pagination: own };
    });
    expect(await rowsOf(scannerOn(client), plan(THINGS))).toEqual(ROWS);
  });

  it.each([
    ['the same page for every number', () => ({ Invoices: DOCUMENTS.slice(0, 2) })],
    [
      'another page than asked',
      () => ({ Invoices: DOCUMENTS.slice(0, 2), pagination: { page: 1, pageCount: 3 } }),
    ],
    [
      'an empty page before the last',
      ({ query }: XeroRequest) => ({
        Invoices: query?.['page'] === '2' ? [] : [{ ID: query?.['page'], N: 1 }],
        pagination: { pageCount: 3 },
      }),
    ],
    ['no list', () => ({ Things: [] })],
    ['a list that is none', () => ({ Invoices: { ID: 'x' } })],
    ['a list of no objects', () => ({ Invoices: [null] })],
    ['no object', () => 'hello'],
  ])('that answers with %s is BAD_RESPONSE', async (_, answer) => {
    const read = rowsOf(scannerOn(fakeClient(answer)), plan(THINGS));
    await expect(read).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each([1, 2, 3, 4, 5])('that fails on page %i fails, never ends early', async (bad) => {
    const failure = new Error('broken');
    const client = fakeClient((request, call) => {
      if (request.query?.['page'] === String(bad)) throw failure;
      return paged(DOCUMENTS)(request, call, {});
    });
    await expect(rowsOf(scannerOn(client), plan(THINGS))).rejects.toBe(failure);
  });

  it('ends when the statement is cancelled', async () => {
    const controller = new AbortController();
    const client = fakeClient((request, call, { signal }) => {
      if (call === 3) controller.abort(new Error('stop'));
      signal?.throwIfAborted();
      return paged(DOCUMENTS)(request, call, {});
    });
    const read = rowsOf(scannerOn(client), plan(THINGS), controller.signal);
    await expect(read).rejects.toThrow();
    expect(client.requests.length).toBeLessThanOrEqual(5);
  });
});

describe('other lists', () => {
  const JOURNALS = table([column('ID', 'text'), column('N', 'integer')], {
    paging: { kind: 'offset', param: 'offset', cursor: 'N', size: 2 },
    stableOrder: null,
  });
  const journals = fakeJournals();

  function fakeJournals(): Parameters<typeof fakeClient>[0] {
    return ({ query }) => {
      const offset = Number(query?.['offset'] ?? 0);
      return { Invoices: DOCUMENTS.filter(({ N }) => N > offset).slice(0, 2) };
    };
  }

  it('by offset follow the cursor to the end', async () => {
    const client = fakeClient(journals);
    expect(await rowsOf(scannerOn(client), plan(JOURNALS))).toEqual(ROWS);
    expect(client.requests.map(({ query }) => query?.['offset'])).toEqual([
      undefined,
      '2',
      '4',
      '6',
      '8',
    ]);
  });

  it('by offset start and end where the plan says', async () => {
    const client = fakeClient(journals);
    const requests = [{ ...REQUEST, startOffset: 3, endOffset: 5 }];
    expect(await rowsOf(scannerOn(client), plan(JOURNALS, { requests }))).toEqual(ROWS.slice(3, 5));
    expect(client.requests).toHaveLength(1);
  });

  it('by offset that does not move are BAD_RESPONSE', async () => {
    const client = fakeClient(() => ({ Invoices: DOCUMENTS.slice(0, 2) }));
    await expect(rowsOf(scannerOn(client), plan(JOURNALS))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });

  it('that come whole take one call without paging parameters', async () => {
    const client = fakeClient(() => [{ ID: 'D1', N: 1 }]);
    const whole = table(THINGS.columns, { paging: { kind: 'whole' }, items: null });
    expect(await rowsOf(scannerOn(client), plan(whole))).toEqual([['D1', 1]]);
    expect(client.requests.map(({ query }) => query)).toEqual([{ unitdp: '4' }]);
  });

  it('that did not change since (304) have no rows', async () => {
    const client = fakeClient(() => 304);
    const requests = [{ ...REQUEST, modifiedSince: '2026-01-31T00:00:00' }];
    expect(await rowsOf(scannerOn(client), plan(THINGS, { requests }))).toEqual([]);
    expect(client.requests[0]?.modifiedSince).toBe('2026-01-31T00:00:00');
  });

  it('of no request make no call', async () => {
    const client = fakeClient(() => 500);
    expect(await rowsOf(scannerOn(client), plan(THINGS, { requests: [] }))).toEqual([]);
    expect(client.requests).toEqual([]);
  });
});

describe('single documents', () => {
  const ids = ['a', 'b', 'c'];
  const requests = ids.map((id) => ({ ...REQUEST, path: `/Invoices/${id}`, single: true }));

  it('come wrapped in a list or bare; one that is not there is no row', async () => {
    const client = fakeClient(({ path }, _, { allowNotFound }) => {
      expect(allowNotFound).toBe(true);
      if (path.endsWith('a')) return { Invoices: [{ ID: 'a', N: 1 }] };
      return path.endsWith('b') ? 404 : { ID: 'c', N: 3 };
    });
    expect(await rowsOf(scannerOn(client), plan(THINGS, { requests }))).toEqual([
      ['a', 1],
      ['c', 3],
    ]);
    expect(client.requests[0]?.query).toEqual({ unitdp: '4' });
    expect(client.mostAtOnce).toBe(3);
  });

  it('without the document are BAD_RESPONSE', async () => {
    const client = fakeClient(() => ({ Status: 'OK' }));
    await expect(rowsOf(scannerOn(client), plan(THINGS, { requests }))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });
});

describe('several requests', () => {
  const requests = ['x', 'y', 'z'].map((IDs) => ({ ...REQUEST, query: { IDs } }));

  it('give their rows in order, each document once', async () => {
    const client = fakeClient(({ query }) => ({
      Invoices: [
        { ID: 'same', N: 1 },
        { ID: query?.['IDs'], N: 2 },
      ].slice(0, 2),
      pagination: { pageCount: 1, itemCount: 2 },
    }));
    expect(await rowsOf(scannerOn(client), plan(THINGS, { requests }))).toEqual([
      ['same', 1],
      ['x', 2],
      ['y', 2],
      ['z', 2],
    ]);
    expect(client.mostAtOnce).toBe(3);
  });

  it('stop when enough rows have come', async () => {
    const client = fakeClient(({ query }) => ({
      Invoices: [{ ID: query?.['IDs'], N: 2 }],
      pagination: { pageCount: 1, itemCount: 1 },
    }));
    const rows = await rowsOf(scannerOn(client), plan(THINGS, { requests, rowLimit: 2 }));
    expect(rows).toHaveLength(2);
    expect(client.requests).toHaveLength(2);
  });
});

describe('organisations', () => {
  const THINGS_OF = table([column('ID', 'text'), TENANT_ID, TENANT_NAME]);
  const connections = [
    connection(),
    connection({ id: 'c2', tenantId: OTHER, tenantName: 'Other' }),
    connection({ id: 'c3', tenantId: 'p', tenantType: 'PRACTICE' }),
  ];
  const answer: Parameters<typeof fakeClient>[0] = (request, call) =>
    request.path === '/connections'
      ? connections
      : paged([{ ID: `of ${request.tenantId ?? ''}` }])(request, call, {});

  it('named by ID need no call, unless names are asked for', async () => {
    const client = fakeClient(answer);
    await rowsOf(scannerOn(client), plan(table([TENANT_ID])));
    expect(client.requests.map(({ path }) => path)).toEqual(['/Invoices']);
    const rows = await rowsOf(scannerOn(client), plan(THINGS_OF));
    expect(rows).toEqual([[`of ${ORG}`, ORG, 'Demo']]);
  });

  it('are all read for *, and their list is asked for once', async () => {
    const client = fakeClient(answer);
    const tenants = createTenantDirectory({ client, tenant: '*' });
    const scanner = scannerOn(client, { tenants });
    await rowsOf(scanner, plan(THINGS_OF));
    expect((await rowsOf(scanner, plan(THINGS_OF))).map((row) => row[2])).toEqual([
      'Demo',
      'Other',
    ]);
    expect(client.requests.filter(({ path }) => path === '/connections')).toHaveLength(1);
    expect(scanner.stats()).toEqual({ apiCalls: 5, cacheHits: 0, rowsFetched: 4, bytes: 50 });
  });

  it('are chosen by the conditions of the statement in place of the connection', async () => {
    const client = fakeClient(answer);
    const scanner = scannerOn(client, {
      tenantPasses: (_, columns, { tenantName }) => columns.length === 3 && tenantName === 'Other',
    });
    const tenantFilter = [{ kind: 'literal', value: true, type: 'boolean' } as const];
    expect(await rowsOf(scanner, plan(THINGS_OF, { tenantFilter }))).toEqual([
      [`of ${OTHER}`, OTHER, 'Other'],
    ]);
  });

  it('each give their own first rows when Xero orders them', async () => {
    const client = fakeClient(answer);
    const tenants = createTenantDirectory({ client, tenant: '*' });
    const order = { column: 'ID', descending: false };
    const rows = await rowsOf(
      scannerOn(client, { tenants }),
      plan(THINGS_OF, { order, rowLimit: 1 }),
    );
    expect(rows).toHaveLength(2);
  });

  it('are the rows of the Tenants table, practices included', async () => {
    const client = fakeClient(answer);
    const Tenants = {
      ...table([
        column('tenantId', 'uuid'),
        column('tenantType', 'text'),
        column('createdDateUtc', 'timestamp'),
      ]),
      source: { kind: 'connections' },
    } as const;
    const scanner = scannerOn(client);
    const rows = await rowsOf(scanner, plan(Tenants));
    expect(rows).toEqual([
      [ORG, 'ORGANISATION', '2026-01-31T10:00:00.123Z'],
      [OTHER, 'ORGANISATION', '2026-01-31T10:00:00.123Z'],
      ['p', 'PRACTICE', '2026-01-31T10:00:00.123Z'],
    ]);
    await rowsOf(scanner, plan(Tenants));
    expect(client.requests).toHaveLength(1);
    await rowsOf(scannerOn(client), plan(Tenants));
    expect(client.requests).toHaveLength(2);
  });
});

describe('scans of one statement', () => {
  const documents = DOCUMENTS.map((document) => ({ ...document, Lines: [{ L: 1 }, { L: 2 }] }));
  const lines = table(
    [column('ID', 'text', { kind: 'json', up: 1, path: ['ID'] }), column('L', 'integer')],
    {},
    ['Lines'],
  );

  it('that read the same list share its pages', async () => {
    const client = fakeClient(paged(documents));
    const plans = [plan(THINGS), plan(lines)] as const;
    const scanner = scannerOn(client, { plans });
    const [parents, children] = await Promise.all([
      rowsOf(scanner, plans[0]),
      rowsOf(scanner, plans[1]),
    ]);
    expect([parents.length, children.length]).toEqual([9, 18]);
    expect(client.requests).toHaveLength(5);
    expect(scanner.stats()).toMatchObject({ apiCalls: 5, rowsFetched: 27, bytes: 50 });
    expect(scanner.scanStats(plans[1].scan.scanId)).toMatchObject({ apiCalls: 0, rowsFetched: 18 });
  });

  it('share also when one is read after the other, or only in part', async () => {
    const client = fakeClient(paged(documents));
    const plans = [plan(THINGS), plan(lines)] as const;
    const scanner = scannerOn(client, { plans });
    for await (const batch of scanner.read(plans[0], new AbortController().signal, null)) {
      expect(batch).toHaveLength(2);
      break;
    }
    expect(await rowsOf(scanner, plans[1])).toHaveLength(18);
    expect(client.requests).toHaveLength(5);
  });

  it('that differ do not', async () => {
    const client = fakeClient(paged(documents));
    const other = [{ ...REQUEST, query: { Statuses: 'PAID' } }];
    const plans = [plan(THINGS), plan(lines, { requests: other })] as const;
    const scanner = scannerOn(client, { plans });
    for (const one of plans) await rowsOf(scanner, one);
    expect(client.requests).toHaveLength(10);
  });
});

describe('the catalogue', () => {
  it('gives its rows by column, without a call', async () => {
    const client = fakeClient(() => 500);
    const columns = [column('a', 'text'), column('b', 'integer'), column('c', 'boolean')];
    const rows = [
      ['x', 1, true],
      [null, null, false],
    ];
    const catalogue = {
      ...table(columns),
      source: { kind: 'catalogue', rows: () => rows },
    } as const;
    const all = plan(catalogue);
    const scan = { ...all.scan, columns: [...all.scan.columns].reverse() };
    expect(await rowsOf(scannerOn(client), { ...all, scan })).toEqual([
      [true, 1, 'x'],
      [false, null, null],
    ]);
    expect(client.requests).toEqual([]);
  });
});
