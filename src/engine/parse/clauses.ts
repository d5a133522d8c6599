/** Reads the clauses of a query into a skeleton, and the expressions between them into marks. */
import type { Expression, QueryBody, SelectItem } from '../ast/ast.ts';
import { notSupported, syntaxError } from '../lex/index.ts';
import { boundChain } from './bounds.ts';
import { unexpectedInClause } from './hints.ts';
import {
  atEnd,
  cursorInto,
  expectEnd,
  expectGroup,
  expectName,
  expectWord,
  here,
  peek,
  peekGroup,
  peekSymbol,
  peekWord,
  refuse,
  takeName,
  takeSymbol,
  takeWords,
  unexpected,
  wordOf,
  type Cursor,
} from './cursor.ts';
import { parseTable, parseTableName } from './from.ts';
import { parseGroupingSets } from './groupingSets.ts';
import { parseExpressionAt, parseExpressionList } from './operators.ts';
import { startsExpression } from './operands.ts';
import { parsePivots } from './pivot.ts';
import { isQuery, parseQueryGroup } from './query.ts';
import { emit, emitMark, newSkeleton, type Skeleton } from './skeleton.ts';
import { parseStarChanges } from './stars.ts';
import { readTop, type Top } from './limits.ts';
import {
  addExtras,
  readDistinctOn,
  readQualify,
  readWindowClause,
  type SelectExtras,
} from './windows.ts';
import { FOREIGN, JOIN_WORDS, SET_OPERATORS } from './words.ts';

export type Clause =
  | 'start'
  | 'select'
  | 'from'
  | 'on'
  | 'using'
  | 'where'
  | 'group'
  | 'having'
  | 'window'
  | 'qualify'
  | 'order'
  | 'body';

export interface SetOperator {
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
}

/** What has been read of a query, and where in it the cursor stands. */
export interface Reading {
  readonly cursor: Cursor;
  readonly skeleton: Skeleton;
  readonly setOperators: SetOperator[];
  readonly tops: Top[];
  /** Where each operand of the set operations begins. */
  readonly starts: number[];
  /** What the grammar does not see, by where its SELECT begins. */
  readonly extras: Map<number, SelectExtras>;
  clause: Clause;
  /** Whether the last thing read was an operand: then a keyword, a comma or an alias follows. */
  complete: boolean;
  /** How many tables FROM has so far. */
  tables: number;
  /** Whether the last operand has its alias, or can have none. */
  aliased: boolean;
  /** Whether a JOIN still waits for its ON or USING. */
  joinOpen: boolean;
  join: 'cross' | 'natural' | null;
  joinAt: number;
}

export function newReading(cursor: Cursor): Reading {
  return {
    cursor,
    skeleton: newSkeleton(),
    setOperators: [],
    tops: [],
    starts: [],
    extras: new Map(),
    clause: 'start',
    complete: false,
    tables: 0,
    aliased: false,
    joinOpen: false,
    join: null,
    joinAt: 0,
  };
}

/** Reads to the end of the cursor. */
export function readClauses(reading: Reading): void {
  const { cursor } = reading;
  while (!atEnd(cursor)) {
    if (peekSymbol(cursor) === ',') readComma(reading);
    else if (!readKeyword(reading)) {
      if (reading.complete) readAlias(reading);
      else readOperand(reading);
    }
  }
  if (!reading.complete) unexpectedInClause(reading);
}

const NO_LIST: ReadonlySet<Clause> = new Set(['body', 'where', 'having', 'qualify']);

function readComma(reading: Reading): void {
  const { cursor, skeleton, clause } = reading;
  const at = here(cursor);
  if (!reading.complete || NO_LIST.has(clause)) {
    unexpectedInClause(reading);
  }
  cursor.index += 1;
  if (atEnd(cursor)) syntaxError(cursor.sql, at, 'Nothing follows this comma.', 'Remove it.');
  emit(skeleton, ',', at);
  reading.complete = false;
  if (clause === 'on' || clause === 'using') reading.clause = 'from';
  reading.joinOpen = false;
}

type KeywordReader = (reading: Reading, at: number) => void;

