/** `GET /connections`: what the token reaches. */
import { ApiError } from '../errors.ts';
import type { RequestOptions, XeroClient, XeroConnection, XeroResponse } from './client.ts';

/**
 * All connections of the token, in Xero's order, practices included.
 * @throws ApiError, AuthError or XeroSqlError CANCELLED
 */
export async function fetchConnections(
  client: XeroClient,
  options: RequestOptions = {},
): Promise<readonly XeroConnection[]> {
  const list = (path: string): Promise<XeroResponse> =>
    client.get({ api: null, tenantId: null, path }, options);
  const { body } = await list('/connections').catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    // so the OpenAPI file writes it, which services other than Xero may take at its word
    return list('/Connections').catch((second: unknown) => {
      throw isNotFound(second) ? error : second;
    });
  });
  if (!Array.isArray(body)) throw notConnections();
  return body.map(readConnection);
}

const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'NOT_FOUND';

function readConnection(row: unknown): XeroConnection {
  if (typeof row !== 'object' || row === null) throw notConnections();
  const fields = new Map<string, unknown>(Object.entries(row));
  const text = (name: string): string | null => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const tenantId = text('tenantId');
  if (tenantId === null) throw notConnections();
  return {
    id: text('id') ?? '',
    authEventId: text('authEventId'),
    tenantId,
    tenantType: text('tenantType') ?? 'ORGANISATION',
    tenantName: text('tenantName'),
    createdDateUtc: text('createdDateUtc'),
    updatedDateUtc: text('updatedDateUtc'),
  };
}

function notConnections(): ApiError {
  return new ApiError('BAD_RESPONSE', 'GET /connections was not answered with connections.', {
    call: 'GET /connections',
    status: 200,
    hint: 'Is the ApiUrl property right?',
  });
}
