/** The operators `+ - * / % ^ ||` and unary minus (`negate`). */
import {
  addInterval,
  MS_PER_DAY,
  timeToDate,
  timeToTimestamp,
  toTime,
} from '../values/datetime.ts';
import type { Decimal } from '../values/decimal.ts';
import {
  addIntervals,
  durationToInterval,
  divideInterval,
  multiplyInterval,
  negateInterval,
} from '../values/interval.ts';
import { divisionByZero } from '../values/decimal.ts';
import type { Interval, SqlType, SqlValue } from '../values/types.ts';
import {
  checkDouble,
  checkInteger,
  divideDoubles,
  divideIntegers,
  integerRemainder,
  powerOfDoubles,
} from './arithmetic.ts';
import { CONCATENATE_ARRAYS } from './arrays.ts';
import type { Overload, ScalarDeclaration } from './declare.ts';

const integers = (operate: (a: number, b: number) => number): Overload => ({
  args: ['integer', 'integer'],
  returns: 'integer',
  evaluate: ([a, b]) => operate(a as number, b as number),
});
const decimals = (operate: (a: Decimal, b: Decimal) => Decimal): Overload => ({
  args: ['decimal', 'decimal'],
  returns: 'decimal',
  evaluate: ([a, b]) => operate(a as Decimal, b as Decimal),
});
const doubles = (operate: (a: number, b: number) => number): Overload => ({
  args: ['double', 'double'],
  returns: 'double',
  evaluate: ([a, b]) => operate(a as number, b as number),
});
const mixed = (
  left: SqlType,
  right: SqlType,
  returns: SqlType,
  operate: (a: SqlValue, b: SqlValue) => SqlValue,
): Overload => ({
  args: [left, right],
  returns,
  evaluate: ([a = null, b = null]) => operate(a, b),
});

const shift = (value: SqlValue, interval: SqlValue): string =>
  timeToTimestamp(addInterval(toTime(value as string), interval as Interval));
const shiftBack = (value: SqlValue, interval: SqlValue): string =>
  shift(value, negateInterval(interval as Interval));
const addDays = (date: SqlValue, days: SqlValue): string =>
  timeToDate(toTime(date as string) + (days as number) * MS_PER_DAY);
const milliseconds = (a: SqlValue, b: SqlValue): number =>
  toTime(a as string) - toTime(b as string);
const scale = (interval: SqlValue, factor: SqlValue): Interval =>
  multiplyInterval(interval as Interval, factor as number);

const DIVIDE_INTERVAL = mixed('interval', 'double', 'interval', (interval, divisor) => {
  if (divisor === 0) throw divisionByZero();
  return divideInterval(interval as Interval, divisor as number);
});

/** PostgreSQL's BIGINT has 64 bits: shifts go by their number modulo 64. */
const shiftWidth = (count: bigint): bigint => BigInt.asUintN(6, count);

const bitwise = (
  name: string,
  description: string,
  operate: (a: bigint, b: bigint) => bigint,
): ScalarDeclaration => ({
  name,
  description,
  overloads: [
    integers((a, b) => checkInteger(Number(BigInt.asIntN(64, operate(BigInt(a), BigInt(b)))))),
  ],
});

export const OPERATORS: readonly ScalarDeclaration[] = [
  {
    name: '+',
    description: 'Sum; moves dates by days and timestamps by intervals.',
    overloads: [
      integers((a, b) => checkInteger(a + b)),
      decimals((a, b) => a.add(b)),
      doubles((a, b) => checkDouble(a + b)),
      mixed('date', 'interval', 'timestamp', shift),
      mixed('timestamp', 'interval', 'timestamp', shift),
      mixed('interval', 'interval', 'interval', (a, b) =>
        addIntervals(a as Interval, b as Interval),
      ),
      mixed('interval', 'date', 'timestamp', (a, b) => shift(b, a)),
      mixed('interval', 'timestamp', 'timestamp', (a, b) => shift(b, a)),
      mixed('date', 'integer', 'date', addDays),
      mixed('integer', 'date', 'date', (a, b) => addDays(b, a)),
    ],
  },
  {
    name: '-',
    description: 'Difference; of two dates in days, of two timestamps as an interval.',
    overloads: [
      integers((a, b) => checkInteger(a - b)),
      decimals((a, b) => a.subtract(b)),
      doubles((a, b) => checkDouble(a - b)),
      mixed('date', 'date', 'integer', (a, b) => milliseconds(a, b) / MS_PER_DAY),
      mixed('timestamp', 'timestamp', 'interval', (a, b) => durationToInterval(milliseconds(a, b))),
      mixed('date', 'interval', 'timestamp', shiftBack),
      mixed('timestamp', 'interval', 'timestamp', shiftBack),
      mixed('interval', 'interval', 'interval', (a, b) =>
        addIntervals(a as Interval, negateInterval(b as Interval)),
      ),
      mixed('date', 'integer', 'date', (a, b) => addDays(a, -(b as number))),
    ],
  },
  {
    name: '*',
    description: 'Product.',
    overloads: [
      integers((a, b) => checkInteger(a * b)),
      decimals((a, b) => a.multiply(b)),
      doubles((a, b) => checkDouble(a * b)),
      mixed('interval', 'double', 'interval', scale),
      mixed('double', 'interval', 'interval', (a, b) => scale(b, a)),
    ],
  },
  {
    name: '/',
    description: 'Quotient; of two integers cut to an integer.',
    overloads: [
      integers(divideIntegers),
      decimals((a, b) => a.divide(b)),
      doubles(divideDoubles),
      DIVIDE_INTERVAL,
    ],
  },
  {
    name: '%',
    aliases: ['mod'],
    description: 'Remainder, with the sign of the dividend.',
    overloads: [integers(integerRemainder), decimals((a, b) => a.remainder(b))],
  },
  {
    name: '^',
    aliases: ['power', 'pow'],
    description: 'The first number to the power of the second.',
    overloads: [
      {
        args: ['integer', 'integer'],
        returns: 'double',
        evaluate: ([a, b]) => powerOfDoubles(a as number, b as number),
      },
      decimals((a, b) => a.power(b)),
      doubles(powerOfDoubles),
    ],
  },
  {
    name: '||',
    description:
      'The texts, or the elements of arrays, one after the other; NULL if one text is NULL.',
    strict: false,
    overloads: [
      {
        args: ['text', 'text'],
        anyAsText: true,
        returns: 'text',
        evaluate: ([a = null, b = null]) =>
          a === null || b === null ? null : (a as string) + (b as string),
      },
      ...CONCATENATE_ARRAYS,
    ],
  },
  bitwise('&', 'The bits that both integers have.', (a, b) => a & b),
  bitwise('|', 'The bits that one of the integers has.', (a, b) => a | b),
  bitwise('#', 'The bits that just one of the integers has.', (a, b) => a ^ b),
  bitwise('<<', 'The bits moved to the left.', (a, b) => a << shiftWidth(b)),
  bitwise('>>', 'The bits moved to the right.', (a, b) => a >> shiftWidth(b)),
  {
    name: 'negate',
    description: 'The number or interval with the other sign.',
    overloads: [
      { args: ['integer'], returns: 'integer', evaluate: ([a]) => 0 - (a as number) },
      { args: ['decimal'], returns: 'decimal', evaluate: ([a]) => (a as Decimal).negate() },
      { args: ['double'], returns: 'double', evaluate: ([a]) => -(a as number) },
      {
        args: ['interval'],
        returns: 'interval',
        evaluate: ([a]) => negateInterval(a as Interval),
      },
    ],
  },
];
