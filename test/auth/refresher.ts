/**
 * A process of its own that refreshes the tokens in a file again and again.
 * Arguments: connection string, rounds, milliseconds until a lock is stale.
 */
import { createAccessTokens, fileTokenStore, ownerOf } from '../../src/auth/index.ts';
import { parseConnectionString } from '../../src/connection/index.ts';

const [connection = '', rounds = '1', staleMs = '2000'] = process.argv.slice(2);
const properties = parseConnectionString(connection);
const store = fileTokenStore(properties.OAuthSettingsLocation ?? '', ownerOf(properties), {
  staleMs: Number(staleMs),
});

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
    const tokens = createAccessTokens(properties, { store });
    rejected = rejected === null ? await tokens.current() : await tokens.renew(rejected);
  }
}
