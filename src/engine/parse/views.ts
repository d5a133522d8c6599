/** CREATE VIEW and DROP VIEW: the only statements that are no queries. They write nothing to Xero. */
import type { CreateView, DropView, Identifier, QualifiedName, ViewStatement } from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import {
  atEnd,
  cursorInto,
  cursorOver,
  expectEnd,
  expectName,
  expectWord,
  here,
  peek,
  peekGroup,
  peekWord,
  refuse,
  takeSymbol,
  takeWords,
  unexpected,
  wordOf,
  type Cursor,
} from './cursor.ts';
import { parseQuery } from './query.ts';

/** The statement, if it begins as one about views; else null, with the cursor where it was. */
export function takeViewStatement(cursor: Cursor): ViewStatement | null {
  if (takeWords(cursor, 'CREATE', 'OR', 'REPLACE', 'VIEW')) return createView(cursor, true);
  if (takeWords(cursor, 'CREATE', 'VIEW')) return createView(cursor, false);
  if (takeWords(cursor, 'DROP', 'VIEW')) return dropView(cursor);
  refuseKinds(cursor);
  return null;
}

/** Kinds of views that other systems have. */
function refuseKinds(cursor: Cursor): void {
  if (peekWord(cursor) !== 'CREATE') return;
  const words = cursor.items.slice(0, 5).map(wordOf);
  const kind = words.find((word) =>
    ['MATERIALIZED', 'TEMP', 'TEMPORARY', 'RECURSIVE'].includes(word),
  );
  if (kind === undefined || !words.includes('VIEW')) return;
  refuse(
    cursor,
    `CREATE ${kind} VIEW`,
    kind === 'RECURSIVE'
      ? 'Write CREATE VIEW name AS WITH RECURSIVE … SELECT ….'
      : 'CREATE VIEW keeps the query, not its rows.',
  );
}

function createView(cursor: Cursor, replace: boolean): CreateView {
  if (peekWord(cursor) === 'IF' && peekWord(cursor, 1) === 'NOT') {
    refuse(cursor, 'CREATE VIEW IF NOT EXISTS', 'CREATE OR REPLACE VIEW takes its place.');
  }
  const name = viewName(cursor);
  const list = peekGroup(cursor);
  const columns = list === undefined ? [] : columnNames(cursorInto(cursor.sql, list));
  if (list !== undefined) cursor.index += 1;
  expectWord(cursor, 'AS', 'A view is CREATE VIEW name AS SELECT ….');
  const rest = cursorOver(cursor.sql, cursor.items.slice(cursor.index), cursor.endAt);
  const text = cursor.sql.slice(here(cursor), cursor.endAt);
  return { kind: 'createView', replace, name, columns, query: parseQuery(rest), text };
}

function columnNames(cursor: Cursor): readonly Identifier[] {
  const names: Identifier[] = [];
  do {
    const name = expectName(cursor, 'the name of a column');
    const twin = names.find((known) => known.name.toLowerCase() === name.name.toLowerCase());
    if (twin !== undefined) {
      syntaxError(cursor.sql, name.at, `The column ${name.name} is named twice.`);
    }
    names.push(name);
  } while (takeSymbol(cursor, ','));
  expectEnd(cursor);
  return names;
}

function dropView(cursor: Cursor): DropView {
  const ifExists = takeWords(cursor, 'IF', 'EXISTS');
  const names = [viewName(cursor)];
  while (takeSymbol(cursor, ',')) names.push(viewName(cursor));
  if (['CASCADE', 'RESTRICT'].includes(peekWord(cursor))) {
    refuse(
      cursor,
      `DROP VIEW … ${peekWord(cursor)}`,
      'Views that read a dropped one say so when used.',
    );
  }
  if (!atEnd(cursor)) unexpected(cursor);
  return { kind: 'dropView', ifExists, names };
}

function viewName(cursor: Cursor): QualifiedName {
  const first = expectName(cursor, 'the name of a view');
  if (!takeSymbol(cursor, '.')) return { schema: null, name: first };
  const name = expectName(cursor, 'the name of a view', true);
  if (peek(cursor)?.kind === 'symbol' && takeSymbol(cursor, '.')) {
    unexpected(cursor, 'Expected "(" or AS');
  }
  return { schema: first, name };
}
