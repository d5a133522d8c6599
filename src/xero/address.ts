/** The address of a call, and the same as people read it. */
import type { SchemaName } from '../schemas/model.ts';
import type { XeroRequest } from './client.ts';

const API_BASES: Readonly<Record<SchemaName, string>> = {
  ACCOUNTING: '/api.xro/2.0',
  ASSETS: '/assets.xro/1.0',
  PAYROLLAUS: '/payroll.xro/1.0',
  FILES: '/files.xro/1.0',
  PROJECTS: '/projects.xro/2.0',
};

/** Path below the host, as `/api.xro/2.0/Invoices`. */
export function apiPath({ api, path }: Pick<XeroRequest, 'api' | 'path'>): string {
  return api === null ? path : `${API_BASES[api]}${path}`;
}

/** Base addresses of single APIs, where they are not below that of all. */
export type ApiUrls = Readonly<Partial<Record<SchemaName, string | null>>>;

export function callUrl(apiUrl: string, request: XeroRequest, apiUrls: ApiUrls = {}): string {
  const query = queryText(request, escapeQuery);
  const own = request.api === null ? null : (apiUrls[request.api] ?? null);
  const [base, path] = own === null ? [apiUrl, apiPath(request)] : [own, request.path];
  return `${base.replace(/\/+$/, '')}${path}${query}`;
}

/** `GET /api.xro/2.0/Invoices?page=1`, values unescaped. */
export function callText(request: XeroRequest): string {
  return `GET ${apiPath(request)}${queryText(request, (text) => text)}`;
}

function queryText({ query = {} }: XeroRequest, escape: (text: string) => string): string {
  const pairs = Object.entries(query).map(([name, value]) => `${escape(name)}=${escape(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Commas separate the values of a list and stay: the address is a third shorter with them bare. */
function escapeQuery(text: string): string {
  // by way of UTF-8, which replaces half a surrogate pair: escaping would throw on it
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll('%2C', ',');
}
