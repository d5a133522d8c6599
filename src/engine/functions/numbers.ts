/** Number functions, and `greatest` and `least` of any type. */
import { ExecutionError } from '../../errors.ts';
import { compareValues } from '../values/compare.ts';
import { Decimal } from '../values/decimal.ts';
import type { SqlType, SqlValue } from '../values/types.ts';
import { checkDouble } from './arithmetic.ts';
import { forEachType, type Overload, type ScalarDeclaration } from './declare.ts';

const ofInteger = (map: (value: number) => number): Overload => ({
  args: ['integer'],
  returns: 'integer',
  evaluate: ([value]) => map(value as number),
});
const ofDecimal = (map: (value: Decimal) => Decimal): Overload => ({
  args: ['decimal'],
  returns: 'decimal',
  evaluate: ([value]) => map(value as Decimal),
});
const ofDouble = (map: (value: number) => number): Overload => ({
  args: ['double'],
  returns: 'double',
  evaluate: ([value]) => checkDouble(map(value as number)),
});

/** As in PostgreSQL an integer, which is whole already, becomes a double: `round(7) / 2` is 3.5. */
const ofWhole = (map: (value: number) => number = (value) => value): Overload => ({
  args: ['integer'],
  returns: 'double',
  evaluate: ([value]) => map(value as number),
});

/** Rounding functions that also take a number of digits. */
const rounding = (
  decimal: (value: Decimal, digits: number) => Decimal,
  double: (value: number) => number,
): readonly Overload[] => [
  ofWhole(),
  ofDecimal((value) => decimal(value, 0)),
  ofDouble(double),
  {
    args: ['decimal', 'integer'],
    returns: 'decimal',
    evaluate: ([value, digits]) => decimal(value as Decimal, digits as number),
  },
  {
    args: ['double', 'integer'],
    returns: 'double',
    evaluate: ([value, digits]) =>
      decimal(Decimal.fromNumber(value as number), digits as number).toNumber(),
  },
];

/** A double at half goes to the even neighbour, as PostgreSQL's `round(double precision)`. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  return fraction > 0.5 || (fraction === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

function logarithm(value: number, of: (value: number) => number): number {
  if (value > 0) return of(value);
  throw new ExecutionError('OUT_OF_RANGE', 'the logarithm of zero or a negative number');
}

const TEN = Decimal.of(10);

const naturalLog = (value: number): number => logarithm(value, Math.log);
const commonLog = (value: number): number => logarithm(value, Math.log10);

function squareRoot(value: number): number {
  if (value >= 0) return Math.sqrt(value);
  throw new ExecutionError('OUT_OF_RANGE', 'a negative number has no square root');
}

/** The extreme of the values that are not NULL; NULL when there is none. */
function extreme(type: SqlType, sign: 1 | -1): (args: readonly SqlValue[]) => SqlValue {
  const compare = compareValues(type);
  return (args) =>
    args.reduce((best, arg) => {
      if (arg === null) return best;
      return best === null || compare(arg, best) * sign > 0 ? arg : best;
    }, null);
}

const extremes = (sign: 1 | -1): readonly Overload[] =>
  forEachType((type) => ({
    args: [type],
    variadic: true,
    returns: type,
    evaluate: extreme(type, sign),
  }));

function checkRowCount(count: number): number {
  if (count >= 0) return count;
  throw new ExecutionError('INVALID_VALUE', `LIMIT and OFFSET take 0 or more rows, not ${count}`);
}

export const NUMBER_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'abs',
    description: 'The number without its sign.',
    overloads: [ofInteger(Math.abs), ofDecimal((value) => value.abs()), ofDouble(Math.abs)],
  },
  {
    name: 'sign',
    description: '-1, 0 or 1.',
    overloads: [
      ofWhole(Math.sign),
      ofDecimal((value) => Decimal.of(value.sign())),
      ofDouble(Math.sign),
    ],
  },
  {
    name: 'round',
    description: 'Rounded to so many digits after the point (none); decimal halves away from zero.',
    overloads: rounding((value, digits) => value.round(digits), roundHalfEven),
  },
  {
    name: 'trunc',
    aliases: ['truncate'],
    description: 'Cut to so many digits after the point (none).',
    overloads: rounding((value, digits) => value.truncate(digits), Math.trunc),
  },
  {
    name: 'ceil',
    aliases: ['ceiling'],
    description: 'The next integer at or above.',
    overloads: [ofWhole(), ofDecimal((value) => value.ceiling()), ofDouble(Math.ceil)],
  },
  {
    name: 'floor',
    description: 'The next integer at or below.',
    overloads: [ofWhole(), ofDecimal((value) => value.floor()), ofDouble(Math.floor)],
  },
  {
    name: 'sqrt',
    description: 'Square root.',
    overloads: [
      ofWhole(squareRoot),
      ofDecimal((value) => value.squareRoot()),
      ofDouble(squareRoot),
    ],
  },
  {
    name: 'exp',
    description: 'e to the power of the number.',
    overloads: [
      ofWhole((value) => checkDouble(Math.exp(value))),
      ofDecimal((value) => value.exp()),
      ofDouble(Math.exp),
    ],
  },
  {
    name: 'ln',
    description: 'Natural logarithm.',
    overloads: [ofWhole(naturalLog), ofDecimal((value) => value.ln()), ofDouble(naturalLog)],
  },
  {
    name: 'log',
    aliases: ['log10'],
    description: 'Logarithm to base 10, or to the base given first.',
    overloads: [
      ofWhole(commonLog),
      ofDecimal((value) => value.log(TEN)),
      ofDouble(commonLog),
      {
        args: ['decimal', 'decimal'],
        returns: 'decimal',
        evaluate: ([base, value]) => (value as Decimal).log(base as Decimal),
      },
      {
        args: ['double', 'double'],
        returns: 'double',
        evaluate: ([base, value]) =>
          checkDouble(logarithm(value as number, Math.log) / logarithm(base as number, Math.log)),
      },
    ],
  },
  {
    name: 'pi',
    description: 'The number π.',
    overloads: [{ args: [], returns: 'double', evaluate: () => Math.PI }],
  },
  {
    name: 'div',
    description: 'Integer quotient, cut toward zero.',
    overloads: [
      {
        args: ['decimal', 'decimal'],
        returns: 'decimal',
        evaluate: ([a, b]) => {
          const [dividend, divisor] = [a as Decimal, b as Decimal];
          return dividend.subtract(dividend.remainder(divisor)).divideTo(divisor, 0);
        },
      },
    ],
  },
  {
    name: 'row_count',
    description: 'The number of rows that LIMIT or OFFSET asks for; a negative one is an error.',
    overloads: [
      {
        args: ['integer'],
        returns: 'integer',
        evaluate: ([count]) => checkRowCount(count as number),
      },
      {
        args: ['decimal'],
        returns: 'integer',
        evaluate: ([count]) => checkRowCount((count as Decimal).round(0).toNumber()),
      },
    ],
  },
  {
    name: 'greatest',
    description: 'The largest of the values; NULLs do not count.',
    strict: false,
    overloads: extremes(1),
  },
  {
    name: 'least',
    description: 'The smallest of the values; NULLs do not count.',
    strict: false,
    overloads: extremes(-1),
  },
];
