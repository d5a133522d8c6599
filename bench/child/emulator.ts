/**
 * The emulator in a process of its own. What it works out for a call it works out once: in front of it
 * the same call is answered from memory, after the latency. Prints a connection string.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { startEmulator } from '../../fixtures/emulator/index.ts';
import { TODAY } from '../offline.ts';

const latencyMs = Number(process.argv[2] ?? 0);
const emulator = await startEmulator({
  clock: () => TODAY.getTime(),
  rateLimits: { perMinute: 1e9, perDay: 1e9, appPerMinute: 1e9 },
});

const answers = new Map<string, Promise<Buffer>>();

async function fetchAnswer({ url = '', headers }: IncomingMessage): Promise<Buffer> {
  const passedOn = ['accept', 'authorization', 'xero-tenant-id'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const response = await fetch(emulator.url + url, { headers: Object.fromEntries(passedOn) });
  if (response.status !== 200) throw new Error(`${url} was answered with ${response.status}`);
  return gzipSync(await response.arrayBuffer(), { level: 1 });
}

const server = createServer((request, response) => {
  const key = `${request.url ?? ''} ${String(request.headers['xero-tenant-id'])}`;
  const answer = answers.get(key) ?? fetchAnswer(request);
  answers.set(key, answer);
  void Promise.all([answer, sleep(latencyMs)]).then(([body]) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(emulator.connectionString({ ApiUrl: `http://127.0.0.1:${port}` }));
});
// Lives as long as its parent holds its standard input open.
process.stdin.resume().on('end', () => process.exit());
