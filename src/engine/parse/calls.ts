/** Calls: the functions with a syntax of their own, then all others. */
import type { Expression, FunctionCall, Identifier } from '../ast/ast.ts';
import { plainCall } from '../ast/build.ts';
import { syntaxError } from '../lex/index.ts';
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
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import { withSelection } from './forms.ts';
import type { Group } from './nest.ts';
import { parseBelowRange, parseExpressionAt, parseExpressionList } from './operators.ts';
import { isQuery, parseOrderByClause, parseQueryGroup } from './query.ts';
import { parseTypeName } from './types.ts';
import { parseOver } from './windows.ts';

type SpecialForm = (inside: Cursor, name: Identifier, group: Group) => Expression;

const SPECIAL: Readonly<Record<string, SpecialForm>> = {
  EXISTS: (inside, name, group) => {
    if (!isQuery(group.items)) unexpected(inside, 'Expected SELECT after EXISTS (');
    const items = withSelection(group.items);
    return { kind: 'exists', query: parseQueryGroup(inside.sql, { ...group, items }), at: name.at };
  },
  CAST: (inside, name) => parseCast(inside, name, false),
  TRY_CAST: (inside, name) => parseCast(inside, name, true),
  EXTRACT: parseExtract,
  SUBSTRING: parseSubstring,
  POSITION: parsePosition,
  TRIM: parseTrim,
  DATEADD: parseWithUnit,
  DATEDIFF: parseWithUnit,
  DATEPART: parseWithUnit,
  DATENAME: parseWithUnit,
  DATETRUNC: parseWithUnit,
  IF: parseIif,
  IIF: parseIif,
  CONVERT: parseConvert,
  OVERLAY: parseOverlay,
  MAKE_INTERVAL: parseMakeInterval,
  ARRAY: (inside, name, group) => {
    if (!isQuery(group.items)) {
      unexpected(inside, 'Expected SELECT', 'A list of values is written ARRAY[1, 2, 3].');
    }
    return { kind: 'arraySubquery', query: parseQueryGroup(inside.sql, group), at: name.at };
  },
  ROW: (inside, name) => {
    const items = atEnd(inside) ? [] : parseExpressionList(inside);
    if (items.length === 0) unexpected(inside, 'Expected a value');
    return { kind: 'row', items, at: name.at };
  },
};

/** `group` is the argument list; `quoted` names are never special forms. */
export function parseCall(
  cursor: Cursor,
  name: Identifier,
  group: Group,
  quoted: boolean,
): Expression {
  const inside = cursorInto(cursor.sql, group);
  const word = name.name.toUpperCase();
  const special = quoted || !Object.hasOwn(SPECIAL, word) ? undefined : SPECIAL[word];
  if (special === undefined) return parseOrdinaryCall(cursor, name, inside);
  const expression = special(inside, name, group);
  if (expression.kind !== 'exists' && expression.kind !== 'arraySubquery') expectEnd(inside);
  return expression;
}

function parseCast(inside: Cursor, name: Identifier, isTry: boolean): Expression {
  const operand = parseExpressionAt(inside);
  expectWord(inside, 'AS', 'Write CAST(x AS type).');
  const type = parseTypeName(inside);
  const cast = { kind: 'cast', operand, type, at: name.at } as const;
  return isTry ? { ...cast, try: true } : cast;
}

function parseExtract(inside: Cursor, name: Identifier): Expression {
  const field = peek(inside);
  if (field?.kind !== 'word' && field?.kind !== 'string') {
    return unexpected(inside, 'Expected a field', 'Write EXTRACT(year FROM x).');
  }
  inside.index += 1;
  expectWord(inside, 'FROM', 'Write EXTRACT(year FROM x).');
  const text = field.kind === 'word' ? field.text : field.value;
  return {
    kind: 'extract',
    field: text.toLowerCase(),
    operand: parseExpressionAt(inside),
    at: name.at,
  };
}

/** `SUBSTRING(x [FROM n] [FOR m])`; with commas it is an ordinary call. */
function parseSubstring(inside: Cursor, name: Identifier): Expression {
  const operand = parseExpressionAt(inside);
  const args = [operand];
  if (peekSymbol(inside) === ',') {
    while (takeSymbol(inside, ',')) args.push(parseExpressionAt(inside));
    return plainCall(name, args);
  }
  if (peekWord(inside) === 'SIMILAR') refuse(inside, 'SUBSTRING … SIMILAR');
  const from = takeWords(inside, 'FROM') ? parseExpressionAt(inside) : null;
  const length = takeWords(inside, 'FOR') ? parseExpressionAt(inside) : null;
  if (from === null && length === null) unexpected(inside, 'Expected FROM');
  args.push(from ?? { kind: 'number', text: '1', at: name.at });
  if (length !== null) args.push(length);
  return plainCall(name, args);
}

