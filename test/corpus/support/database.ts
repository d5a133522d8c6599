/** The corpus's tables as local tables of a connection that makes no call. */
import { connect } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/database.ts';
import { CORPUS_TABLES, NOW } from './tables.ts';

export async function openCorpus(): Promise<Database> {
  const database = await connect(
    'AuthScheme=OAuthClient;OAuthClientId=none;OAuthClientSecret=none',
    {
      now: () => NOW,
    },
  );
  for (const { name, columns, rows } of CORPUS_TABLES) database.registerTable(name, rows, columns);
  return database;
}
