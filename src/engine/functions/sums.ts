import { Decimal } from '../values/decimal.ts';
import { checkInteger } from './arithmetic.ts';

/**
 * An exact running sum of integers or decimals. While values of one scale come and their total
 * is a safe integer, it is plain number addition.
 */
export class ExactSum {
  count = 0;
  private unscaled = 0;
  private scale = 0;
  /** What has been set aside when scales changed or `unscaled` would have grown too large. */
  private settled = Decimal.ZERO;

  add(value: number | Decimal): this {
    this.count++;
    const [unscaled, scale] =
      typeof value === 'number' ? [value, 0] : [value.unscaled, value.scale];
    if (typeof unscaled === 'number' && scale === this.scale) {
      const next = this.unscaled + unscaled;
      if (Number.isSafeInteger(next)) {
        this.unscaled = next;
        return this;
      }
    }
    this.settle(Decimal.of(unscaled, scale));
    return this;
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
export function checkIntegerSum(sum: ExactSum): number {
  return checkInteger(sum.total().toInteger() ?? Infinity);
}
