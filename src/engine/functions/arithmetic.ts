/** Checked arithmetic on integers and doubles: nothing overflows in silence. */
import { ExecutionError } from '../../errors.ts';
import { divisionByZero } from '../values/decimal.ts';

/** @throws ExecutionError OUT_OF_RANGE beyond 2^53, where integers are no longer exact. */
export function checkInteger(value: number): number {
  if (Number.isSafeInteger(value)) return value + 0;
  throw new ExecutionError('OUT_OF_RANGE', 'integer out of range', {
    hint: 'Integers reach 9007199254740991; cast to DECIMAL for larger numbers.',
  });
}

/** @throws ExecutionError OUT_OF_RANGE for infinities and NaN. */
export function checkDouble(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new ExecutionError('OUT_OF_RANGE', 'double out of range');
}

/** Truncates toward zero. @throws ExecutionError DIVISION_BY_ZERO */
export function divideIntegers(dividend: number, divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  // The double quotient of two safe integers may round up to an integer it does not reach.
  return (dividend - (dividend % divisor)) / divisor + 0;
}

/** Has the sign of the dividend. @throws ExecutionError DIVISION_BY_ZERO */
export function integerRemainder(dividend: number, divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return (dividend % divisor) + 0;
}

/** @throws ExecutionError DIVISION_BY_ZERO, OUT_OF_RANGE */
export function divideDoubles(dividend: number, divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return checkDouble(dividend / divisor);
}

/** @throws ExecutionError DIVISION_BY_ZERO, OUT_OF_RANGE */
export function powerOfDoubles(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw divisionByZero();
  return checkDouble(base ** exponent);
}
