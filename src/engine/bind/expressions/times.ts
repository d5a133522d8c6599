/** OVERLAPS and AT TIME ZONE. */
import type { Expression, FunctionCall } from '../../ast/ast.ts';
import type { Expr } from '../../rel/rel.ts';
import { operatorCall, scalarCall } from '../functions.ts';
import type { Level } from '../scope.ts';
import { RowSink } from '../selectedRows.ts';
import type { Operand } from '../types.ts';
import { bindOperand } from './index.ts';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export function bindOverlaps(node: Node<'overlaps'>, level: Level): Expr {
  const operands = [...bindPeriod(node.left, level), ...bindPeriod(node.right, level)];
  return scalarCall(level.statement, 'overlaps', operands, node.at);
}

/** An interval as the end is counted from the start. */
function bindPeriod(
  [start, end]: readonly [Expression, Expression],
  level: Level,
): readonly Operand[] {
  const [from, to] = [bindOperand(start, level), bindOperand(end, level)];
  if (to.expr.type !== 'interval') return [from, to];
  const sum = operatorCall(level.statement, '+', [bindOperand(start, level), to], end.at);
  return [from, { expr: sum, at: end.at }];
}

/**
 * `x AT TIME ZONE zone`. Of an instant it is the time on the zone's clocks, of a time on a clock the
 * instant. PostgreSQL has a type for either; here both are `timestamp`, and how x is written tells.
 */
export function bindAtTimeZone(node: Node<'atTimeZone'>, level: Level): Expr {
  const operand = bindOperand(node.operand, level);
  const name = isClockTime(node.operand, operand.expr, level) ? 'from_timezone' : 'timezone';
  const operands = [bindOperand(node.zone, level), operand];
  return scalarCall(level.statement, name, operands, node.at);
}

/** `timezone(zone, x)` is `x AT TIME ZONE zone`. */
export function isZoneOfClockTime(
  { name, args }: FunctionCall,
  operands: readonly Operand[],
  level: Level,
): boolean {
  const [time, operand] = [args[1], operands[1]];
  if (name.name.toLowerCase() !== 'timezone') return false;
  return time !== undefined && operand !== undefined && isClockTime(time, operand.expr, level);
}

const CLOCK_TYPES: ReadonlySet<string> = new Set([
  'timestamp',
  'timestamp without time zone',
  'datetime',
]);
const CLOCK_FUNCTIONS: ReadonlySet<string> = new Set(['make_timestamp', 'localtimestamp']);

/**
 * Whether PostgreSQL would give an expression the type `timestamp without time zone`: literals, casts
 * and functions that say so, and what is computed from them. Columns of tables are instants: Xero's
 * are in UTC.
 */
export function isClockTime(expression: Expression, bound: Expr, level: Level): boolean {
  if (bound.type !== 'timestamp') return false;
  // Bound once more to see what its parts are: the rows that it makes are not to be made twice.
  const again: Level = { ...level, rows: level.rows === null ? null : new RowSink() };
  const inside = (part: Expression): boolean =>
    isClockTime(part, bindOperand(part, again).expr, again);
  switch (expression.kind) {
    case 'typedLiteral':
      return expression.zoned !== true;
    case 'cast':
      return CLOCK_TYPES.has(expression.type.name);
    case 'atTimeZone':
      return !inside(expression.operand);
    case 'column':
      return bound.kind === 'column' && level.statement.clockTimes.has(bound.id);
    case 'call': {
      const name = expression.name.name.toLowerCase();
      const [, time] = expression.args;
      if (name === 'timezone') return time !== undefined && !inside(time);
      if (name === 'from_timezone') return false;
      return CLOCK_FUNCTIONS.has(name) || expression.args.some(inside);
    }
    case 'arithmetic':
      return isDateAndInterval(bound) || inside(expression.left) || inside(expression.right);
    case 'case':
      return [...expression.whens.map(({ then }) => then), expression.otherwise].some(
        (branch) => branch !== null && inside(branch),
      );
    default:
      return false;
  }
}

/** A day and an interval make a time on a clock. */
const isDateAndInterval = (bound: Expr): boolean =>
  bound.kind === 'call' && bound.args.some(({ type }) => type === 'date');