/** `POSITION(a IN b)` becomes `position(a, b)`. */
function parsePosition(inside: Cursor, name: Identifier): Expression {
  const part = parseBelowRange(inside);
  if (!takeWords(inside, 'IN')) {
    unexpected(inside, 'Expected IN', 'Write POSITION(part IN text), or STRPOS(text, part).');
  }
  return plainCall(name, [part, parseBelowRange(inside)]);
}

const TRIMS: readonly (readonly [word: string, fn: string])[] = [
  ['BOTH', 'btrim'],
  ['LEADING', 'ltrim'],
  ['TRAILING', 'rtrim'],
];

const INTERVAL_PARTS = ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'];

/** `make_interval(days => 10)`: what is not named is none. */
function parseMakeInterval(inside: Cursor, name: Identifier): Expression {
  const arrow = (): boolean => ['=>', ':='].includes(peekSymbol(inside, 1));
  const zero: Expression = { kind: 'number', text: '0', at: name.at };
  if (atEnd(inside)) return plainCall(name, [zero]);
  const args: Expression[] = [];
  while (!atEnd(inside)) {
    if (arrow()) {
      const place = INTERVAL_PARTS.indexOf(peekWord(inside).toLowerCase());
      if (place < 0) unexpected(inside, `Expected one of ${INTERVAL_PARTS.join(', ')}`);
      inside.index += 2;
      while (args.length < place) args.push(zero);
      args[place] = parseExpressionAt(inside);
    } else {
      args.push(parseExpressionAt(inside));
    }
    if (!takeSymbol(inside, ',')) break;
  }
  return plainCall(name, args);
}

/** `OVERLAY(text PLACING other FROM start [FOR count])`, or all of it between commas. */
function parseOverlay(inside: Cursor, name: Identifier): Expression {
  const args = [parseExpressionAt(inside)];
  if (takeWords(inside, 'PLACING')) {
    args.push(parseExpressionAt(inside));
    expectWord(inside, 'FROM');
    args.push(parseExpressionAt(inside));
    if (takeWords(inside, 'FOR')) args.push(parseExpressionAt(inside));
  } else {
    while (takeSymbol(inside, ',')) args.push(parseExpressionAt(inside));
  }
  return plainCall(name, args);
}

/** `TRIM([LEADING | TRAILING | BOTH] [characters] FROM x)` becomes `ltrim`, `rtrim`, `btrim`. */
function parseTrim(inside: Cursor, name: Identifier): Expression {
  const side = TRIMS.find(([word]) => peekWord(inside) === word && !endsHere(inside));
  if (side !== undefined) inside.index += 1;
  const fn = side === undefined ? name : { name: side[1], at: name.at };
  if (takeWords(inside, 'FROM')) return plainCall(fn, parseExpressionList(inside));
  const first = parseExpressionAt(inside);
  if (takeWords(inside, 'FROM')) return plainCall(fn, [parseExpressionAt(inside), first]);
  const args = [first];
  while (takeSymbol(inside, ',')) args.push(parseExpressionAt(inside));
  return plainCall(fn, args);
}

const UNITS: Readonly<Record<string, string>> = {
  YEAR: 'year',
  YY: 'year',
  YYYY: 'year',
  QUARTER: 'quarter',
  QQ: 'quarter',
  MONTH: 'month',
  MM: 'month',
  WEEK: 'week',
  WK: 'week',
  DAY: 'day',
  DD: 'day',
  HOUR: 'hour',
  HH: 'hour',
  MINUTE: 'minute',
  MI: 'minute',
  SECOND: 'second',
  SS: 'second',
  WEEKDAY: 'weekday',
  DW: 'weekday',
  DAYOFYEAR: 'dayofyear',
  DY: 'dayofyear',
};

/** T-SQL's `DATEADD(day, 1, x)`: the unit stands without quotes. */
function parseWithUnit(inside: Cursor, name: Identifier): Expression {
  const first = peek(inside);
  const unit = first?.kind === 'word' ? UNITS[first.text.toUpperCase()] : undefined;
  if (first === undefined || unit === undefined || peekSymbol(inside, 1) !== ',') {
    return plainCall(name, parseExpressionList(inside));
  }
  inside.index += 2;
  return plainCall(name, [
    { kind: 'string', value: unit, at: first.at },
    ...parseExpressionList(inside),
  ]);
}

/** T-SQL's `IIF(condition, a, b)`, DuckDB's IF, is a CASE. */
function parseIif(inside: Cursor, name: Identifier): Expression {
  const [when, then, otherwise, ...others] = parseExpressionList(inside);
  const { at } = name;
  if (when === undefined || then === undefined || otherwise === undefined || others.length > 0) {
    return syntaxError(inside.sql, at, `${name.name} takes a condition and two values.`);
  }
  return { kind: 'case', operand: null, whens: [{ when, then }], otherwise, at };
}

