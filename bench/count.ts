/** Runs a statement, and what would do by hand, over the emulator; counts calls and bytes. */
import type { Emulator } from '../fixtures/emulator/index.ts';
import type { Clock } from '../src/xero/clock.ts';
import type { XeroClient } from '../src/xero/index.ts';
import { openFresh, organisationCalls } from './offline.ts';
import type { BenchQuery, Call, Documents } from './query-set.ts';

export interface Cost {
  readonly calls: number;
  /** Of the answers as sent, compressed. */
  readonly bytes: number;
}

/** What a statement costs, on a connection that knows nothing yet. `/connections` is not counted. */
export async function costOf(
  { sql, properties = {} }: BenchQuery,
  emulator: Emulator,
  clock: Clock,
): Promise<Cost> {
  const { database } = await openFresh(emulator.connectionString(properties), { clock });
  emulator.clear();
  await database.query(sql);
  const cost = sumOf(emulator);
  await database.close();
  return cost;
}

export async function leastCostOf(
  { least }: BenchQuery,
  emulator: Emulator,
  clock: Clock,
): Promise<Cost> {
  const { database, client } = await openFresh(emulator.connectionString(), { clock });
  emulator.clear();
  const get = (call: Call): Promise<Documents> => documentsOf(client, call);
  if (typeof least === 'function') await least(get);
  else for (const call of least) await get(call);
  const cost = sumOf(emulator);
  await database.close();
  return cost;
}

async function documentsOf(client: XeroClient, call: Call): Promise<Documents> {
  const { path, query, tenantId, since = null } = call;
  const { body } = await client.get({
    api: 'ACCOUNTING',
    tenantId,
    path: `/${path}`,
    query,
    modifiedSince: since,
  });
  return (body as Readonly<Record<string, Documents>>)[path] ?? [];
}

function sumOf(emulator: Emulator): Cost {
  const calls = organisationCalls(emulator);
  return { calls: calls.length, bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0) };
}
