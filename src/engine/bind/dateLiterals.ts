/**
 * The date literals of another driver: `Date = L_LAST_MONTH()` holds for every day of that month.
 * They become bounds on what they are compared with, so that they can be pushed to Xero.
 */
import type { ComparisonOperator, Expression } from '../ast/ast.ts';
import type { Expr } from '../rel/rel.ts';
import { textLiteral } from './constants.ts';
import { bindExpression } from './expressions/index.ts';
import { scalarCall } from './functions.ts';
import type { Level } from './scope.ts';
import { sqlError } from './statement.ts';

/** The days from `from` until before `to`; each call makes a new expression. */
export interface DateRange {
  readonly from: () => Expr;
  readonly to: () => Expr;
  readonly at: number;
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A range in whole units counted from the one that today is in: [0, 1) is that one. */
interface Span {
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
}

const DAYS: Readonly<Record<string, Span>> = {
  l_today: { unit: 'day', from: 0, to: 1 },
  l_yesterday: { unit: 'day', from: -1, to: 0 },
  l_tomorrow: { unit: 'day', from: 1, to: 2 },
  l_last_90_days: { unit: 'day', from: -90, to: 0 },
  l_next_90_days: { unit: 'day', from: 1, to: 91 },
};

const ONE_UNIT = /^l_(last|this|next)_(week|month|quarter|year)$/;
const SEVERAL = /^l_(last|next)_n_(day|week|month|quarter|year)s$/;

/** The name and arguments of a call, or of a bare name, which is one without arguments. */
function nameOf(expression: Expression): {
  readonly name: string;
  readonly args: readonly Expression[];
} {
  if (expression.kind === 'call' && !expression.star) {
    return { name: expression.name.name.toLowerCase(), args: expression.args };
  }
  const bare = expression.kind === 'column' && expression.qualifier.length === 0;
  return { name: bare ? expression.name.name.toLowerCase() : '', args: [] };
}

export const isDateLiteral = (expression: Expression): boolean => {
  const { name } = nameOf(expression);
  return Object.hasOwn(DAYS, name) || ONE_UNIT.test(name) || SEVERAL.test(name);
};

/** @throws SqlError SYNTAX_ERROR for its arguments. */
export function dateRange(expression: Expression, level: Level): DateRange | null {
  if (!isDateLiteral(expression)) return null;
  const { unit, from, to } = spanOf(expression, level);
  const { statement } = level;
  const { at } = expression;
  const edge = (count: number): Expr => {
    const today = scalarCall(statement, 'current_date', [], at);
    const operand = (expr: Expr): { readonly expr: Expr; readonly at: number } => ({ expr, at });
    const name = operand(textLiteral(unit));
    const start: Expr =
      unit === 'day'
        ? today
        : {
            kind: 'cast',
            arg: scalarCall(statement, 'date_trunc', [name, operand(today)], at),
            type: 'date',
          };
    const moved = operand({ kind: 'literal', value: count, type: 'integer' });
    return scalarCall(statement, 'dateadd', [name, moved, operand(start)], at);
  };
  return { from: () => edge(from), to: () => edge(to), at };
}

function spanOf(expression: Expression, level: Level): Span {
  const { name, args } = nameOf(expression);
  const several = SEVERAL.exec(name);
  if (several === null) {
    if (args.length > 0) throw wrongArguments(expression, level, 'takes no argument');
    const days = DAYS[name];
    if (days !== undefined) return days;
    const [, which, unit] = ONE_UNIT.exec(name) ?? [];
    const from = which === 'last' ? -1 : which === 'next' ? 1 : 0;
    return { unit: unit as Unit, from, to: from + 1 };
  }
  const [, which, unit] = several;
  const count = countOf(expression, args, level);
  return which === 'last'
    ? { unit: unit as Unit, from: -count, to: 0 }
    : { unit: unit as Unit, from: 1, to: count + 1 };
}

/** That driver wants every literal in quotes, so digits in quotes are a number too. */
function countOf(expression: Expression, args: readonly Expression[], level: Level): number {
  const [arg, ...others] = args;
  const bound = arg === undefined ? null : bindExpression(arg, level);
  const value = bound?.kind === 'literal' ? bound.value : null;
  const count = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  if (
    others.length === 0 &&
    value !== '' &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 100_000
  )
    return count;
  throw wrongArguments(expression, level, 'takes one whole number, 1 or more');
}

const wrongArguments = (expression: Expression, { statement }: Level, what: string): Error =>
  sqlError(
    statement,
    'SYNTAX_ERROR',
    `${nameOf(expression).name.toUpperCase()} ${what}`,
    expression.at,
  );

/** @throws SqlError TYPE_MISMATCH: a range of days is no value. */
export function misplacedDateLiteral(expression: Expression, { statement }: Level): Error {
  const name = nameOf(expression).name.toUpperCase();
  return sqlError(
    statement,
    'TYPE_MISMATCH',
    `${name} is a range of days, not a value`,
    expression.at,
    `Compare a date with it, as in Date = ${name}(). A single day is current_date, or current_date - 1.`,
  );
}

/** One comparison with a bound of a range. */
export type CompareWith = (operator: ComparisonOperator, bound: Expr) => Expr;

/** `x operator range`: equal is within it, less is before it, greater is after it. */
export function compareWithRange(
  operator: ComparisonOperator,
  range: DateRange,
  compare: CompareWith,
): Expr {
  const before = (): Expr => compare('<', range.from());
  const after = (): Expr => compare('>=', range.to());
  switch (operator) {
    case '=':
      return {
        kind: 'and',
        args: [compare('>=', range.from()), compare('<', range.to())],
        type: 'boolean',
      };
    case '<>':
      return { kind: 'or', args: [before(), after()], type: 'boolean' };
    case '<':
      return before();
    case '<=':
      return compare('<', range.to());
    case '>':
      return after();
    case '>=':
      return compare('>=', range.from());
  }
}
