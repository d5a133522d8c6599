/** Organisations that a statement over several of them may not read. */
import { ApiError, type ErrorCode } from '../../errors.ts';
import type { Tenant } from '../../xero/tenants.ts';

export interface TenantFailure {
  readonly tenant: Tenant;
  /** Names the organisation. */
  readonly error: ApiError;
}

/**
 * What lies with the one organisation: it refuses, has no such resource, or its day is used up.
 * Passing failures are none of it, nor is a token that no organisation would take.
 */
const ITS_OWN: ReadonlySet<ErrorCode> = new Set(['FORBIDDEN', 'NOT_FOUND', 'RATE_LIMIT_DAY']);

export class TenantFailures {
  readonly #skips: boolean;
  readonly #failed = new Map<string, TenantFailure>();

  /** @param skips whether to go on without them */
  constructor(skips: boolean) {
    this.#skips = skips;
  }

  skipped(): readonly TenantFailure[] {
    return this.#skips ? [...this.#failed.values()] : [];
  }

  /** The error to throw for a call of one of several organisations. */
  see(error: unknown, tenant: Tenant): unknown {
    if (!(error instanceof ApiError)) return error;
    const named = naming(error, tenant, this.#skips);
    if (ITS_OWN.has(error.code)) this.#failed.set(tenant.tenantId, { tenant, error: named });
    return named;
  }

  /** Those of `tenants` that can be read. @throws ApiError when there were some, and none is left */
  without(tenants: readonly Tenant[]): readonly Tenant[] {
    if (!this.#skips) return tenants;
    const left = tenants.filter(({ tenantId }) => !this.#failed.has(tenantId));
    const failure = this.#failed.get(tenants[0]?.tenantId ?? '');
    if (left.length === 0 && failure !== undefined) throw failure.error;
    return left;
  }
}

function naming(error: ApiError, { tenantId, tenantName }: Tenant, skips: boolean): ApiError {
  const name = tenantName === null ? tenantId : `"${tenantName}" (${tenantId})`;
  const skip =
    skips || !ITS_OWN.has(error.code)
      ? ''
      : ' OnTenantError=skip leaves out organisations that cannot be read.';
  return new ApiError(error.code, `Organisation ${name}: ${error.message}`, {
    call: error.call,
    status: error.status,
    retryAfterSeconds: error.retryAfterSeconds,
    hint: `${error.hint ?? ''}${skip}`.trim() || undefined,
    cause: error,
  });
}
