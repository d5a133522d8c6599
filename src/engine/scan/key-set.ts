/** The keys that a scan is told to read rows of: each once, by organisation. */
import { valueText } from '../plan/calls/valueText.ts';
import type { SqlValue } from '../values/types.ts';
import type { Keys } from './source.ts';

export class KeySet {
  /** By organisation; `null` holds those of any. */
  readonly #byTenant = new Map<SqlValue, Map<string, SqlValue>>();

  /** Adds keys; the ones among them that are new. NULL equals nothing and is left out. */
  add(keys: Keys): Keys {
    return keys.filter(({ value, tenantId }) => {
      if (value === null) return false;
      const known = this.#byTenant.get(tenantId) ?? new Map<string, SqlValue>();
      this.#byTenant.set(tenantId, known);
      const text = valueText(value);
      if (known.has(text)) return false;
      known.set(text, value);
      return true;
    });
  }

  async addAll(batches: AsyncIterable<Keys>): Promise<void> {
    for await (const batch of batches) this.add(batch);
  }

  /** Those that an organisation is to be asked for. */
  of(tenantId: string): readonly SqlValue[] {
    const own = this.#byTenant.get(tenantId)?.values() ?? [];
    const any = this.#byTenant.get(null)?.values() ?? [];
    return [...own, ...any];
  }
}
