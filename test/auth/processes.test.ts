import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessTokens, fileTokenStore, ownerOf } from '../../src/auth/index.ts';
import { readState } from '../../src/auth/state-file.ts';
import type { TokenState } from '../../src/auth/grant.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import type { FakeIdentity } from './fake-identity.ts';
import { failureOf, fakeIdentity, temporaryFolder, WEB_APP } from './harness.ts';

const STALE_MS = 2_000;

const KILL_STEPS = [
  'before the intent',
  'amid writing the intent',
  'after the intent',
  'before asking',
  'after the answer',
  'before the result',
  'amid writing the result',
  'after the result',
] as const;
/** Where in a refresh a process dies. */
export type KillStep = (typeof KILL_STEPS)[number];

let folder: string;
let script: string;
beforeAll(async () => {
  // Built once: a process that compiles itself takes a second to start. In the project, for its packages.
  folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.refresher-'));
  script = join(folder, 'refresher.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'refresher.ts')],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function connectionTo(identity: FakeIdentity): Promise<{ connection: string; file: string }> {
  const file = join(await temporaryFolder(), 'tokens.json');
  const connection = [
    WEB_APP,
    `IdentityUrl=${identity.url}`,
    `OAuthRefreshToken=${identity.issueRefreshToken()}`,
    `OAuthSettingsLocation=${file}`,
    'InitiateOAuth=REFRESH',
    'MaxRetries=0',
  ].join(';');
  return { connection, file };
}

/** A process that waits to be told to begin. */
async function startRefresher(
  connection: string,
  rounds: number,
  staleMs = 10_000,
  killAt?: KillStep,
): Promise<ChildProcess> {
  const given = [connection, String(rounds), String(staleMs), killAt].filter(
    (argument) => argument !== undefined,
  );
  const child = spawn(process.execPath, [script, ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

function begin(child: ChildProcess): void {
  child.stdin?.write('go\n');
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

async function stateIn(file: string): Promise<TokenState | null> {
  return readState(await readFile(file, 'utf8'));
}

const WENT_ON = { died: 'SIGKILL', renewed: true, live: true, interrupted: false };

/** A process that dies at a step of its refresh, and what another finds after it. */
async function killedAt(step: KillStep, identity: FakeIdentity): Promise<typeof WENT_ON> {
  const { connection, file } = await connectionTo(identity);
  const victim = await startRefresher(connection, 1, STALE_MS, step);
  begin(victim);
  const died = String(await exitCode(victim));
  const properties = parseConnectionString(connection);
  const store = fileTokenStore(file, ownerOf(properties), { staleMs: STALE_MS });
  const tokens = createAccessTokens(properties, { store });
  const first = await tokens.current();
  const renewed = (await tokens.renew(first)) !== first;
  const state = await stateIn(file);
  return {
    died,
    renewed,
    live: identity.isLive(state?.grant?.refreshToken ?? ''),
    interrupted: state?.refreshingSince !== null,
  };
}

describe('several processes on one token file', () => {
  it('never lose the chain, although the host honours each refresh token once only', async () => {
    const identity = await fakeIdentity({ graceMs: 0 });
    const { connection, file } = await connectionTo(identity);
    const children = await Promise.all([1, 2, 3].map(() => startRefresher(connection, 5)));
    children.forEach(begin);
    expect(await Promise.all(children.map(exitCode))).toEqual([0, 0, 0]);

    const state = await stateIn(file);
    expect(identity.isLive(state?.grant?.refreshToken ?? '')).toBe(true);
    // At least one process's rounds, and never a token twice.
    const used = identity.tokenCalls.map(({ body }) => body.get('refresh_token'));
    expect(used.length).toBeGreaterThanOrEqual(5);
    expect(new Set(used).size).toBe(used.length);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(file, '..'))).toEqual(['tokens.json']);
  });

  it('two that refresh a hundred times at once never lose it', { timeout: 60_000 }, async () => {
    const identity = await fakeIdentity({ graceMs: 0 });
    const { connection, file } = await connectionTo(identity);
    const children = await Promise.all([1, 2].map(() => startRefresher(connection, 100)));
    children.forEach(begin);
    expect(await Promise.all(children.map(exitCode))).toEqual([0, 0]);
    const used = identity.tokenCalls.map(({ body }) => body.get('refresh_token'));
    expect(used.length).toBeGreaterThanOrEqual(100);
    expect(new Set(used).size).toBe(used.length);
    expect(identity.isLive((await stateIn(file))?.grant?.refreshToken ?? '')).toBe(true);
  });

  it('go on after one was killed at any step', async () => {
    const identity = await fakeIdentity({ graceMs: 600_000 });
    const outcomes = await Promise.all(
      KILL_STEPS.map(async (step) => [step, await killedAt(step, identity)] as const),
    );
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(KILL_STEPS.map((step) => [step, WENT_ON])),
    );
  }, 60_000);

  it('go on after one was killed between the refresh and the write', async () => {
    const identity = await fakeIdentity({ graceMs: 60_000 });
    const { connection, file } = await connectionTo(identity);
    const victim = await startRefresher(connection, 1, STALE_MS);
    identity.options.intercept = ({ body }) => {
      // The host replaces the token, and the process dies before it sees the answer.
      identity.replace(body.get('refresh_token') ?? '');
      victim.kill('SIGKILL');
      return { status: 200, body: '' };
    };
    begin(victim);
    expect(await exitCode(victim)).toBe('SIGKILL');
    identity.options.intercept = () => undefined;
    expect((await stateIn(file))?.refreshingSince).not.toBeNull();
    expect(await readdir(join(file, '..'))).toContain('tokens.json.lock');

    const properties = parseConnectionString(connection);
    const store = fileTokenStore(file, ownerOf(properties), { staleMs: STALE_MS });
    expect(await createAccessTokens(properties, { store }).current()).toMatch(/^at-/);
    expect((await stateIn(file))?.refreshingSince).toBeNull();
  });

  it('say that a refresh was interrupted when it was too long ago', async () => {
    const identity = await fakeIdentity({ graceMs: 0 });
    const { connection, file } = await connectionTo(identity);
    const properties = parseConnectionString(connection);
    const store = fileTokenStore(file, ownerOf(properties), { staleMs: STALE_MS });
    await createAccessTokens(properties, { store }).current();
    const state = await store.read();
    await store.write({
      ...state,
      grant: state.grant === null ? null : { ...state.grant, expiresAt: 1 },
      refreshingSince: Date.UTC(2026, 0, 31, 12),
    });
    identity.expireAll();
    const failure = await failureOf(createAccessTokens(properties, { store }).current());
    expect(failure).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message:
        'Xero no longer accepts the refresh token: a refresh was interrupted at ' +
        '2026-01-31T12:00:00.000Z, and Xero honours the token before it for about 30 minutes only.',
    });
  });
});
