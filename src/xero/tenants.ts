/** Which organisations a query reads: the connection's `Tenant` property against what is connected. */
import { nearestName } from '../suggest.ts';
import { ConnectionError, XeroSqlError } from '../errors.ts';
import { orCancelled } from './cancel.ts';
import type { RequestOptions, XeroClient, XeroConnection } from './client.ts';
import { type Clock, systemClock } from './clock.ts';
import { fetchConnections } from './connections.ts';

/** An organisation to read from. */
export interface Tenant {
  readonly tenantId: string;
  /** null when it is not known, or was not asked for. */
  readonly tenantName: string | null;
}

export interface TenantDirectory {
  /**
   * The organisations that the `Tenant` property names. `names` asks for their names too; without
   * it a tenant ID needs no call.
   * @throws ConnectionError TENANT_NOT_FOUND, TENANT_AMBIGUOUS; what `fetchConnections` throws
   */
  defaults(names: boolean, options?: RequestOptions): Promise<readonly Tenant[]>;
  /** Every connected organisation. */
  all(options?: RequestOptions): Promise<readonly Tenant[]>;
  /** The same as `defaults` or `all` where that takes no call; null where it does. */
  known(which: 'defaults' | 'all'): readonly Tenant[] | null;
  /** Every connection, practices included; asked for again unless that was done after `notBefore`. */
  connections(notBefore: number, options?: RequestOptions): Promise<readonly XeroConnection[]>;
}

export interface TenantDirectoryOptions {
  readonly client: XeroClient;
  /** Name or ID; empty = the first organisation, `*` = every one. */
  readonly tenant: string;
  readonly clock?: Clock;
}

export function createTenantDirectory(options: TenantDirectoryOptions): TenantDirectory {
  const { client, clock = systemClock } = options;
  const tenant = options.tenant.trim();
  let loading: Promise<readonly XeroConnection[]> | null = null;
  let loadedAt = -Infinity;
  let loaded: readonly XeroConnection[] | null = null;

  const load = async (
    notBefore: number,
    request: RequestOptions,
  ): Promise<readonly XeroConnection[]> => {
    for (;;) {
      const isOurs = loading === null || loadedAt < notBefore;
      if (loading === null || isOurs) {
        loading = fetchConnections(client, request);
        loadedAt = clock.now();
      }
      const current = loading;
      try {
        loaded = await orCancelled(current, request.signal);
        return loaded;
      } catch (error) {
        if (loading === current) loading = null;
        // another query's cancelling is none of ours
        const stops = isOurs || request.signal?.aborted === true;
        if (stops || !(error instanceof XeroSqlError) || error.code !== 'CANCELLED') throw error;
      }
    }
  };
  const anyLoaded = (request: RequestOptions): Promise<readonly XeroConnection[]> =>
    load(-Infinity, request);

  return {
    connections: (notBefore, request = {}) => load(notBefore, request),
    all: async (request = {}) => organisations(await anyLoaded(request)).map(toTenant),
    known(which) {
      if (loaded !== null) {
        if (which === 'all') return organisations(loaded).map(toTenant);
        return resolved(tenant, loaded)?.map(toTenant) ?? null;
      }
      const isId = which === 'defaults' && isTenantId(tenant);
      return isId ? [{ tenantId: normalId(tenant), tenantName: null }] : null;
    },
    async defaults(names, request = {}) {
      if (isTenantId(tenant) && !names) return [{ tenantId: normalId(tenant), tenantName: null }];
      return resolveTenant(tenant, await anyLoaded(request)).map(toTenant);
    },
  };
}

/**
 * The organisations among `connections` that `tenant` names.
 * @throws ConnectionError TENANT_NOT_FOUND, TENANT_AMBIGUOUS
 */
