import { Decimal } from '../values/decimal.ts';
import { checkInteger } from './arithmetic.ts';

/** 10^0 … 10^15, all safe integers. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * An exact running sum of integers or decimals. While their total is a safe integer at the
 * scale of the longest, it is plain number addition.
 */
export class ExactSum {
  count = 0;
  private unscaled = 0;
  private scale = 0;
  /** What has been set aside when scales changed or `unscaled` would have grown too large. */
  private settled = Decimal.ZERO;
  /** The most digits after the point that a value has, and how many values have them. */
  private mostDigits = 0;
  private longest = 0;

  add(value: number | Decimal): this {
    this.count++;
    const scale = typeof value === 'number' ? 0 : value.scale;
    if (scale > this.mostDigits) [this.mostDigits, this.longest] = [scale, 0];
    if (scale === this.mostDigits) this.longest++;
    return this.accumulate(typeof value === 'number' ? value : value.unscaled, scale);
  }

  /**
   * Takes out a value that was added.
   * @returns false where the sum cannot tell how many digits after the point it would have had;
   *   it is of no use then.
   */
  remove(value: number | Decimal): boolean {
    this.count--;
    const scale = typeof value === 'number' ? 0 : value.scale;
    if (scale === this.mostDigits && scale > 0 && --this.longest === 0) return false;
    const negated = typeof value === 'number' ? 0 - value : value.negate().unscaled;
    this.accumulate(negated, scale);
    return true;
  }

  private accumulate(unscaled: number | bigint, scale: number): this {
    if (typeof unscaled === 'number' && this.addSafely(unscaled, scale)) return this;
    this.settle(Decimal.of(unscaled, scale));
    return this;
  }

  /** Adds by number arithmetic; false where that would not be exact. */
  private addSafely(unscaled: number, scale: number): boolean {
    if (scale !== this.scale) return this.addScaled(unscaled, scale);
    const next = this.unscaled + unscaled;
    if (!Number.isSafeInteger(next)) return false;
    this.unscaled = next;
    return true;
  }

  private addScaled(unscaled: number, scale: number): boolean {
    const power = POWERS[Math.abs(scale - this.scale)] ?? Infinity;
    const term = scale < this.scale ? unscaled * power : unscaled;
    const before = scale > this.scale ? this.unscaled * power : this.unscaled;
    const next = before + term;
    const isExact =
      Number.isSafeInteger(next) && Number.isSafeInteger(term) && Number.isSafeInteger(before);
    if (!isExact) return false;
    this.unscaled = next;
    this.scale = Math.max(this.scale, scale);
    return true;
  }

  total(): Decimal {
    return this.settled.add(Decimal.of(this.unscaled, this.scale));
  }

  /** @throws ExecutionError DIVISION_BY_ZERO when nothing was added. */
  mean(): Decimal {
    return this.total().divide(Decimal.of(this.count));
  }

  private settle(value: Decimal): void {
    this.settled = this.total().add(value);
    this.unscaled = 0;
    this.scale = value.scale;
  }
}

/** The total of integers. @throws ExecutionError OUT_OF_RANGE beyond 2^53. */
export function checkIntegerSum(total: Decimal): number {
  return checkInteger(total.toInteger() ?? Infinity);
}

/**
 * Exact running sums of many groups: as `ExactSum`, in flat arrays, so that a value costs no more than
 * the addition. Nothing can be taken out of them.
 */
export class ExactSums {
  #counts: Int32Array = new Int32Array(16);
  /** By group: the total of what is not set aside, at its scale; a safe integer. */
  #unscaled: Float64Array = new Float64Array(16);
  #scales: Uint16Array = new Uint16Array(16);
  /** Of groups whose total was no safe integer at its scale. */
  readonly #settled = new Map<number, Decimal>();

  /** Makes room for the groups below `size`. */
  grow(size: number): void {
    if (size <= this.#counts.length) return;
    const room = 2 * size;
    this.#counts = copied(this.#counts, new Int32Array(room));
    this.#unscaled = copied(this.#unscaled, new Float64Array(room));
    this.#scales = copied(this.#scales, new Uint16Array(room));
  }

  add(group: number, value: number | Decimal): void {
    (this.#counts[group] as number)++;
    const term = termAt(this.#scales[group] as number, value);
    const next = (this.#unscaled[group] as number) + term;
    if (Number.isSafeInteger(next)) this.#unscaled[group] = next;
    else this.#addExactly(group, value);
  }

  /** Adds a value that has more digits after the point, or that makes the total too large. */
  #addExactly(group: number, value: number | Decimal): void {
    const before = Decimal.of(this.#unscaled[group] as number, this.#scales[group]);
    const sum = before.add(typeof value === 'number' ? Decimal.of(value) : value);
    this.#scales[group] = sum.scale;
    if (typeof sum.unscaled === 'number') this.#unscaled[group] = sum.unscaled;
    else {
      this.#unscaled[group] = 0;
      this.#settled.set(group, sum.add(this.#settled.get(group) ?? Decimal.ZERO));
    }
  }

  count(group: number): number {
    return this.#counts[group] as number;
  }

  total(group: number): Decimal {
    const rest = Decimal.of(this.#unscaled[group] as number, this.#scales[group]);
    const settled = this.#settled.get(group);
    return settled === undefined ? rest : settled.add(rest);
  }

  /** @throws ExecutionError DIVISION_BY_ZERO when nothing was added to the group. */
  mean(group: number): Decimal {
    return this.total(group).divide(Decimal.of(this.count(group)));
  }
}

/** A value as a whole number at a scale; NaN where it is no safe integer. */
function termAt(scale: number, value: number | Decimal): number {
  if (typeof value === 'number') return scale === 0 ? value : NaN;
  const term = value.scale <= scale ? value.unscaledAt(scale) : NaN;
  return typeof term === 'number' ? term : NaN;
}

function copied<Numbers extends Int32Array | Float64Array | Uint16Array>(
  from: Numbers,
  to: Numbers,
): Numbers {
  to.set(from);
  return to;
}