/** T-SQL's `CONVERT(type, x)` is a cast; its styles of dates are to_char's and to_date's. */
function parseConvert(inside: Cursor, name: Identifier): Expression {
  const type = parseTypeName(inside);
  if (!takeSymbol(inside, ',')) unexpected(inside, 'Expected ","', 'Write CONVERT(type, x).');
  const operand = parseExpressionAt(inside);
  if (peekSymbol(inside) === ',') refuse(inside, 'A style in CONVERT', 'Use to_char or to_date.');
  return { kind: 'cast', operand, type, at: name.at };
}

/** A column may be named `Leading`: then nothing, a comma, a dot or an operator follows it. */
function endsHere(inside: Cursor): boolean {
  const next = peek(inside, 1);
  return next === undefined || next.kind === 'symbol';
}

/** `name([DISTINCT] args [ORDER BY …]) [FILTER (WHERE …)] [OVER (…)]`. */
function parseOrdinaryCall(cursor: Cursor, name: Identifier, inside: Cursor): FunctionCall {
  const args = parseArguments(inside);
  const withinGroup = parseWithinGroup(cursor);
  const nulls = takeIgnoreNulls(cursor);
  const filter = parseFilter(cursor);
  const over = parseOver(cursor);
  return { ...plainCall(name, []), ...args, ...withinGroup, ...nulls, filter, over };
}

/** `WITHIN GROUP (ORDER BY …)`. */
function parseWithinGroup(cursor: Cursor): Pick<FunctionCall, 'withinGroup'> {
  if (!takeWords(cursor, 'WITHIN', 'GROUP')) return {};
  const inside = cursorInto(cursor.sql, expectGroup(cursor, 'WITHIN GROUP'));
  if (peekWord(inside) !== 'ORDER') unexpected(inside, 'Expected ORDER BY');
  const withinGroup = parseOrderByClause(inside);
  expectEnd(inside);
  return { withinGroup };
}

type Arguments = Pick<FunctionCall, 'star' | 'distinct' | 'args' | 'orderBy' | 'ignoreNulls'>;

function parseArguments(inside: Cursor): Arguments {
  if (peekSymbol(inside) === '*') {
    inside.index += 1;
    expectEnd(inside);
    return { star: true, distinct: false, args: [], orderBy: [] };
  }
  if (atEnd(inside)) return { star: false, distinct: false, args: [], orderBy: [] };
  const distinct = takeWords(inside, 'DISTINCT');
  if (!distinct) takeWords(inside, 'ALL');
  if (peekWord(inside) === 'VARIADIC') refuse(inside, 'VARIADIC');
  refuseSubqueryArgument(inside);
  const args = takeWholeRow(inside) ?? parseExpressionList(inside);
  if ([':=', '=>'].includes(peekSymbol(inside))) refuse(inside, 'A named argument');
  const orderBy = peekWord(inside) === 'ORDER' ? parseOrderByClause(inside) : [];
  const nulls = takeIgnoreNulls(inside);
  expectEnd(inside);
  return { star: false, distinct, args, orderBy, ...nulls };
}

/** `t.*`, alone. */
function takeWholeRow(inside: Cursor): readonly Expression[] | undefined {
  const { items, index } = inside;
  const last = items.at(-1);
  if (last?.kind !== 'symbol' || last.text !== '*') return undefined;
  const names = items.slice(index, -1).filter((_, place) => place % 2 === 0);
  const dots = items.slice(index, -1).filter((_, place) => place % 2 === 1);
  const isPath =
    names.length > 0 &&
    names.length === dots.length &&
    dots.every((dot) => dot.kind === 'symbol' && dot.text === '.') &&
    names.every((name) => name.kind === 'word' || name.kind === 'quotedName');
  if (!isPath) return undefined;
  const at = here(inside);
  const qualifier = names.map(() => {
    const name = expectName(inside, 'a table', true);
    inside.index += 1;
    return name;
  });
  inside.index += 1;
  return [{ kind: 'wholeRow', qualifier, at }];
}

/** `f(SELECT …)`: a subquery as an argument needs parentheses of its own. */
function refuseSubqueryArgument(inside: Cursor): void {
  if (!isQuery(inside.items) || peekWord(inside) === '') return;
  unexpected(inside, undefined, 'A subquery as an argument needs parentheses of its own.');
}

/** `IGNORE NULLS`; RESPECT NULLS says what is so without it. */
function takeIgnoreNulls(cursor: Cursor): Pick<FunctionCall, 'ignoreNulls'> {
  if (takeWords(cursor, 'IGNORE', 'NULLS')) return { ignoreNulls: true };
  takeWords(cursor, 'RESPECT', 'NULLS');
  return {};
}

function parseFilter(cursor: Cursor): Expression | null {
  const group = peekGroup(cursor, 1);
  if (peekWord(cursor) !== 'FILTER' || group === undefined) return null;
  cursor.index += 2;
  const inside = cursorInto(cursor.sql, group);
  expectWord(inside, 'WHERE', 'Write FILTER (WHERE condition).');
  const filter = parseExpressionAt(inside);
  expectEnd(inside);
  return filter;
}