/** Clause words. Each reader finds the cursor on its word and leaves it after what it read. */
const KEYWORDS: Readonly<Record<string, KeywordReader>> = {
  SELECT: readSelect,
  FROM: (reading, at) => startClause(reading, 'FROM', 'from', at),
  WHERE: (reading, at) => startClause(reading, 'WHERE', 'where', at),
  HAVING: (reading, at) => startClause(reading, 'HAVING', 'having', at),
  ON: readOn,
  GROUP: readGroupBy,
  ORDER: readOrderBy,
  USING: readUsing,
  AS: readAs,
  ASC: (reading, at) => readDirection(reading, 'ASC', at),
  DESC: (reading, at) => readDirection(reading, 'DESC', at),
  WITH: ({ cursor }) => {
    if (peekGroup(cursor, 1) !== undefined) refuse(cursor, 'A table hint', 'Remove it.');
    if (['ROLLUP', 'CUBE', 'TIES'].includes(peekWord(cursor, 1))) {
      refuse(cursor, `WITH ${peekWord(cursor, 1)}`);
    }
    unexpected(cursor, undefined, 'WITH stands before the whole query.');
  },
  INTO: ({ cursor }) => refuse(cursor, 'SELECT INTO'),
  WINDOW: readWindowClause,
  QUALIFY: readQualify,
  TABLESAMPLE: ({ cursor }) => refuse(cursor, 'TABLESAMPLE'),
  RETURNING: ({ cursor }) => refuse(cursor, 'RETURNING'),
};

/** Keywords that end an operand only, so that the others can be missed in front of one. */
function readKeyword(reading: Reading): boolean {
  const word = peekWord(reading.cursor);
  const at = here(reading.cursor);
  const reader = keywordReader(reading, word);
  if (reader === undefined) return false;
  if (!reading.complete && !(word === 'SELECT' && reading.clause === 'start')) {
    unexpectedInClause(reading);
  }
  reader(reading, at);
  return true;
}

function keywordReader(reading: Reading, word: string): KeywordReader | undefined {
  if (Object.hasOwn(KEYWORDS, word)) return KEYWORDS[word];
  if (SET_OPERATORS.has(word)) return readSetOperator;
  // LEFT and RIGHT are functions where a value is expected.
  if (JOIN_WORDS.has(word) && (reading.complete || peekGroup(reading.cursor, 1) === undefined)) {
    return readJoin;
  }
  if (word === 'NULLS' && reading.clause === 'order' && reading.complete) return readNulls;
  return undefined;
}

const ONLY_ORDER_FOLLOWS: ReadonlySet<Clause> = new Set(['body', 'window', 'qualify']);

function startClause(reading: Reading, keywords: string, clause: Clause, at: number): void {
  if (ONLY_ORDER_FOLLOWS.has(reading.clause) && clause !== 'order') unexpectedInClause(reading);
  reading.cursor.index += 1;
  emit(reading.skeleton, keywords, at);
  reading.clause = clause;
  reading.complete = false;
}

function readSelect(reading: Reading, at: number): void {
  const { cursor, skeleton } = reading;
  if (reading.clause !== 'start') unexpectedInClause(reading);
  reading.starts.push(at);
  startClause(reading, 'SELECT', 'select', at);
  const distinctAt = here(cursor);
  if (takeWords(cursor, 'DISTINCT')) {
    if (peekWord(cursor) === 'ON') readDistinctOn(reading);
    else emit(skeleton, 'DISTINCT', distinctAt);
  } else takeWords(cursor, 'ALL');
  const top = readTop(cursor);
  if (top !== null) reading.tops.push(top);
}

function readGroupBy(reading: Reading, at: number): void {
  const { cursor } = reading;
  startClause(reading, 'GROUP BY', 'group', at);
  expectWord(cursor, 'BY');
  if (peekWord(cursor) === 'DISTINCT') refuse(cursor, 'GROUP BY DISTINCT');
  if (takeWords(cursor, 'ALL')) groupByAll(reading, at);
}

/** The grammar sees some key. */
function groupByAll(reading: Reading, at: number): void {
  addExtras(reading, { groupByAll: true });
  emitMark(reading.skeleton, { kind: 'expression', expression: { kind: 'null', at } }, at);
  reading.complete = true;
  if (peekSymbol(reading.cursor) === ',') {
    unexpected(reading.cursor, undefined, 'ALL stands alone in GROUP BY.');
  }
}

function readOrderBy(reading: Reading, at: number): void {
  startClause(reading, 'ORDER BY', 'order', at);
  expectWord(reading.cursor, 'BY');
}

