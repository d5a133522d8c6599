/** Queries: WITH, set operations, ORDER BY, LIMIT. */
import type { OrderItem, Query, QueryBody, SetOperation } from '../ast/ast.ts';
import { notSupported, syntaxError } from '../lex/index.ts';
import { newReading, readClauses, readWith, type Reading, type SetOperator } from './clauses.ts';
import { convertQuery, type ConvertedQuery } from './convert.ts';
import {
  cursorInto,
  cursorOver,
  here,
  isFreeWord,
  peekWord,
  wordOf,
  type Cursor,
} from './cursor.ts';
import { asSelects } from './forms.ts';
import { parseLimits, tailIndex, type Limits } from './limits.ts';
import type { Group, Item } from './nest.ts';
import { emit, emitMark } from './skeleton.ts';
import { refuseStatement } from './statements.ts';
import { FRAME_MODES, SET_OPERATORS } from './words.ts';

const QUERY_WORDS = new Set(['SELECT', 'WITH', 'TABLE', 'FROM']);
const PIVOT_WORDS = new Set(['PIVOT', 'UNPIVOT']);
const AFTER_GROUP = new Set([...SET_OPERATORS, 'ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

/** Whether a group's items are a query rather than expressions, names or joins. */
export function isQuery(items: readonly Item[]): boolean {
  const [first, second] = items;
  const word = wordOf(first);
  if (QUERY_WORDS.has(word)) return true;
  if (word === 'VALUES') return second?.kind === 'group';
  if (PIVOT_WORDS.has(word)) return second?.kind === 'quotedName' || isFreeWord(second);
  if (first?.kind !== 'group' || first.open !== 'paren' || !isQuery(first.items)) return false;
  return second === undefined || AFTER_GROUP.has(wordOf(second));
}

export function parseQueryGroup(sql: string, group: Group): Query {
  return parseQuery(cursorInto(sql, group));
}

/** Reads a query up to the cursor's end. */
export function parseQuery(written: Cursor): Query {
  refuseStatement(written);
  const whole = asSelects(written);
  const { sql, items } = whole;
  const at = here(whole);
  const tail = tailIndex(items);
  const headEnd = items[tail]?.at ?? whole.endAt;
  const reading = newReading(cursorOver(sql, items.slice(0, tail), headEnd));
  if (peekWord(reading.cursor) === 'WITH') readWith(reading);
  readClauses(reading);
  const tailCursor = cursorOver(sql, items, whole.endAt);
  tailCursor.index = tail;
  const limits = parseLimits(tailCursor);
  return assemble(reading, convertQuery(reading), limits, at);
}

function assemble(reading: Reading, query: ConvertedQuery, limits: Limits, at: number): Query {
  const body = nestSetOperations(query.bodies, reading.setOperators);
  const { limit, withTies, offset } = withTop(reading, limits);
  const plain = query.with.length + query.orderBy.length === 0 && limit === null && offset === null;
  // `((SELECT …))` is one query.
  if (plain && body.kind === 'query') return body;
  return {
    kind: 'query',
    with: query.with,
    recursive: query.recursive,
    body,
    orderBy: query.orderBy,
    limit,
    ...(withTies && { withTies }),
    offset,
    at,
  };
}

function withTop(reading: Reading, limits: Limits): Limits {
  const [top] = reading.tops;
  if (top === undefined) return limits;
  const { sql } = reading.cursor;
  if (reading.setOperators.length > 0) {
    notSupported(sql, top.at, 'TOP in a part of a set operation', 'Use LIMIT, in parentheses.');
  }
  if (limits.limit !== null) syntaxError(sql, top.at, 'TOP and LIMIT cannot both be given.');
  return { limit: top.limit, withTies: top.withTies, offset: limits.offset };
}

/** INTERSECT binds tighter than UNION and EXCEPT; each is left-associative. */
function nestSetOperations(
  bodies: readonly QueryBody[],
  operators: readonly SetOperator[],
): QueryBody {
  const [first, ...rest] = bodies;
  if (first === undefined || rest.length !== operators.length)
    throw new RangeError('set operators');
  let result: QueryBody | undefined;
  let pending: SetOperator | undefined;
  let factor = first;
  rest.forEach((right, index) => {
    const operator = operators[index];
    if (operator === undefined) return;
    if (operator.operator === 'intersect') {
      factor = join(factor, operator, right);
      return;
    }
    result = result === undefined || pending === undefined ? factor : join(result, pending, factor);
    pending = operator;
    factor = right;
  });
  return result === undefined || pending === undefined ? factor : join(result, pending, factor);
}

function join(left: QueryBody, operator: SetOperator, right: QueryBody): SetOperation {
  return { kind: 'setOperation', ...operator, left, right, at: left.at };
}

/** `ORDER BY …` inside a call or OVER: read like that of a query, up to a window's frame. */
export function parseOrderByClause(cursor: Cursor): readonly OrderItem[] {
  const at = here(cursor);
  const end = cursor.items.findIndex((_, index) => index > cursor.index && isFrame(cursor, index));
  const stop = end < 0 ? cursor.items.length : end;
  const items = cursor.items.slice(cursor.index, stop);
  const reading = newReading(cursorOver(cursor.sql, items, cursor.items[stop]?.at ?? cursor.endAt));
  emit(reading.skeleton, 'SELECT', at);
  emitMark(reading.skeleton, { kind: 'expression', expression: { kind: 'null', at } }, at);
  reading.clause = 'select';
  reading.complete = true;
  readClauses(reading);
  cursor.index = stop;
  return convertQuery(reading).orderBy;
}

/** Words after which a value must follow: then `ROWS` is a column's name. */
const BEFORE_A_VALUE = new Set(
  'BY AND OR NOT IS FROM LIKE ILIKE BETWEEN IN ESCAPE DISTINCT'.split(' '),
);

/** After a whole operand, ROWS and its like begin a frame. */
function isFrame(cursor: Cursor, index: number): boolean {
  if (!FRAME_MODES.has(wordOf(cursor.items[index]))) return false;
  const before = cursor.items[index - 1];
  return before?.kind !== 'symbol' && !BEFORE_A_VALUE.has(wordOf(before));
}
