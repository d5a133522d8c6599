import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import { exponential, naturalLogarithm } from './fixed-point.ts';

/** PostgreSQL's bounds for NUMERIC: digits before and after the point. */
const MAX_INTEGER_DIGITS = 131_072;
const MAX_SCALE = 16_383;
/** A quotient or root carries at least this many significant digits, as in PostgreSQL. */
const MIN_SIGNIFICANT_DIGITS = 16;
/** Digits after the point that roots, powers and logarithms have at most, as in PostgreSQL. */
const MAX_RESULT_SCALE = 1000;
/** The largest power of e, as in PostgreSQL. */
const MAX_EXPONENT = 6000;
/** Digits that are reckoned with and not kept. */
const GUARD_DIGITS = 15;
/** Doubles of at most this magnitude have one shortest text of up to 15 digits. */
const UNAMBIGUOUS = 1e15;
/** 10^0 … 10^15, all safe integers. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

const NUMBER_TEXT = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?\s*$/;

/**
 * An exact decimal number: `unscaled × 10^-scale`. Immutable. Scales follow PostgreSQL's NUMERIC:
 * addition keeps the larger scale, multiplication adds them, division gives at least 16
 * significant digits; halves round away from zero.
 */
export class Decimal {
  /** A number while it is a safe integer (never -0), else a bigint. */
  readonly unscaled: number | bigint;
  /** Digits after the point; 0 or more. */
  readonly scale: number;

  static readonly ZERO = new Decimal(0, 0);
  static readonly ONE = new Decimal(1, 0);