/** Shown to the parser as USING: it reads `ON x, t` as one condition of two parts. */
function readOn(reading: Reading, at: number): void {
  const { cursor, skeleton } = reading;
  closeJoin(reading);
  cursor.index += 1;
  reading.clause = 'on';
  reading.complete = false;
  if (!startsExpression(cursor)) unexpectedInClause(reading);
  emit(skeleton, 'USING (', at);
  const expression = parseExpressionAt(cursor);
  emitMark(skeleton, { kind: 'expression', expression }, expression.at);
  emit(skeleton, ')', at);
  reading.complete = true;
}

function closeJoin(reading: Reading): void {
  if (!reading.joinOpen) unexpectedInClause(reading);
  reading.joinOpen = false;
}

function readUsing(reading: Reading, at: number): void {
  const { cursor, skeleton } = reading;
  if (reading.clause === 'order') refuse(cursor, 'ORDER BY … USING', 'Use ASC or DESC.');
  closeJoin(reading);
  cursor.index += 1;
  const group = expectGroup(cursor, 'USING');
  emit(skeleton, 'USING (', at);
  const inside = cursorInto(cursor.sql, group);
  do {
    const name = expectName(inside, 'a column name');
    emitMark(skeleton, { kind: 'name', name, columns: [] }, name.at);
    if (peekSymbol(inside) === ',') emit(skeleton, ',', here(inside));
  } while (takeSymbol(inside, ','));
  expectEnd(inside);
  emit(skeleton, ')', group.closeAt);
  if (peekWord(cursor) === 'AS') refuse(cursor, 'An alias after USING');
  reading.clause = 'using';
}

function readAs(reading: Reading): void {
  const at = here(reading.cursor);
  if (!takesAlias(reading)) unexpectedInClause(reading);
  reading.cursor.index += 1;
  if (peekGroup(reading.cursor) !== undefined) refuse(reading.cursor, 'AS without a name');
  emit(reading.skeleton, 'AS', at);
  readAliasName(reading, reading.clause === 'select');
}

function readAlias(reading: Reading): void {
  if (!takesAlias(reading)) unexpectedInClause(reading);
  readAliasName(reading, false);
}

function takesAlias({ clause, aliased }: Reading): boolean {
  return !aliased && (clause === 'select' || clause === 'from');
}

function readAliasName(reading: Reading, anyWord: boolean): void {
  const { cursor, skeleton, clause } = reading;
  const item = peek(cursor);
  if (item?.kind === 'string') {
    unexpected(cursor, 'Expected a name', 'An alias is a name: put it in double quotes.');
  }
  const name = takeName(cursor, anyWord);
  if (name === undefined) return unexpectedInClause(reading);
  const foreign = item?.kind === 'word' && FOREIGN.has(wordOf(item));
  if (foreign && peekGroup(cursor) !== undefined) notSupported(cursor.sql, item.at, wordOf(item));
  const columns = clause === 'from' ? readColumnNames(cursor) : [];
  emitMark(skeleton, { kind: 'name', name, columns }, name.at);
  reading.aliased = true;
}

/** `(a, b)` after a table's alias or a WITH query's name. */
function readColumnNames(cursor: Cursor): Extract<SelectItem, { kind: 'star' }>['qualifier'] {
  const group = peekGroup(cursor);
  if (group === undefined) return [];
  cursor.index += 1;
  const inside = cursorInto(cursor.sql, group);
  const names = [expectName(inside, 'a column name')];
  while (takeSymbol(inside, ',')) names.push(expectName(inside, 'a column name'));
  expectEnd(inside);
  return names;
}

function readDirection(reading: Reading, word: string, at: number): void {
  if (reading.clause !== 'order') unexpectedInClause(reading);
  reading.cursor.index += 1;
  emit(reading.skeleton, word, at);
}

function readNulls(reading: Reading, at: number): void {
  const { cursor, skeleton } = reading;
  if (takeWords(cursor, 'NULLS', 'FIRST')) emit(skeleton, 'NULLS FIRST', at);
  else if (takeWords(cursor, 'NULLS', 'LAST')) emit(skeleton, 'NULLS LAST', at);
  else {
    cursor.index += 1;
    unexpected(cursor, 'Expected FIRST or LAST after NULLS');
  }
}

