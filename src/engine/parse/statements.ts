/** Statements that are no queries, refused by name. */
import { fail, notSupported, syntaxError } from '../lex/index.ts';
import { atEnd, here, peek, peekWord, unexpected, type Cursor } from './cursor.ts';
import { misspelt } from './hints.ts';

const WRITES = new Set('INSERT UPDATE DELETE MERGE UPSERT REPLACE TRUNCATE'.split(' '));

const OTHERS = new Set(
  `CREATE DROP ALTER COMMENT RENAME GRANT REVOKE COPY LOAD CALL EXEC EXECUTE DO PREPARE DEALLOCATE
   DECLARE BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE LOCK SET RESET SHOW DESCRIBE DESC USE PRAGMA
   VACUUM ANALYZE ANALYSE REINDEX CLUSTER ATTACH DETACH LISTEN NOTIFY DISCARD REFRESH CHECKPOINT
   IMPORT EXPORT INSTALL`.split(/\s+/),
);

const HINTS: Readonly<Partial<Record<string, string>>> = {
  CREATE: 'xero-sql only reads. A view can be created: CREATE VIEW name AS SELECT ….',
  DROP: 'xero-sql only reads. A view can be dropped: DROP VIEW name.',
};

/** What a query may begin with. */
const FIRST_WORDS = new Set('SELECT WITH VALUES TABLE FROM PIVOT UNPIVOT'.split(' '));

const CATALOGUE = new Set(['SHOW', 'DESCRIBE', 'DESC']);

/** @throws SqlError READ_ONLY, NOT_SUPPORTED or SYNTAX_ERROR unless a query may begin here. */
export function refuseStatement(cursor: Cursor): void {
  const word = peekWord(cursor);
  const item = peek(cursor);
  if (atEnd(cursor) || item === undefined) unexpected(cursor, 'Expected SELECT');
  if (WRITES.has(word)) {
    fail(
      cursor.sql,
      item.at,
      'READ_ONLY',
      `${word} would change data, and xero-sql only reads.`,
      'Use SELECT.',
    );
  }
  if (OTHERS.has(word)) {
    const hint = CATALOGUE.has(word)
      ? 'Query the tables sys_schemas, sys_tables and sys_tablecolumns.'
      : (HINTS[word] ?? 'xero-sql only reads: use SELECT.');
    notSupported(cursor.sql, item.at, word, hint);
  }
  if (FIRST_WORDS.has(word) || item.kind === 'group') return;
  const meant =
    item.kind === 'word' ? misspelt(word, ['SELECT', 'WITH', 'VALUES', 'EXPLAIN']) : undefined;
  if (meant !== undefined) {
    syntaxError(
      cursor.sql,
      here(cursor),
      `Unexpected "${textOf(cursor)}".`,
      `Did you mean ${meant}?`,
    );
  }
  unexpected(cursor, 'Expected SELECT');
}

function textOf(cursor: Cursor): string {
  const item = peek(cursor);
  return item === undefined ? '' : cursor.sql.slice(item.at, item.end);
}