export function resolveTenant(
  tenant: string,
  connections: readonly XeroConnection[],
): readonly XeroConnection[] {
  const connected = organisations(connections);
  const [first] = connected;
  if (first === undefined) throw noneConnected(connections);
  if (tenant === '') return [first];
  if (tenant === '*') return connected;
  const found = isTenantId(tenant)
    ? connected.filter(({ tenantId }) => normalId(tenantId) === normalId(tenant))
    : connected.filter(({ tenantName }) => sameName(tenantName, tenant));
  if (found.length === 0) throw notFound(tenant, connections);
  if (found.length > 1) throw ambiguous(tenant, found);
  return found;
}

/** null when there is none, or which is not clear: reading will say so. */
function resolved(
  tenant: string,
  connections: readonly XeroConnection[],
): readonly XeroConnection[] | null {
  try {
    return resolveTenant(tenant, connections);
  } catch (error) {
    if (error instanceof ConnectionError) return null;
    throw error;
  }
}

/** One entry an organisation: signing in again can list it twice. */
function organisations(connections: readonly XeroConnection[]): readonly XeroConnection[] {
  const byId = new Map<string, XeroConnection>();
  for (const connection of connections) {
    const id = normalId(connection.tenantId);
    if (isOrganisation(connection) && !byId.has(id)) byId.set(id, connection);
  }
  return [...byId.values()];
}

function isOrganisation({ tenantType }: XeroConnection): boolean {
  return tenantType.toUpperCase() === 'ORGANISATION';
}

function toTenant({ tenantId, tenantName }: XeroConnection): Tenant {
  return { tenantId: normalId(tenantId), tenantName };
}

export function isTenantId(text: string): boolean {
  return /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(text.trim());
}

function normalId(text: string): string {
  return text.trim().replace(/[{}]/g, '').toLowerCase();
}

function sameName(name: string | null, wanted: string): boolean {
  return name !== null && normalName(name) === normalName(wanted);
}

function normalName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

function noneConnected(connections: readonly XeroConnection[]): ConnectionError {
  const practice = connections.length > 0 ? ', only a practice, which has no books' : '';
  return new ConnectionError('TENANT_NOT_FOUND', `No organisation is connected${practice}.`, {
    hint: 'Sign in again and choose an organisation.',
  });
}

function notFound(tenant: string, connections: readonly XeroConnection[]): ConnectionError {
  const practice = connections.find(
    (connection) =>
      !isOrganisation(connection) &&
      (sameName(connection.tenantName, tenant) ||
        normalId(connection.tenantId) === normalId(tenant)),
  );
  if (practice !== undefined) {
    return new ConnectionError('TENANT_NOT_FOUND', `"${tenant}" is no organisation.`, {
      hint: `It is a ${practice.tenantType.toLowerCase()}, which has no books to read.`,
    });
  }
  return new ConnectionError('TENANT_NOT_FOUND', `No connected organisation is "${tenant}".`, {
    hint: suggestion(tenant, organisations(connections)),
  });
}

const MOST_LISTED = 10;

function suggestion(tenant: string, connected: readonly XeroConnection[]): string {
  const names = connected.flatMap(({ tenantName }) => tenantName ?? []);
  const near = nearestName(tenant, names);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const listed = connected.slice(0, MOST_LISTED).map(({ tenantName, tenantId }) => {
    if (tenantName === null) return normalId(tenantId);
    const isShared = names.filter((name) => sameName(name, tenantName)).length > 1;
    return isShared ? `"${tenantName}" (${normalId(tenantId)})` : `"${tenantName}"`;
  });
  const more = connected.length > MOST_LISTED ? ', …' : '';
  return `Connected: ${listed.join(', ')}${more}.`;
}

function ambiguous(tenant: string, found: readonly XeroConnection[]): ConnectionError {
  const ids = found.map(({ tenantId }) => normalId(tenantId)).join(', ');
  return new ConnectionError(
    'TENANT_AMBIGUOUS',
    `${found.length} connected organisations are called "${tenant}": ${ids}.`,
    { hint: 'Set the Tenant property to one of these IDs.' },
  );
}