  private constructor(unscaled: number | bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** `unscaled × 10^-scale`; a number given as `unscaled` must be a safe integer. */
  static of(unscaled: number | bigint, scale = 0): Decimal {
    if (typeof unscaled === 'number') return new Decimal(unscaled + 0, scale);
    const small = Number(unscaled);
    return new Decimal(Number.isSafeInteger(small) ? small : unscaled, scale);
  }

  /**
   * Reads `12`, `-0.50`, `.5`, `5.`, `1e-3`; digits after the point are kept as scale.
   * @throws ExecutionError INVALID_VALUE for any other text, OUT_OF_RANGE for too many digits.
   */
  static parse(text: string): Decimal {
    const value = Decimal.tryParse(text);
    if (value !== null) return value;
    throw new ExecutionError('INVALID_VALUE', `${abbreviate(text)} is not a number`);
  }

  /** As `parse`, but null for a text that is not a number. */
  static tryParse(text: string): Decimal | null {
    const match = NUMBER_TEXT.exec(text);
    if (match === null) return null;
    const [, sign, integer = '', fraction = match[4] ?? '', , exponentText = '0'] = match;
    const exponent = Number(exponentText);
    if (integer.length + exponent > MAX_INTEGER_DIGITS || fraction.length - exponent > MAX_SCALE) {
      throw outOfRange(text);
    }
    const digits = integer + fraction;
    const scale = fraction.length - exponent;
    const padded = scale < 0 ? digits + '0'.repeat(-scale) : digits;
    const signed = sign === '-' ? `-${padded}` : padded;
    return Decimal.of(padded.length <= 15 ? Number(signed) : BigInt(signed), Math.max(scale, 0));
  }

  /**
   * The decimal that a double prints as, with at least `minScale` digits after the point: 0.1 is 0.1,
   * not its binary expansion.
   * @throws ExecutionError OUT_OF_RANGE for NaN and infinities.
   */
  static fromNumber(value: number, minScale = 0): Decimal {
    for (let scale = minScale; scale <= 4; scale++) {
      const factor = POWERS[scale] ?? 1;
      const unscaled = Math.round(value * factor);
      if (Math.abs(unscaled) >= UNAMBIGUOUS) break;
      if (unscaled / factor === value) return new Decimal(unscaled + 0, scale);
    }
    if (!Number.isFinite(value)) throw outOfRange(String(value));
    return Decimal.parse(String(value)).withMinScale(minScale);
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    const left = this.unscaledAt(scale);
    const right = other.unscaledAt(scale);
    if (typeof left === 'number' && typeof right === 'number') {
      const sum = left + right;
      if (Number.isSafeInteger(sum)) return new Decimal(sum, scale);
    }
    return Decimal.of(BigInt(left) + BigInt(right), scale);
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  multiply(other: Decimal): Decimal {
    const scale = this.scale + other.scale;
    const product = multiplyIntegers(this.unscaled, other.unscaled);
    const result = Decimal.of(product, scale);
    return scale > MAX_SCALE ? result.round(MAX_SCALE) : result;
  }

  /** @throws ExecutionError DIVISION_BY_ZERO */
  divide(other: Decimal): Decimal {
    return this.divideTo(other, this.divisionScale(other));
  }

  /**
   * The quotient rounded to `scale` digits after the point.
   * @throws ExecutionError DIVISION_BY_ZERO
   */
  divideTo(other: Decimal, scale: number): Decimal {
    if (other.isZero()) throw divisionByZero();
    // this / other × 10^scale = a × 10^(scale - this.scale + other.scale) / b
    const shift = scale - this.scale + other.scale;
    const dividend = BigInt(this.unscaled) * powerOfTen(Math.max(shift, 0));
    const divisor = BigInt(other.unscaled) * powerOfTen(Math.max(-shift, 0));
    return Decimal.of(divideRounded(dividend, divisor), scale);
  }

  /** PostgreSQL's select_div_scale: the scale of `this / other`. */
  divisionScale(other: Decimal): number {
    const dividend = this.leadingGroup();
    const divisor = other.leadingGroup();
    const below = dividend.group <= divisor.group ? 1 : 0;
    const weight = dividend.weight - divisor.weight - below;
    return Math.min(
      Math.max(MIN_SIGNIFICANT_DIGITS - weight * 4, this.scale, other.scale, 0),
      1000,
    );
  }

  /**
   * The remainder of truncated division: it has the sign of `this`.
   * @throws ExecutionError DIVISION_BY_ZERO
   */
  remainder(other: Decimal): Decimal {
    if (other.isZero()) throw divisionByZero();
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(BigInt(this.unscaledAt(scale)) % BigInt(other.unscaledAt(scale)), scale);
  }

  /**
   * `this` to the power of `exponent`, rounded to at least 16 significant digits.
   * @throws ExecutionError OUT_OF_RANGE, DIVISION_BY_ZERO (zero to a negative power)
   */
  power(exponent: Decimal): Decimal {
    if (this.isZero() && exponent.isNegative()) throw divisionByZero();
    const scale = this.powerScale(exponent);
    const integral = exponent.toInteger();
    if (integral === null) {
      if (this.isNegative()) {
        throw new ExecutionError('OUT_OF_RANGE', 'a negative number has no fractional power');
      }
      return this.fractionalPower(exponent, scale);
    }
    const magnitude = Math.abs(integral);
    const base = this.normalize();
    const size = String(base.unscaled).length * magnitude;
    if (size > MAX_INTEGER_DIGITS) {
      if (base.unscaled === 1 && base.scale === 0) return base.withMinScale(scale);
      throw outOfRange(`${this.toString()} ^ ${exponent.toString()}`);
    }
    const raised = Decimal.of(BigInt(base.unscaled) ** BigInt(magnitude), base.scale * magnitude);
    return integral < 0 ? Decimal.ONE.divideTo(raised, scale) : raised.round(scale);
  }

  private fractionalPower(exponent: Decimal, scale: number): Decimal {
    if (this.isZero()) return Decimal.ZERO.withMinScale(MIN_SIGNIFICANT_DIGITS);
    const size = exponent.toNumber() * this.log10();
    if (size * Math.LN10 > MAX_EXPONENT)
      throw outOfRange(`${this.toString()} ^ ${exponent.toString()}`);
    if (size * Math.LN10 < -MAX_EXPONENT) return Decimal.ZERO.withMinScale(MAX_RESULT_SCALE);
    const digits = scale + Math.max(Math.ceil(size), 0) + GUARD_DIGITS;
    const log = this.naturalLog(digits + exponent.truncate().unscaled.toString().length);
    return exponentialTo(log.multiply(exponent).round(digits), digits, scale);
  }

  /** Of so many digits after the point, the last few of them not right. */
  private naturalLog(digits: number): Decimal {
    return Decimal.of(naturalLogarithm(BigInt(this.unscaled), this.scale, digits), digits);
  }

  /**
   * The natural logarithm, of at least 16 significant digits.
   * @throws ExecutionError OUT_OF_RANGE for zero or a negative number.
   */
  ln(): Decimal {
    const scale = resultScale(-this.logarithmWeight(), this);
    return this.naturalLog(scale + GUARD_DIGITS).round(scale);
  }

  /**
   * The logarithm to a base, of at least 16 significant digits.
   * @throws ExecutionError OUT_OF_RANGE for zero or negative numbers, DIVISION_BY_ZERO for base 1
   */
  log(base: Decimal): Decimal {
    const weights = [this.logarithmWeight(), base.logarithmWeight()] as const;
    const scale = resultScale(weights[1] - weights[0], this, base);
    const digits = scale + GUARD_DIGITS + Math.abs(weights[0]) + Math.abs(weights[1]);
    if (base.equals(Decimal.ONE)) throw divisionByZero();
    return this.naturalLog(digits).divideTo(base.naturalLog(digits), scale);
  }

  /** e to the power of the number, of at least 16 significant digits. @throws ExecutionError OUT_OF_RANGE */
  exp(): Decimal {
    const size = this.toNumber() * Math.LOG10E;
    const scale = resultScale(-Math.trunc(Math.min(Math.max(size, -2000), 2000)), this);
    if (this.toNumber() >= MAX_EXPONENT) throw outOfRange(`e ^ ${this.toString()}`);
    if (this.toNumber() <= -MAX_EXPONENT) return Decimal.ZERO.withMinScale(scale);
    return exponentialTo(this, scale + Math.max(Math.ceil(size), 0) + GUARD_DIGITS, scale);
  }

  /** Position of the first digit of the natural logarithm, as PostgreSQL estimates it: 0 for 2.3, -2 for 0.05. */
  private logarithmWeight(): number {
    if (this.unscaled <= 0) {
      throw new ExecutionError('OUT_OF_RANGE', 'the logarithm of zero or a negative number');
    }
    const distance = this.subtract(Decimal.ONE);
    if (distance.isZero()) return 0;
    if (Math.abs(distance.toNumber()) > 0.1) {
      return Math.trunc(Math.log10(Math.abs(this.log10() * Math.LN10)));
    }
    return String(distance.abs().unscaled).length - 1 - distance.scale;
  }

  /** @throws ExecutionError OUT_OF_RANGE for a negative number. */
  squareRoot(): Decimal {
    // PostgreSQL: the weight of the root's first digit is half of the argument's.
    const { weight } = this.leadingGroup();
    const rootDigits = weight >= 0 ? weight * 2 + 1 : 1 - Math.trunc((1 - weight * 4) / 2);
    return this.squareRootTo(Math.max(MIN_SIGNIFICANT_DIGITS - rootDigits, this.scale, 0));
  }

  /** The square root rounded to `scale` digits after the point. */
  squareRootTo(scale: number): Decimal {
    if (this.isNegative()) {
      throw new ExecutionError('OUT_OF_RANGE', 'a negative number has no square root');
    }
    // One digit more than wanted, truncated: the root of a rational is never a tie by one digit
    // unless it is exact, so rounding that digit is right.
    const root = integerSquareRoot(BigInt(this.rescaleExact(2 * scale + 2)));
    return Decimal.of(root, scale + 1).round(scale);
  }

  negate(): Decimal {
    const { unscaled } = this;
    return new Decimal(typeof unscaled === 'number' ? 0 - unscaled : -unscaled, this.scale);
  }

  abs(): Decimal {
    return this.isNegative() ? this.negate() : this;
  }

  /** Rounded to `digits` after the point (half away from zero); negative: to tens, hundreds, …. */
  round(digits = 0): Decimal {
    return this.rescale(digits, divideRounded);
  }

  /** Cut to `digits` after the point; negative: to tens, hundreds, …. */
  truncate(digits = 0): Decimal {
    return this.rescale(digits, (dividend, divisor) => dividend / divisor);
  }

  floor(): Decimal {
    const cut = this.truncate();
    return cut.compare(this) > 0 ? cut.subtract(Decimal.ONE) : cut;
  }

  ceiling(): Decimal {
    const cut = this.truncate();
    return cut.compare(this) < 0 ? cut.add(Decimal.ONE) : cut;
  }

  /** The same number with at least `scale` digits after the point: 1.5 → 1.50. */
  withMinScale(scale: number): Decimal {
    return this.scale >= scale ? this : Decimal.of(this.unscaledAt(scale), scale);
  }

  /** The same number without trailing zeros after the point: 1.50 → 1.5. */
  normalize(): Decimal {
    let { unscaled, scale } = this;
    if (typeof unscaled === 'number') {
      for (; scale > 0 && unscaled % 10 === 0; scale--) unscaled /= 10;
    } else {
      for (; scale > 0 && unscaled % 10n === 0n; scale--) unscaled /= 10n;
    }
    return scale === this.scale ? this : Decimal.of(unscaled, scale);
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const left = this.unscaledAt(scale);
    const right = other.unscaledAt(scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** Equal in value: 1.0 equals 1.00. */
  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  isZero(): boolean {
    return this.unscaled === 0;
  }

  isNegative(): boolean {
    return this.unscaled < 0;
  }

  sign(): -1 | 0 | 1 {
    return this.unscaled < 0 ? -1 : this.unscaled > 0 ? 1 : 0;
  }

  /** As a safe integer; null when it has a fraction or is too large. */
  toInteger(): number | null {
    const { unscaled, scale } = this.normalize();
    return scale === 0 && typeof unscaled === 'number' ? unscaled : null;
  }

  /** The nearest double. */
  toNumber(): number {
    if (this.scale === 0) return Number(this.unscaled);
    const power = POWERS[this.scale];
    // Both exact, so the quotient is correctly rounded.
    if (typeof this.unscaled === 'number' && power !== undefined) return this.unscaled / power;
    return Number(this.toString());
  }

  /** Plain notation with all digits of the scale: `-0.50`. */
  toString(): string {
    const { unscaled, scale } = this;
    if (scale === 0) return unscaled.toString();
    const negative = unscaled < 0;
    const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
    const point = digits.length - scale;
    return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** JSON has no exact decimals: the text keeps every digit. */
  toJSON(): string {
    return this.toString();
  }

  /** The same text for equal numbers: 1.0 and 1.00 are both `1`. */
  hashKey(): string {
    return this.normalize().toString();
  }

  /**
   * What a `Map` may hold in place of the number: the same for equal numbers and for no others. A
   * double while 15 digits do, because no two numbers of so few digits share one, else the text.
   */
  identity(): number | string {
    const { unscaled } = this;
    const power = POWERS[this.scale];
    if (typeof unscaled === 'number' && power !== undefined) {
      if (unscaled < UNAMBIGUOUS && unscaled > -UNAMBIGUOUS) return unscaled / power;
    }
    const shortest = this.normalize();
    return shortest.scale < this.scale ? shortest.identity() : shortest.toString();
  }

  /** What `unscaled` would be at a scale of at least this one's. */
  unscaledAt(scale: number): number | bigint {
    const shift = scale - this.scale;
    if (shift === 0) return this.unscaled;
    const power = POWERS[shift];
    if (typeof this.unscaled === 'number' && power !== undefined) {
      const product = this.unscaled * power;
      if (Number.isSafeInteger(product)) return product;
    }
    return BigInt(this.unscaled) * powerOfTen(shift);
  }

  /** `unscaled` at any scale, cutting digits that do not fit. */
  private rescaleExact(scale: number): number | bigint {
    return scale >= this.scale ? this.unscaledAt(scale) : this.truncate(scale).unscaled;
  }

  private rescale(digits: number, divide: (dividend: bigint, divisor: bigint) => bigint): Decimal {
    if (digits >= this.scale) {
      return digits > MAX_SCALE ? this.withMinScale(MAX_SCALE) : this.withMinScale(digits);
    }
    if (digits < -MAX_INTEGER_DIGITS) return Decimal.ZERO;
    const cut = divide(BigInt(this.unscaled), powerOfTen(this.scale - digits));
    return digits >= 0 ? Decimal.of(cut, digits) : Decimal.of(cut * powerOfTen(-digits), 0);
  }

  /**
   * The first of the groups of four digits that PostgreSQL stores, and its weight: the number is
   * about `group × 10000^weight`.
   */
  private leadingGroup(): { readonly group: number; readonly weight: number } {
    if (this.unscaled === 0) return { group: 0, weight: 0 };
    const digits = (this.unscaled < 0 ? -this.unscaled : this.unscaled).toString();
    const exponent = digits.length - 1 - this.scale;
    const weight = Math.floor(exponent / 4);
    const length = exponent - weight * 4 + 1;
    return { group: Number(digits.slice(0, length).padEnd(length, '0')), weight };
  }

  private powerScale(exponent: Decimal): number {
    const size = this.isZero() ? 0 : exponent.toNumber() * this.abs().log10();
    if (size > MAX_INTEGER_DIGITS) throw outOfRange(`${this.toString()} ^ ${exponent.toString()}`);
    const wanted = Math.max(
      MIN_SIGNIFICANT_DIGITS - Math.trunc(size),
      this.scale,
      exponent.scale,
      0,
    );
    return Math.min(wanted, MAX_RESULT_SCALE);
  }

  private log10(): number {
    const digits = this.unscaled.toString();
    return Math.log10(Number(`0.${digits.slice(0, 17)}`)) + digits.length - this.scale;
  }
}

/** The scale of a result whose first digit is so many places right of the point. */
const resultScale = (places: number, ...operands: readonly Decimal[]): number =>
  Math.min(
    Math.max(MIN_SIGNIFICANT_DIGITS + places, ...operands.map(({ scale }) => scale), 0),
    MAX_RESULT_SCALE,
  );

/** e^value, reckoned with `digits` after the point and rounded to `scale`. */
function exponentialTo(value: Decimal, digits: number, scale: number): Decimal {
  const fixed = BigInt(value.withMinScale(digits).round(digits).unscaled);
  return Decimal.of(exponential(fixed, digits), digits).round(scale);
}

function multiplyIntegers(left: number | bigint, right: number | bigint): number | bigint {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product;
  }
  return BigInt(left) * BigInt(right);
}

function powerOfTen(exponent: number): bigint {
  const power = POWERS[exponent];
  return power === undefined ? 10n ** BigInt(exponent) : BigInt(power);
}

/** Half away from zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const doubled = (rest < 0n ? -rest : rest) * 2n;
  if (doubled < (divisor < 0n ? -divisor : divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** The largest integer whose square is at most `value` (Newton's method). */
function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function outOfRange(text: string): ExecutionError {
  return new ExecutionError('OUT_OF_RANGE', `${abbreviate(text)} is out of range for a decimal`);
}

/** @internal also thrown by integer and double division. */
export function divisionByZero(): ExecutionError {
  return new ExecutionError('DIVISION_BY_ZERO', 'division by zero');
}
