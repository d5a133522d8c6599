/**
 * Queries that do not begin with SELECT, written as those that they mean: `FROM t SELECT a`,
 * `PIVOT t ON c IN (…) USING sum(x)`, `UNPIVOT t ON a, b`. Their items move; places stay.
 */
import { notSupported, syntaxError } from '../lex/index.ts';
import { cursorOver, refuse, wordOf, type Cursor } from './cursor.ts';
import type { Group, Item } from './nest.ts';
import { SET_OPERATORS } from './words.ts';

/** What may follow a select list. */
const AFTER_SELECT = new Set([
  ...['WHERE', 'GROUP', 'HAVING', 'WINDOW', 'QUALIFY', 'ORDER', 'FROM'],
  ...['LIMIT', 'OFFSET', 'FETCH'],
]);
const FIRST_WORDS = new Set(['SELECT', 'FROM', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT']);

/** `items` of a query, each part of a set operation beginning with SELECT. */
export function asSelects({ sql, items, endAt }: Cursor): Cursor {
  if (!items.some((item, index) => startsForm(items, item, index))) {
    return cursorOver(sql, items, endAt);
  }
  const parts: Item[] = [];
  for (let start = 0; start < items.length;) {
    const next = items.findIndex((item, i) => i > start && isSetOperator(items, item, i));
    const end = next < 0 ? items.length : next;
    parts.push(...selectOf(sql, items.slice(start, end), items[end]?.at ?? endAt));
    start = end;
  }
  return cursorOver(sql, parts, endAt);
}

const isName = (items: readonly Item[], index: number): boolean => {
  const before = items[index - 1];
  return (before?.kind === 'symbol' && before.text === '.') || wordOf(before) === 'AS';
};

const isSetOperator = (items: readonly Item[], item: Item, index: number): boolean =>
  SET_OPERATORS.has(wordOf(item)) && !isName(items, index);

const startsForm = (items: readonly Item[], item: Item, index: number): boolean =>
  ['FROM', 'PIVOT', 'UNPIVOT'].includes(wordOf(item)) && !isName(items, index);

/** One part of a set operation, after its operator and WITH. */
function selectOf(sql: string, items: readonly Item[], endAt: number): readonly Item[] {
  const start = items.findIndex(
    (item, index) =>
      (FIRST_WORDS.has(wordOf(item)) && !isName(items, index)) || item.kind === 'group',
  );
  const isBehindWith = (index: number): boolean =>
    items[index]?.kind === 'group' && wordOf(items[0]) === 'WITH';
  const first = isBehindWith(start)
    ? items.findIndex((item, index) => FIRST_WORDS.has(wordOf(item)) && !isName(items, index))
    : start;
  const before = items.slice(0, Math.max(first, 0));
  const query = items.slice(Math.max(first, 0));
  switch (wordOf(query[0])) {
    case 'FROM':
      return [...before, ...fromFirst(query)];
    case 'PIVOT':
      return [...before, ...pivoted(sql, query, endAt)];
    case 'UNPIVOT':
      return [...before, ...unpivoted(sql, query, endAt)];
    default:
      return items;
  }
}

const word = (text: string, at: number): Item => ({ kind: 'word', text, at, end: at });
const star = (at: number): Item => ({ kind: 'symbol', text: '*', at, end: at });

/** `FROM t [SELECT …] [WHERE …]`; without SELECT it is of all columns. */
function fromFirst(query: readonly Item[]): readonly Item[] {
  const at = query[0]?.at ?? 0;
  const select = indexOf(query, 0, new Set(['SELECT']));
  if (select < 0) return [word('SELECT', at), star(at), ...query];
  const next = indexOf(query, select + 1, AFTER_SELECT);
  const end = next < 0 ? query.length : next;
  return [...query.slice(select, end), ...query.slice(0, select), ...query.slice(end)];
}

/** The place of the first of `words`, from `start` on. */
function indexOf(items: readonly Item[], start: number, words: ReadonlySet<string>): number {
  return items.findIndex(
    (item, index) => index >= start && words.has(wordOf(item)) && !isName(items, index),
  );
}

const ORDER_ON = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

/** The parts of `query` that begin with each of `words`, in that order; without those words. */
function split(
  query: readonly Item[],
  words: readonly (readonly string[])[],
): readonly (readonly Item[])[] {
  const starts = words.map((each) => indexOf(query, 0, new Set(each)));
  return starts.map((start, part) => {
    if (start < 0) return [];
    const later = starts.slice(part + 1).filter((other) => other > start);
    return query.slice(start + 1, later.length === 0 ? query.length : Math.min(...later));
  });
}

const group = (items: readonly Item[], at: number, endAt: number): Group => ({
  kind: 'group',
  open: 'paren',
  items,
  at,
  closeAt: items.at(-1)?.end ?? endAt,
  end: items.at(-1)?.end ?? endAt,
});

/** `PIVOT t ON column IN (values) [USING aggregates] [GROUP BY columns] [ORDER BY …]`. */
function pivoted(sql: string, query: readonly Item[], endAt: number): readonly Item[] {
  const at = query[0]?.at ?? 0;
  const tail = indexOf(query, 1, ORDER_ON);
  const body = tail < 0 ? query : query.slice(0, tail);
  const [source = [], on = [], using = [], groupBy = []] = split(body, [
    ['PIVOT'],
    ['ON'],
    ['USING'],
    ['GROUP'],
  ]);
  const place = on[0]?.at ?? endAt;
  if (source.length === 0 || on.length === 0) {
    syntaxError(sql, place, 'PIVOT needs a table and ON.', PIVOT_HINT);
  }
  if (wordOf(on.at(-2)) !== 'IN' || on.at(-1)?.kind !== 'group') {
    notSupported(sql, place, 'PIVOT without the values', PIVOT_HINT);
  }
  const counted: readonly Item[] = [word('count', place), group([star(place)], place, place)];
  const inside = [
    ...(using.length === 0 ? counted : using),
    word('FOR', place),
    ...on,
    ...(groupBy.length === 0 ? [] : [word('GROUP', at), ...groupBy]),
  ];
  return [
    ...[word('SELECT', at), star(at), word('FROM', at), ...source],
    ...[word('PIVOT', at), group(inside, at, endAt)],
    ...(tail < 0 ? [] : query.slice(tail)),
  ];
}

const PIVOT_HINT =
  "The values are written out: PIVOT t ON Status IN ('PAID', 'VOIDED') USING sum(Total).";

/** `UNPIVOT t ON a, b [INTO NAME n VALUE v]`. */
function unpivoted(sql: string, query: readonly Item[], endAt: number): readonly Item[] {
  const at = query[0]?.at ?? 0;
  const tail = indexOf(query, 1, ORDER_ON);
  const body = tail < 0 ? query : query.slice(0, tail);
  const [source = [], on = [], into = []] = split(body, [['UNPIVOT'], ['ON'], ['INTO']]);
  if (source.length === 0 || on.length === 0) {
    syntaxError(sql, on[0]?.at ?? endAt, 'UNPIVOT needs a table and ON.', UNPIVOT_HINT);
  }
  if (on.some((item) => item.kind === 'group' || wordOf(item) === 'COLUMNS')) {
    notSupported(sql, on[0]?.at ?? at, 'UNPIVOT of anything but columns', UNPIVOT_HINT);
  }
  const [name = word('name', at), value = word('value', at)] = namesOf(sql, into, endAt);
  const inside = [value, word('FOR', at), name, word('IN', at), group(on, at, endAt)];
  return [
    ...[word('SELECT', at), star(at), word('FROM', at), ...source],
    ...[word('UNPIVOT', at), group(inside, at, endAt)],
    ...(tail < 0 ? [] : query.slice(tail)),
  ];
}

const UNPIVOT_HINT = 'Write UNPIVOT t ON a, b INTO NAME which VALUE amount.';

/** `NAME n VALUE v`. */
function namesOf(sql: string, into: readonly Item[], endAt: number): readonly Item[] {
  if (into.length === 0) return [];
  const [first, name, second, value, more] = into;
  const whole = wordOf(first) === 'NAME' && wordOf(second) === 'VALUE' && more === undefined;
  if (whole && name !== undefined && value !== undefined) return [name, value];
  return refuse(cursorOver(sql, into, endAt), 'INTO', UNPIVOT_HINT);
}

/** The items of `SELECT FROM t`, where only whether there are rows counts, with something selected. */
export function withSelection(items: readonly Item[]): readonly Item[] {
  const [first, second] = items;
  if (wordOf(first) !== 'SELECT' || first === undefined) return items;
  if (second !== undefined && !AFTER_SELECT.has(wordOf(second))) return items;
  const one: Item = { kind: 'number', text: '1', at: first.end, end: first.end };
  return [first, one, ...items.slice(1)];
}
