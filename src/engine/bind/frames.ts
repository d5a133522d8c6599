/** The frame of a window: which rows around a row its calls see. */
import type {
  FrameBound as WrittenBound,
  OrderItem,
  WindowFrame,
  WindowSpecification,
} from '../ast/ast.ts';
import { printExpr } from '../rel/print.ts';
import type { Expr, Frame, FrameBound, FrameRange, SortKey } from '../rel/rel.ts';
import { hasSubquery, referencedColumns } from '../rel/walk.ts';
import type { SqlType } from '../values/types.ts';
import { bindOperand } from './expressions/index.ts';
import { operatorCall } from './functions.ts';
import type { Level } from './scope.ts';
import { sqlError } from './statement.ts';
import { coerce, type Operand, typeName, unifyForComparison } from './types.ts';

type OffsetBound = Extract<WrittenBound, { readonly offset: unknown }>;

/** From the partition's first row to the last peer of the row. */
const DEFAULT: Frame = {
  mode: 'range',
  start: { kind: 'unboundedPreceding' },
  end: { kind: 'currentRow' },
  exclude: 'no others',
};

/**
 * @param orderBy what the window of `written` is ordered by
 * @param level inside the window: offsets are bound there
 * @throws SqlError WINDOW_ERROR, TYPE_MISMATCH, INVALID_VALUE, NOT_SUPPORTED.
 */
export function bindFrame(
  written: WindowSpecification,
  orderBy: readonly SortKey[],
  level: Level,
): Frame {
  const { frame } = written;
  if (frame === null) return DEFAULT;
  if (frame.mode === 'groups' && orderBy.length === 0) {
    throw sqlError(
      level.statement,
      'WINDOW_ERROR',
      'GROUPS counts groups of rows that are equal in order, and this window has no ORDER BY',
      frame.at,
      'Add ORDER BY, or use ROWS.',
    );
  }
  const bound = (end: WrittenBound): FrameBound =>
    'offset' in end
      ? bindOffset(end, frame, { orderBy, items: written.orderBy }, level)
      : { kind: end.kind };
  return {
    mode: frame.mode,
    start: bound(frame.start),
    end: bound(frame.end),
    exclude: frame.exclude,
  };
}

interface Order {
  readonly orderBy: readonly SortKey[];
  readonly items: readonly OrderItem[];
}

function bindOffset(
  { kind, offset, at }: OffsetBound,
  { mode }: WindowFrame,
  order: Order,
  level: Level,
): FrameBound {
  const operand = bindOperand(offset, { ...level, aggregates: null });
  checkOffset(operand, level);
  if (mode === 'range') return rangeBound(kind, operand, order, at, level);
  const expr = coerce(level.statement, operand, 'integer');
  if (expr.kind === 'literal' && typeof expr.value === 'number' && expr.value < 0) {
    throw sqlError(
      level.statement,
      'INVALID_VALUE',
      `A frame reaches 0 or more rows, not ${printExpr(expr)}`,
      operand.at,
      kind === 'preceding' ? 'Rows after this one are FOLLOWING.' : 'Rows before it are PRECEDING.',
    );
  }
  return { kind, offset: expr, range: null };
}

/** One offset holds for the whole partition. */
function checkOffset({ expr, at }: Operand, level: Level): void {
  const { statement } = level;
  if (hasSubquery(expr)) {
    throw sqlError(statement, 'NOT_SUPPORTED', 'A frame’s offset cannot be a subquery', at);
  }
  const own = [...referencedColumns(expr)].some(
    (id) => statement.origins.get(id)?.level === level.query,
  );
  if (!own) return;
  throw sqlError(
    statement,
    'WINDOW_ERROR',
    'A frame’s offset is one value for all rows: it cannot name columns',
    at,
  );
}

// --------------------------------------------------------------------- RANGE

const NUMBERS: ReadonlySet<SqlType> = new Set(['integer', 'decimal', 'double']);
const TIMES: ReadonlySet<SqlType> = new Set(['date', 'timestamp', 'interval']);

function rangeBound(
  kind: OffsetBound['kind'],
  operand: Operand,
  { orderBy, items }: Order,
  at: number,
  level: Level,
): FrameBound {
  const { statement } = level;
  const [key, ...more] = orderBy;
  if (key === undefined || more.length > 0) {
    throw sqlError(
      statement,
      'WINDOW_ERROR',
      `RANGE with an offset needs one ORDER BY expression to measure from, and this window has ${orderBy.length}`,
      at,
      'Order by one number, date or timestamp, or use ROWS.',
    );
  }
  const keyAt = items[0]?.expression.at ?? at;
  if (hasSubquery(key.expr)) {
    throw sqlError(
      statement,
      'NOT_SUPPORTED',
      'RANGE with an offset cannot measure from a subquery',
      keyAt,
      'Compute it in a subquery in FROM.',
    );
  }
  const offset = distance(key.expr, operand, level);
  const operator = (kind === 'preceding') === key.descending ? '+' : '-';
  const edge = operatorCall(
    statement,
    operator,
    [
      { expr: key.expr, at: keyAt },
      { expr: offset, at: operand.at },
    ],
    operand.at,
  );
  return { kind, offset, range: sameType(key.expr, edge, level) };
}

/** A day less an interval is a time: then both are compared as times. */
function sameType(key: Expr, edge: Expr, level: Level): FrameRange {
  const operands = [key, edge].map((expr) => ({ expr, at: 0 }));
  const [left = key, right = edge] = unifyForComparison(level.statement, operands);
  return { key: left, edge: right };
}

/** How far RANGE reaches: a number over numbers, an interval over dates and times. */
function distance(key: Expr, operand: Operand, level: Level): Expr {
  const { statement } = level;
  const { type } = operand.expr;
  if (TIMES.has(key.type) && (type === 'interval' || type === 'unknown')) {
    return coerce(statement, operand, 'interval');
  }
  if (NUMBERS.has(key.type) && type === 'unknown') return coerce(statement, operand, key.type);
  if (NUMBERS.has(key.type) && NUMBERS.has(type)) return operand.expr;
  const measured = NUMBERS.has(key.type) || TIMES.has(key.type);
  throw sqlError(
    statement,
    'TYPE_MISMATCH',
    measured
      ? `RANGE cannot reach ${typeName(type)} from ${printExpr(key)} (${typeName(key.type)})`
      : `RANGE with an offset measures numbers, dates and times, and ${printExpr(key)} is ${typeName(key.type)}`,
    operand.at,
    !measured
      ? 'Use ROWS or GROUPS.'
      : TIMES.has(key.type)
        ? "Write an interval: RANGE INTERVAL '7 days' PRECEDING."
        : 'Write a number.',
  );
}
