/** The time of statements against the best schedule of their calls. */
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { createAccessTokens } from '../../src/auth/index.ts';
import { resolveConnection } from '../../src/connection/index.ts';
import { silentLogger, type AccessTokens } from '../../src/xero/index.ts';
import { firstLine, startChild, stopChild } from '../child/start.ts';
import { atMost, compare, median, milliseconds, type Measurement, type Part } from '../measure.ts';
import { openFresh } from '../offline.ts';

const AT_ONCE = 5;
const ROUNDS = { 0: 7, 50: 3, 300: 2 } as const;

interface Schedule {
  readonly name: string;
  readonly sql: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Each takes 40 to 60 calls of the main organisation: as many as a minute allows. */
const SCHEDULES: readonly Schedule[] = [
  {
    name: 'one list',
    sql: 'SELECT InvoiceNumber, Total FROM Invoices',
    properties: { PageSize: '50' },
  },
  {
    name: 'a join of two lists',
    sql: 'SELECT i.InvoiceNumber, p.Amount FROM Invoices i JOIN Payments p USING (InvoiceID)',
    properties: { PageSize: '100' },
  },
  {
    name: 'three organisations',
    sql: 'SELECT TenantName, SUM(Total) AS amount FROM Invoices GROUP BY TenantName',
    properties: { PageSize: '50', Tenant: '*' },
  },
];

const TARGET = atMost(
  1.15,
  'The first page of a list must come before it is known how many there are, and the last calls do not fill five places.',
);

export const wall: Part = {
  name: 'wall',
  title: 'Time against the ideal schedule',
  method:
    'Statements of 40 to 60 calls over HTTP to the emulator in a process of its own, whose answers are worked out beforehand and sent after 0, 50 or 300 ms. The ideal schedule keeps five calls of the busiest organisation under way from first to last: latency × calls ÷ 5. Without latency there is no ideal; there the same pages are fetched five at a time by bare `node:http` and parsed, and nothing else. The sign-in is done before; no call is counted against the minute by others.',
  async run(tell) {
    const measurements: Measurement[] = [];
    for (const latency of [0, 50, 300] as const) {
      const emulator = await startChild('emulator.ts', [String(latency)]);
      const connection = await firstLine(emulator);
      const properties = await resolveConnection(connection);
      const tokens = createAccessTokens(properties, { log: silentLogger });
      for (const schedule of SCHEDULES) {
        const setting = { connection, tokens, latency, rounds: ROUNDS[latency] };
        const measured = await measureSchedule(schedule, setting);
        if (measured === null) continue;
        tell(`${measured.what}: ${measured.ratio.toFixed(2)}; ${measured.figures}`);
        measurements.push(measured);
      }
      await stopChild(emulator);
    }
    return measurements;
  },
};

interface Setting {
  readonly connection: string;
  readonly tokens: AccessTokens;
  readonly latency: number;
  readonly rounds: number;
}

interface Made {
  readonly call: string;
  readonly tenantId: string;
}

async function measureSchedule(
  { name, sql, properties }: Schedule,
  setting: Setting,
): Promise<Measurement | null> {
  const { latency, rounds } = setting;
  const text = Object.entries(properties).map(([property, value]) => `;${property}=${value}`);
  const connection = setting.connection + text.join('');
  const made = await run(sql, connection, setting.tokens);
  const what = `${name}, ${latency} ms`;
  if (latency === 0) {
    if (properties['Tenant'] !== undefined) return null;
    const { ApiUrl } = await resolveConnection(connection);
    const token = await setting.tokens.current();
    const { ms, ratios } = await compare(rounds, [
      () => fetchAll(ApiUrl, made.calls, token),
      async () => (await run(sql, connection, setting.tokens)).ms,
    ]);
    const [bare = 0, ours = 0] = ms;
    return {
      what,
      against: 'bare node:http',
      ratio: ratios[1] ?? NaN,
      figures: `${milliseconds(ours)} against ${milliseconds(bare)}, ${made.calls.length} calls`,
    };
  }
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push((await run(sql, connection, setting.tokens)).ms);
  }
  const calls = busiest(made.calls);
  const ideal = (latency * calls) / AT_ONCE;
  return {
    what,
    against: 'latency × calls ÷ 5',
    ratio: median(times) / ideal,
    figures: `${milliseconds(median(times))} against ${milliseconds(ideal)}, ${calls} calls`,
    target: latency === 300 ? TARGET : undefined,
  };
}

/** One run on a connection of its own that knows the organisations already. */
async function run(
  sql: string,
  connection: string,
  tokens: AccessTokens,
): Promise<{ readonly ms: number; readonly calls: readonly Made[] }> {
  const calls: Made[] = [];
  const { database } = await openFresh(connection, {
    tokens,
    onEvent: (event) => {
      if (event.kind !== 'callFinished' || event.tenantId === null) return;
      calls.push({ call: event.call, tenantId: event.tenantId });
    },
  });
  await database.query('SELECT TenantId FROM Tenants');
  const started = performance.now();
  await database.query(sql);
  const ms = performance.now() - started;
  await database.close();
  return { ms, calls };
}

function busiest(calls: readonly Made[]): number {
  const byTenant = new Map<string, number>();
  for (const { tenantId } of calls) byTenant.set(tenantId, (byTenant.get(tenantId) ?? 0) + 1);
  return Math.max(...byTenant.values());
}

/** Five loops that take the next call each. */
async function fetchAll(url: string, calls: readonly Made[], token: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const left = [...calls];
  const loop = async (): Promise<void> => {
    for (let made = left.shift(); made !== undefined; made = left.shift()) {
      const path = encodeURI(made.call.replace('GET ', ''));
      JSON.parse(await fetchText(url + path, made.tenantId, token, agent));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
  agent.destroy();
}

function fetchText(url: string, tenantId: string, token: string, agent: Agent): Promise<string> {
  const headers = {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    Authorization: `Bearer ${token}`,
    'xero-tenant-id': tenantId,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
    });
    sent.on('error', reject).end();
  });
}
