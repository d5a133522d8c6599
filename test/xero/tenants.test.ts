import { describe, expect, it } from 'vitest';
import { XeroSqlError } from '../../src/errors.ts';
import type { XeroClient, XeroConnection } from '../../src/xero/client.ts';
import { fetchConnections } from '../../src/xero/connections.ts';
import { createTenantDirectory, resolveTenant } from '../../src/xero/tenants.ts';

const id = (digit: number): string => `${digit}`.repeat(8) + '-0000-4000-8000-000000000000';

function connection(
  tenantId: string,
  tenantName: string | null,
  tenantType = 'ORGANISATION',
): XeroConnection {
  const none = { authEventId: null, createdDateUtc: null, updatedDateUtc: null };
  return { id: `c-${tenantId}`, tenantId, tenantName, tenantType, ...none };
}

const CONNECTIONS = [
  connection(id(9), 'Books & Co Accountants', 'PRACTICE'),
  connection(id(1), 'Demo Company'),
  connection(id(2), 'Twin'),
  connection(id(3), 'twin'),
  connection(id(1).toUpperCase(), 'Demo Company'),
  connection(id(4), null),
];

const named = (tenant: string): string[] =>
  resolveTenant(tenant, CONNECTIONS).map(({ tenantId }) => tenantId);

describe('the Tenant property', () => {
  it.each([
    ['', [id(1)]],
    ['demo COMPANY', [id(1)]],
    [id(3).toUpperCase(), [id(3)]],
    [`{${id(2)}}`, [id(2)]],
    ['*', [id(1), id(2), id(3), id(4)]],
  ])('%j means %j', (tenant, ids) => {
    expect(named(tenant)).toEqual(ids);
  });

  it('with a name of several organisations lists their IDs', () => {
    expect(() => named('Twin')).toThrow(
      expect.objectContaining({
        code: 'TENANT_AMBIGUOUS',
        message: `2 connected organisations are called "Twin": ${id(2)}, ${id(3)}.`,
      }),
    );
  });

  it.each([
    ['Demo Compny', 'Did you mean "Demo Company"?'],
    [
      'Something else',
      `Connected: "Demo Company", "Twin" (${id(2)}), "twin" (${id(3)}), ${id(4)}.`,
    ],
    [id(8), `Connected: "Demo Company", "Twin" (${id(2)}), "twin" (${id(3)}), ${id(4)}.`],
    ['Books & Co Accountants', 'It is a practice, which has no books to read.'],
    [id(9), 'It is a practice, which has no books to read.'],
  ])('that names none (%s) gets help', (tenant, hint) => {
    expect(() => named(tenant)).toThrow(
      expect.objectContaining({ code: 'TENANT_NOT_FOUND', hint }),
    );
  });

  it('finds nothing when no organisation is connected', () => {
    expect(() => resolveTenant('', [])).toThrow('No organisation is connected.');
    expect(() => resolveTenant('*', CONNECTIONS.slice(0, 1))).toThrow('only a practice');
  });
});

describe('connections', () => {
  const clientWith = (body: unknown): XeroClient => ({
    get: () => Promise.resolve({ status: 200, body, bytes: 0 }),
  });

  it('are read as Xero sends them', async () => {
    const rows = await fetchConnections(
      clientWith([{ ...CONNECTIONS[1], more: 1 }, { tenantId: 'x' }]),
    );
    expect(rows).toEqual([CONNECTIONS[1], { ...connection('x', null), id: '' }]);
  });

  it.each([[{}], ['x'], [[null]], [[{ tenantName: 'x' }]]])(
    'that are none are BAD_RESPONSE: %j',
    async (body) => {
      await expect(fetchConnections(clientWith(body))).rejects.toMatchObject({
        code: 'BAD_RESPONSE',
      });
    },
  );
});

describe('a directory', () => {
  function counting(fail = 0): XeroClient & { calls: number } {
    const client = {
      calls: 0,
      get: async () => {
        client.calls += 1;
        await new Promise((resolve) => setImmediate(resolve));
        if (client.calls <= fail) throw new Error('broken');
        return { status: 200, body: CONNECTIONS, bytes: 0 };
      },
    };
    return client;
  }

  it('asks once, however many need it', async () => {
    const client = counting();
    const tenants = createTenantDirectory({ client, tenant: '' });
    await Promise.all([tenants.defaults(false), tenants.defaults(true), tenants.all()]);
    expect(client.calls).toBe(1);
  });

  it('asks nothing for a tenant ID, and checks it when its name is wanted', async () => {
    const client = counting();
    const tenants = createTenantDirectory({ client, tenant: id(8).toUpperCase() });
    expect(await tenants.defaults(false)).toEqual([{ tenantId: id(8), tenantName: null }]);
    expect(client.calls).toBe(0);
    await expect(tenants.defaults(true)).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' });
  });

  it('asks again after a failure', async () => {
    const client = counting(1);
    const tenants = createTenantDirectory({ client, tenant: '' });
    await expect(tenants.all()).rejects.toThrow('broken');
    expect(await tenants.all()).toHaveLength(4);
  });

  it('does not fail one query because another is cancelled', async () => {
    const controller = new AbortController();
    const { XeroSqlError } = await import('../../src/errors.ts');
    let calls = 0;
    const client: XeroClient = {
      get: async (_, options) => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (options?.signal?.aborted === true) throw new XeroSqlError('CANCELLED', 'x');
        return { status: 200, body: CONNECTIONS, bytes: 0 };
      },
    };
    const tenants = createTenantDirectory({ client, tenant: '' });
    const cancelled = tenants.all({ signal: controller.signal });
    const other = tenants.all();
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await other).toHaveLength(4);
    expect(calls).toBe(2);
  });

  it('does not ask again when its own call was cancelled', async () => {
    let calls = 0;
    const client: XeroClient = {
      get: () => {
        calls += 1;
        return Promise.reject(new XeroSqlError('CANCELLED', 'The sign-in was cancelled.'));
      },
    };
    const tenants = createTenantDirectory({ client, tenant: '' });
    await expect(tenants.all()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(calls).toBe(1);
  });
});
