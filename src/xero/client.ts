/** One authorised GET to Xero. Everything that reads from Xero goes through this interface. */
import type { SchemaName } from '../schemas/model.ts';
import type { ClientListener } from './events.ts';

export interface XeroRequest {
  /** Which API's base path: ACCOUNTING → /api.xro/2.0, …; null for the host itself (`/connections`). */
  readonly api: SchemaName | null;
  /** Sent as `xero-tenant-id`; null sends none. */
  readonly tenantId: string | null;
  /** Below the base, already escaped. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** `If-Modified-Since` as `yyyy-mm-ddThh:mm:ss`. */
  readonly modifiedSince?: string | null;
}

export interface XeroResponse {
  /** 200, 304, or 404 when the caller allowed it. */
  readonly status: number;
  /** The parsed JSON; undefined for 304 and 404. Numbers a double cannot hold are LosslessNumber. */
  readonly body: unknown;
  /** Bytes of the body as sent over the wire. */
  readonly bytes: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Answer 404 as a response instead of an error. */
  readonly allowNotFound?: boolean;
  /** Scopes of which one suffices, to be named when Xero forbids the call. */
  readonly scopes?: readonly string[];
  /** Hears of this request's calls (retries are calls too), besides the client's own listener. */
  readonly onEvent?: ClientListener;
}

export interface XeroClient {
  /** @throws ApiError, AuthError or XeroSqlError CANCELLED */
  get(request: XeroRequest, options?: RequestOptions): Promise<XeroResponse>;
}

/** Who the client asks for a bearer token. Implemented by `src/auth`. */
export interface AccessTokens {
  /** A token that is good for at least a minute, refreshed first when needed. */
  current(signal?: AbortSignal): Promise<string>;
  /** After a 401: a token other than `rejected`; refreshes unless another caller already did. */
  renew(rejected: string, signal?: AbortSignal): Promise<string>;
}

/** A row of `GET /connections`. */
export interface XeroConnection {
  readonly id: string;
  readonly authEventId: string | null;
  readonly tenantId: string;
  readonly tenantType: string;
  readonly tenantName: string | null;
  readonly createdDateUtc: string | null;
  readonly updatedDateUtc: string | null;
}

/** Logs in levels; every implementation must drop secrets (`src/xero/log.ts`). */
export interface Logger {
  log(level: 1 | 2 | 3 | 4 | 5, event: string, fields: Readonly<Record<string, unknown>>): void;
}
