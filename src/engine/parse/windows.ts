/** Windows: OVER, the WINDOW clause, frames; and QUALIFY and DISTINCT ON, which the grammar lacks. */
import type {
  Expression,
  FrameBound,
  NamedWindow,
  Select,
  WindowFrame,
  WindowName,
  WindowSpecification,
} from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import type { Reading } from './clauses.ts';
import {
  atEnd,
  cursorInto,
  expectEnd,
  expectGroup,
  expectName,
  expectWord,
  here,
  isFreeWord,
  peek,
  peekWord,
  takeName,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import { unexpectedInClause } from './hints.ts';
import type { Group } from './nest.ts';
import { startsExpression } from './operands.ts';
import { parseExpressionAt, parseExpressionList, takeComma } from './operators.ts';
import { parseOrderByClause } from './query.ts';
import { FRAME_MODES } from './words.ts';

// ------------------------------------------------------------------- clauses

/** The parts of a SELECT that are never shown to the grammar. */
export type SelectExtras = Pick<Select, 'distinctOn' | 'windows' | 'qualify'> & {
  readonly groupByAll: boolean;
};

export const NO_EXTRAS: SelectExtras = {
  distinctOn: [],
  windows: [],
  qualify: null,
  groupByAll: false,
};

/** Adds to the SELECT that was begun last. */
export function addExtras(reading: Reading, extras: Partial<SelectExtras>): void {
  const at = reading.starts.at(-1);
  if (at === undefined) return unexpectedInClause(reading);
  reading.extras.set(at, { ...(reading.extras.get(at) ?? NO_EXTRAS), ...extras });
}

function extrasOf(reading: Reading): SelectExtras {
  return reading.extras.get(reading.starts.at(-1) ?? -1) ?? NO_EXTRAS;
}

/** The cursor stands on the ON of `DISTINCT ON (…)`. */
export function readDistinctOn(reading: Reading): void {
  const { cursor } = reading;
  expectWord(cursor, 'ON');
  const group = expectGroup(cursor, 'DISTINCT ON');
  const inside = cursorInto(cursor.sql, group);
  const distinctOn = parseExpressionList(inside);
  expectEnd(inside);
  addExtras(reading, { distinctOn });
}

/** WINDOW and QUALIFY may stand in either order, each once, before ORDER BY. */
function startExtra(reading: Reading, clause: 'window' | 'qualify', given: boolean): void {
  if (given) unexpected(reading.cursor, undefined, `${clause.toUpperCase()} is given twice.`);
  if (reading.clause === 'body' || reading.clause === 'order') unexpectedInClause(reading);
  reading.cursor.index += 1;
  reading.clause = clause;
  reading.complete = false;
  reading.joinOpen = false;
}

/** `QUALIFY condition`. */
export function readQualify(reading: Reading): void {
  startExtra(reading, 'qualify', extrasOf(reading).qualify !== null);
  if (!startsExpression(reading.cursor)) unexpectedInClause(reading);
  addExtras(reading, { qualify: parseExpressionAt(reading.cursor) });
  reading.complete = true;
}

/** `WINDOW name AS (…), …`. */
export function readWindowClause(reading: Reading): void {
  const { cursor } = reading;
  startExtra(reading, 'window', extrasOf(reading).windows.length > 0);
  const windows: NamedWindow[] = [];
  do {
    const name = expectName(cursor, 'a name for the window');
    expectWord(cursor, 'AS', 'Write WINDOW name AS (PARTITION BY … ORDER BY …).');
    windows.push({ name, window: parseWindow(cursor.sql, expectGroup(cursor, 'AS')) });
  } while (takeComma(cursor));
  addExtras(reading, { windows });
  reading.complete = true;
}

// ------------------------------------------------------------------- windows

/** `OVER (…)` or `OVER name` after a call; a column's alias may be `over`. */
export function parseOver(cursor: Cursor): WindowSpecification | WindowName | null {
  if (peekWord(cursor) !== 'OVER') return null;
  const next = peek(cursor, 1);
  if (next?.kind === 'quotedName' || isFreeWord(next)) {
    cursor.index += 1;
    return { kind: 'windowName', name: expectName(cursor, 'a window') };
  }
  if (next?.kind !== 'group' || next.open !== 'paren') return null;
  cursor.index += 1;
  return parseWindow(cursor.sql, expectGroup(cursor, 'OVER'));
}

/** `([name] [PARTITION BY …] [ORDER BY …] [frame])`. */
function parseWindow(sql: string, group: Group): WindowSpecification {
  const inside = cursorInto(sql, group);
  const base = takesBase(inside) ? (takeName(inside) ?? null) : null;
  const partitionBy = takeWords(inside, 'PARTITION', 'BY') ? parseExpressionList(inside) : [];
  const orderBy = peekWord(inside) === 'ORDER' ? parseOrderByClause(inside) : [];
  const frame = atEnd(inside) ? null : parseFrame(inside);
  return { kind: 'window', base, partitionBy, orderBy, frame, at: group.at };
}

function takesBase(inside: Cursor): boolean {
  const first = peek(inside);
  if (first?.kind === 'quotedName') return true;
  const word = peekWord(inside);
  if (!isFreeWord(first) || FRAME_MODES.has(word)) return false;
  return !(word === 'PARTITION' && peekWord(inside, 1) === 'BY');
}

// -------------------------------------------------------------------- frames

/** `{ROWS | RANGE | GROUPS} {start | BETWEEN start AND end} [EXCLUDE …]`. */
function parseFrame(inside: Cursor): WindowFrame {
  const at = here(inside);
  const word = peekWord(inside);
  if (!FRAME_MODES.has(word)) {
    syntaxError(inside.sql, at, 'Expected PARTITION BY, ORDER BY or a frame in OVER (…).');
  }
  inside.index += 1;
  const between = takeWords(inside, 'BETWEEN');
  const start = parseBound(inside);
  if (between) expectWord(inside, 'AND', `Write ${word} BETWEEN start AND end.`);
  const end: FrameBound = between ? parseBound(inside) : { kind: 'currentRow', at: start.at };
  checkBounds(inside.sql, start, end);
  const exclude = takeWords(inside, 'EXCLUDE') ? parseExclusion(inside) : 'no others';
  expectEnd(inside);
  const mode = word === 'ROWS' ? 'rows' : word === 'RANGE' ? 'range' : 'groups';
  return { mode, start, end, exclude, at };
}

function parseBound(inside: Cursor): FrameBound {
  const at = here(inside);
  if (takeWords(inside, 'UNBOUNDED', 'PRECEDING')) return { kind: 'unboundedPreceding', at };
  if (takeWords(inside, 'UNBOUNDED', 'FOLLOWING')) return { kind: 'unboundedFollowing', at };
  if (takeWords(inside, 'CURRENT', 'ROW')) return { kind: 'currentRow', at };
  if (!startsExpression(inside)) unexpected(inside, 'Expected a frame bound', BOUNDS);
  const offset: Expression = parseExpressionAt(inside);
  if (takeWords(inside, 'PRECEDING')) return { kind: 'preceding', offset, at };
  if (takeWords(inside, 'FOLLOWING')) return { kind: 'following', offset, at };
  return unexpected(inside, 'Expected PRECEDING or FOLLOWING', BOUNDS);
}

const BOUNDS =
  'A bound is UNBOUNDED PRECEDING, n PRECEDING, CURRENT ROW, n FOLLOWING or UNBOUNDED FOLLOWING.';

const PLACES: Readonly<Record<FrameBound['kind'], number>> = {
  unboundedPreceding: 0,
  preceding: 1,
  currentRow: 2,
  following: 3,
  unboundedFollowing: 4,
};

/** @throws SqlError SYNTAX_ERROR for a frame that could only ever end before it starts. */
function checkBounds(sql: string, start: FrameBound, end: FrameBound): void {
  if (start.kind === 'unboundedFollowing') {
    syntaxError(sql, start.at, 'A frame cannot start with UNBOUNDED FOLLOWING.');
  }
  if (end.kind === 'unboundedPreceding') {
    syntaxError(sql, end.at, 'A frame cannot end with UNBOUNDED PRECEDING.');
  }
  if (PLACES[start.kind] <= PLACES[end.kind]) return;
  syntaxError(
    sql,
    end.at,
    'This frame would end before it starts.',
    'Write BETWEEN start AND end; a single bound is the start of a frame that ends with CURRENT ROW.',
  );
}

function parseExclusion(inside: Cursor): WindowFrame['exclude'] {
  if (takeWords(inside, 'CURRENT', 'ROW')) return 'current row';
  if (takeWords(inside, 'GROUP')) return 'group';
  if (takeWords(inside, 'TIES')) return 'ties';
  if (takeWords(inside, 'NO', 'OTHERS')) return 'no others';
  return unexpected(inside, 'Expected CURRENT ROW, GROUP, TIES or NO OTHERS after EXCLUDE');
}
