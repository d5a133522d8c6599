/** Keeps the sign-in where the program keeps its other data: here a map, in life a database row. */
import { connect, type TokenStorage } from 'xero-sql';

const rows = new Map<string, string>();

const tokenStore: TokenStorage = {
  load: () => Promise.resolve(rows.get('xero') ?? null),
  save(text) {
    rows.set('xero', text);
    return Promise.resolve();
  },
  // Several servers that share the row take a lock of the database here: exclusive(work).
};

await using db = await connect(undefined, {
  tokenStore,
  logger: ({ level, event }) => {
    if (level === 1) console.error(event);
  },
});
for (const { tenantName, tenantId } of await db.connections()) {
  console.log(`${tenantName ?? 'no name'} ${tenantId}`);
}
const { renewable } = await db.session();
console.log(renewable ? 'stays signed in' : 'signs in again when the token ends');
