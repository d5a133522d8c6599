/**
 * A process of its own that refreshes the tokens in a file again and again.
 * Arguments: connection string, rounds, milliseconds until a lock is stale, and the step of its first
 * refresh at which it is killed as by `kill -9`.
 */
import fs from 'node:fs';
import {
  createAccessTokens,
  createIdentityFetch,
  fileTokenStore,
  ownerOf,
  type IdentityFetch,
  type TokenStore,
} from '../../src/auth/index.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import type { KillStep } from './processes.test.ts';

const [connection = '', rounds = '1', staleMs = '2000', killAt] = process.argv.slice(2);
const properties = parseConnectionString(connection);

function reached(step: KillStep): void {
  if (step === killAt) process.kill(process.pid, 'SIGKILL');
}

const store = killable(
  fileTokenStore(properties.OAuthSettingsLocation ?? '', ownerOf(properties), {
    staleMs: Number(staleMs),
  }),
);
const send = createIdentityFetch({ timeoutMs: 20_000 });
const fetch: IdentityFetch = async (url, request) => {
  reached('before asking');
  const response = await send(url, request);
  reached('after the answer');
  return response;
};

/** The first write of a refresh is its intent, the second its result. */
function killable(inner: TokenStore): TokenStore {
  let writes = 0;
  const { rename } = fs;
  // The new file is there beside the old one, and not yet in its place.
  fs.rename = Object.assign((...given: Parameters<typeof rename>): void => {
    reached(writes === 1 ? 'amid writing the intent' : 'amid writing the result');
    rename(...given);
  }, rename);
  return {
    read: () => inner.read(),
    async write(state) {
      writes += 1;
      reached(writes === 1 ? 'before the intent' : 'before the result');
      await inner.write(state);
      reached(writes === 1 ? 'after the intent' : 'after the result');
    },
    exclusive: (work) => inner.exclusive(work),
  };
}

// The ready line lets all processes begin at the same time.
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  void run().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function run(): Promise<void> {
  let rejected: string | null = null;
  for (let round = 0; round < Number(rounds); round += 1) {
    // A new object each round, as a new process would have: the file is all that is remembered.
    const tokens = createAccessTokens(properties, { store, fetch });
    rejected = rejected === null ? await tokens.current() : await tokens.renew(rejected);
  }
}