function readSetOperator(reading: Reading, at: number): void {
  const { cursor, skeleton } = reading;
  const word = peekWord(cursor);
  if (reading.clause === 'order') {
    unexpected(
      cursor,
      undefined,
      `Put the part before ${word} in parentheses: its ORDER BY ends it.`,
    );
  }
  boundChain(cursor, reading.setOperators.length, 'set operations');
  cursor.index += 1;
  const all = takeWords(cursor, 'ALL');
  if (!all) takeWords(cursor, 'DISTINCT');
  if (['BY', 'CORRESPONDING'].includes(peekWord(cursor))) refuse(cursor, `${word} by name`);
  reading.setOperators.push({ operator: word.toLowerCase() as SetOperator['operator'], all });
  // The parser has no INTERSECT ALL and no precedence: it only chains, we keep the operators.
  emit(skeleton, 'UNION ALL', at);
  reading.clause = 'start';
  reading.complete = false;
}

const FOREIGN_JOINS: readonly string[] = ['SEMI', 'ANTI', 'ASOF', 'POSITIONAL'];

/** `t ASOF JOIN u` would pass for an inner join of a table with that alias. */
function refuseForeignJoin(cursor: Cursor): void {
  const before = cursor.items[cursor.index - 1];
  const word = wordOf(before);
  if (before === undefined || !FOREIGN_JOINS.includes(word)) return;
  if (wordOf(cursor.items[cursor.index - 2]) === 'AS') return;
  notSupported(cursor.sql, before.at, `${word} JOIN`, 'As an alias it needs AS or double quotes.');
}

const OUTER_JOINS: readonly string[] = ['LEFT', 'RIGHT', 'FULL'];

/** `[NATURAL] [INNER | {LEFT | RIGHT | FULL} [OUTER] | CROSS] JOIN`. */
function readJoin(reading: Reading, at: number): void {
  const { cursor, skeleton, clause } = reading;
  if (clause !== 'from' && clause !== 'on' && clause !== 'using') unexpectedInClause(reading);
  refuseForeignJoin(cursor);
  const natural = takeWords(cursor, 'NATURAL');
  const word = peekWord(cursor);
  if (peekWord(cursor, 1) === 'APPLY') refuse(cursor, `${word} APPLY`, 'Use JOIN LATERAL.');
  const cross = word === 'CROSS' && !natural;
  const outer = OUTER_JOINS.includes(word);
  if (outer || cross || word === 'INNER') cursor.index += 1;
  if (outer) takeWords(cursor, 'OUTER');
  if (FOREIGN_JOINS.includes(peekWord(cursor))) refuse(cursor, `${peekWord(cursor)} JOIN`);
  expectWord(cursor, 'JOIN');
  emit(skeleton, outer ? `${word} JOIN` : 'JOIN', at);
  reading.clause = 'from';
  reading.complete = false;
  reading.joinOpen = true;
  reading.joinAt = at;
  reading.join = natural ? 'natural' : cross ? 'cross' : null;
}

function readOperand(reading: Reading): void {
  switch (reading.clause) {
    case 'start':
      readBody(reading);
      return;
    case 'from':
      readTable(reading);
      return;
    case 'select':
      if (readStar(reading)) return;
      break;
    case 'group':
      if (readGroupingSets(reading)) return;
      break;
    default:
  }
  const expression = parseClauseExpression(reading);
  emitMark(reading.skeleton, { kind: 'expression', expression }, expression.at);
  reading.complete = true;
  reading.aliased = false;
}

function parseClauseExpression(reading: Reading): Expression {
  const { cursor, clause } = reading;
  const at = here(cursor);
  if (clause === 'order' && takeWords(cursor, 'ALL')) return { kind: 'allColumns', at };
  if (!startsExpression(cursor)) unexpectedInClause(reading);
  return parseExpressionAt(cursor);
}

/** An operand of UNION that is not a bare SELECT. */
function readBody(reading: Reading): void {
  const { cursor, skeleton } = reading;
  const at = here(cursor);
  const body = parseBody(cursor);
  if (body === undefined) return unexpectedInClause(reading);
  reading.starts.push(at);
  emit(skeleton, 'SELECT', at);
  emitMark(skeleton, { kind: 'body', body }, at);
  reading.clause = 'body';
  reading.complete = true;
}

function parseBody(cursor: Cursor): QueryBody | undefined {
  const group = peekGroup(cursor);
  const at = here(cursor);
  if (group !== undefined && isQuery(group.items)) {
    cursor.index += 1;
    return parseQueryGroup(cursor.sql, group);
  }
  if (takeWords(cursor, 'TABLE')) return parseWholeTable(cursor, at);
  if (!takeWords(cursor, 'VALUES')) return undefined;
  const rows = [];
  do {
    const row = expectGroup(cursor, 'VALUES');
    const inside = cursorInto(cursor.sql, row);
    rows.push(parseExpressionList(inside));
    expectEnd(inside);
  } while (takeSymbol(cursor, ','));
  return { kind: 'values', rows, at };
}

