/**
 * Logarithms and powers of e to any number of digits. Numbers are whole numbers of 10^-digits; the last
 * few digits of a result may be wrong, so callers ask for more than they keep.
 */

/** Halvings of an argument before its series, undone by squaring. */
const HALVINGS = 8;

/** ln 2 by number of digits; there are few of them. */
const MAX_KEPT = 100;
const kept = new Map<number, bigint>();

/** ln(unscaled × 10^-scale). @param unscaled above 0 */
export function naturalLogarithm(unscaled: bigint, scale: number, digits: number): bigint {
  const ofTens = scale === 0 ? 0n : BigInt(scale) * ofInteger(10n, digits);
  return ofInteger(unscaled, digits) - ofTens;
}

/** e^value. */
export function exponential(value: bigint, digits: number): bigint {
  const one = 10n ** BigInt(digits);
  const two = ofTwo(digits);
  let doublings = value / two;
  if (value < doublings * two) doublings -= 1n;
  const part = (value - doublings * two) >> BigInt(HALVINGS);
  let [sum, term] = [one, one];
  for (let n = 1n; term !== 0n; n++) {
    term = (term * part) / (one * n);
    sum += term;
  }
  for (let halving = 0; halving < HALVINGS; halving++) sum = (sum * sum) / one;
  return doublings < 0n ? sum >> -doublings : sum << doublings;
}

function ofInteger(value: bigint, digits: number): bigint {
  const bits = value.toString(2).length - 1;
  const one = 10n ** BigInt(digits);
  const mantissa = (value * one) >> BigInt(bits);
  return series(mantissa - one, mantissa + one, one) + BigInt(bits) * ofTwo(digits);
}

function ofTwo(digits: number): bigint {
  const known = kept.get(digits);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const found = series(1n, 3n, 10n ** BigInt(digits));
  kept.set(digits, found);
  return found;
}

/** ln of (1 + z) / (1 - z), with z = dividend / divisor: 2 × (z + z³/3 + z⁵/5 + …). */
function series(dividend: bigint, divisor: bigint, one: bigint): bigint {
  const z = (dividend * one) / divisor;
  const square = (z * z) / one;
  let [sum, power] = [0n, z];
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) / one;
  }
  return 2n * sum;
}
