/** Says what is wrong at the item where reading stopped, and what the user can do about it. */
import { distance } from 'fastest-levenshtein';
import { notSupported, syntaxError } from '../lex/index.ts';
import type { Clause, Reading } from './clauses.ts';
import { here, peek, peekWord, show, unexpected, wordOf, type Cursor } from './cursor.ts';
import type { Item } from './nest.ts';
import { startsExpression } from './operands.ts';
import { CLAUSE_ORDER, CLAUSE_WORDS, FOREIGN, RESERVED } from './words.ts';

const EXPECTED: Readonly<Record<Clause, string>> = {
  start: 'SELECT',
  select: 'a column or expression',
  from: 'a table',
  on: 'a condition',
  using: 'a column name',
  where: 'a condition',
  group: 'an expression to group by',
  having: 'a condition',
  window: 'a name for the window',
  qualify: 'a condition',
  order: 'an expression to order by',
  body: 'UNION, INTERSECT, EXCEPT or ORDER BY',
};

/** The keyword that a word may be a misspelling of. */
export function misspelt(
  word: string,
  among: readonly string[] = CLAUSE_WORDS,
): string | undefined {
  const text = word.toUpperCase();
  if (text.length < 3 || RESERVED.has(text)) return undefined;
  const letters = (s: string): string => [...s].sort().join('');
  return among.find(
    (keyword) =>
      keyword !== text &&
      (letters(keyword) === letters(text) ||
        (text.length > 3 && distance(keyword, text) <= (keyword.length > 5 ? 2 : 1))),
  );
}

/** Explains the item at the cursor, which does not fit the clause being read. */
export function unexpectedInClause(reading: Reading): never {
  const { cursor, clause, complete } = reading;
  return complete ? unexpectedAfter(cursor, clause) : missing(cursor, clause);
}

/** An operand had to follow. */
function missing(cursor: Cursor, clause: Clause): never {
  const { sql, items, index } = cursor;
  const before = items[index - 1];
  if (before?.kind === 'symbol' && before.text === ',') {
    syntaxError(
      sql,
      before.at,
      `Nothing stands between this comma and ${show(cursor, peek(cursor))}.`,
      'Remove the comma, or write what is missing after it.',
    );
  }
  const word = peekWord(cursor);
  const meant = clause === 'start' ? misspelt(word) : undefined;
  const hint =
    meant !== undefined
      ? `Did you mean ${meant}?`
      : word === 'FROM' && clause === 'select'
        ? 'List the columns, or * for all.'
        : isKeywordAsName(cursor)
          ? `${word} is a keyword: as a name it needs double quotes.`
          : undefined;
  return unexpected(cursor, `Expected ${EXPECTED[clause]}`, hint);
}

function isKeywordAsName(cursor: Cursor): boolean {
  const word = peekWord(cursor);
  if (word === 'ORDER' || word === 'GROUP') return peekWord(cursor, 1) !== 'BY';
  return RESERVED.has(word) && !CLAUSE_ORDER.includes(word);
}

/** The operand before was complete, and this does not continue it. */
export function unexpectedAfter(cursor: Cursor, clause: Clause): never {
  const { sql, items, index } = cursor;
  blameAlias(cursor, items[index - 2], items[index - 1]);
  const near = [items[index - 1], items[index], items[index + 1]];
  const foreign = near.find((item) => FOREIGN.has(wordOf(item)));
  if (foreign !== undefined) notSupported(sql, foreign.at, wordOf(foreign));
  for (const item of near.slice(0, 2)) blameMisspelling(cursor, item);
  return unexpected(cursor, undefined, hintAfter(cursor, clause));
}

/** `a AS FROM t`: the keyword became the alias. */
function blameAlias(cursor: Cursor, as: Item | undefined, name: Item | undefined): void {
  if (wordOf(as) !== 'AS' || name === undefined || !RESERVED.has(wordOf(name))) return;
  syntaxError(cursor.sql, name.at, `Expected a name after AS, found ${show(cursor, name)}.`);
}

const AFTER_OPERAND = [...CLAUSE_WORDS, 'AND', 'LEFT', 'RIGHT', 'INNER', 'CROSS', 'LIKE', 'DESC'];

function blameMisspelling(cursor: Cursor, item: Item | undefined): void {
  if (item?.kind !== 'word') return;
  const meant = misspelt(item.text, AFTER_OPERAND);
  if (meant === undefined) return;
  syntaxError(cursor.sql, item.at, `Unexpected "${item.text}".`, `Did you mean ${meant}?`);
}

function hintAfter(cursor: Cursor, clause: Clause): string | undefined {
  const word = peekWord(cursor);
  const item = peek(cursor);
  const before = wordOf(cursor.items[cursor.index - 1]);
  if (before === 'MINUS') return 'The difference of two queries is EXCEPT.';
  if (word === 'SELECT') return 'Two SELECTs are joined with UNION, or one stands in parentheses.';
  if (word === 'ON' || word === 'USING') {
    return `${word} follows a table that a JOIN adds; nested joins need parentheses.`;
  }
  const here = CLAUSE_ORDER.indexOf(word);
  const current = CLAUSE_ORDER.indexOf(clause === 'on' ? 'FROM' : clause.toUpperCase());
  if (here >= 0 && here < current) {
    return `${nameOf(word)} stands before ${nameOf(CLAUSE_ORDER[current] ?? '')}.`;
  }
  if (here >= 0 && here === current) return `${nameOf(word)} is given twice.`;
  if (item?.kind === 'string' && clause === 'select') {
    return 'Is a comma missing before it? An alias is a name: put it in double quotes.';
  }
  const isList = clause === 'select' || clause === 'group' || clause === 'order';
  if (isList && startsExpression(cursor)) return 'Is a comma missing before it?';
  if (['where', 'on', 'having', 'qualify'].includes(clause) && startsExpression(cursor)) {
    return 'Conditions are joined with AND or OR.';
  }
  return undefined;
}

/** `GROUP BY` for `GROUP`. */
export function nameOf(word: string): string {
  return word === 'GROUP' || word === 'ORDER' ? `${word} BY` : word;
}

/** node-sql-parser stopped at `at`: the first item from there is the one to explain. */
export function unexpectedAt(cursor: Cursor, at: number | undefined): never {
  const index = at === undefined ? -1 : cursor.items.findIndex((item) => item.at >= at);
  cursor.index = index < 0 ? cursor.items.length : index;
  const clause = clauseBefore(cursor);
  if (here(cursor) === cursor.endAt) return unexpected(cursor);
  return unexpectedAfter(cursor, clause);
}

function clauseBefore(cursor: Cursor): Clause {
  for (let index = cursor.index - 1; index >= 0; index -= 1) {
    switch (wordOf(cursor.items[index])) {
      case 'SELECT':
        return 'select';
      case 'FROM':
      case 'JOIN':
        return 'from';
      case 'ON':
        return 'on';
      case 'WHERE':
        return 'where';
      case 'GROUP':
        return 'group';
      case 'HAVING':
        return 'having';
      case 'WINDOW':
        return 'window';
      case 'QUALIFY':
        return 'qualify';
      case 'ORDER':
        return 'order';
      default:
    }
  }
  return 'start';
}