/** `TABLE t` is `SELECT * FROM t`. */
function parseWholeTable(cursor: Cursor, at: number): QueryBody {
  const table = parseTableName(cursor);
  if (table === undefined) return unexpected(cursor, 'Expected a table after TABLE');
  const star = { kind: 'star', qualifier: [], at } as const;
  return {
    kind: 'select',
    distinct: false,
    items: [star],
    from: [table],
    where: null,
    groupBy: [],
    having: null,
    distinctOn: [],
    windows: [],
    qualify: null,
    at,
  };
}

function readTable(reading: Reading): void {
  const { cursor, skeleton, join, joinAt } = reading;
  boundChain(cursor, reading.tables, 'tables');
  reading.tables += 1;
  const at = here(cursor);
  const parsed = parseTable(cursor);
  if (parsed === undefined) return unexpectedInClause(reading);
  const table = parsePivots(cursor, parsed);
  emitMark(skeleton, { kind: 'table', table, join, joinAt }, at);
  reading.join = null;
  reading.complete = true;
  reading.aliased = false;
  if (table.kind === 'join' && (takeWords(cursor, 'AS') || takeName(cursor) !== undefined)) {
    cursor.index -= 1;
    refuse(cursor, 'An alias of a join');
  }
}

/** `*` or `t.*`. */
function readStar(reading: Reading): boolean {
  const { cursor, skeleton } = reading;
  const at = here(cursor);
  const qualifier = [];
  let ahead = 0;
  while (peekSymbol(cursor, ahead + 1) === '.') {
    const item = peek(cursor, ahead);
    if (item?.kind === 'word') qualifier.push({ name: item.text, at: item.at });
    else if (item?.kind === 'quotedName') qualifier.push({ name: item.name, at: item.at });
    else return false;
    ahead += 2;
  }
  if (peekSymbol(cursor, ahead) !== '*') return false;
  cursor.index += ahead + 1;
  const changes = parseStarChanges(cursor);
  emitMark(skeleton, { kind: 'star', item: { kind: 'star', qualifier, ...changes, at } }, at);
  reading.complete = true;
  reading.aliased = true;
  return true;
}

function readGroupingSets(reading: Reading): boolean {
  const { cursor, skeleton } = reading;
  const sets = parseGroupingSets(cursor);
  if (sets === undefined) return false;
  emitMark(skeleton, { kind: 'grouping', sets }, sets.at);
  reading.complete = true;
  reading.aliased = true;
  return true;
}

/** `WITH [RECURSIVE] name [(columns)] AS (query), …`. */
export function readWith(reading: Reading): void {
  const { cursor, skeleton } = reading;
  emit(skeleton, 'WITH', here(cursor));
  expectWord(cursor, 'WITH');
  const at = here(cursor);
  if (peekWord(cursor) === 'RECURSIVE' && peekWord(cursor, 1) !== 'AS') {
    cursor.index += 1;
    emit(skeleton, 'RECURSIVE', at);
  }
  let tables = 0;
  do {
    boundChain(cursor, tables++, 'WITH queries');
    const name = expectName(cursor, 'a name for the WITH query');
    const columns = readColumnNames(cursor);
    emitMark(skeleton, { kind: 'name', name, columns }, name.at);
    expectWord(cursor, 'AS', 'Write WITH name AS (SELECT …).');
    takeMaterialized(cursor);
    const group = expectGroup(cursor, 'AS');
    emit(skeleton, 'AS ( SELECT', group.at);
    emitMark(skeleton, { kind: 'body', body: parseQueryGroup(cursor.sql, group) }, group.at);
    emit(skeleton, ')', group.closeAt);
    if (['SEARCH', 'CYCLE'].includes(peekWord(cursor))) refuse(cursor, peekWord(cursor));
    if (peekSymbol(cursor) === ',') emit(skeleton, ',', here(cursor));
  } while (takeSymbol(cursor, ','));
}

/** `[NOT] MATERIALIZED` says how a result is computed, not what it is. */
function takeMaterialized(cursor: Cursor): void {
  if (!takeWords(cursor, 'NOT', 'MATERIALIZED')) takeWords(cursor, 'MATERIALIZED');
}
