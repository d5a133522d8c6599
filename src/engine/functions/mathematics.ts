/** Roots, angles and whole numbers. */
import { ExecutionError } from '../../errors.ts';
import { Decimal } from '../values/decimal.ts';
import { checkDouble, checkInteger } from './arithmetic.ts';
import type { ScalarDeclaration } from './declare.ts';

const ofDouble = (
  name: string,
  description: string,
  evaluate: (value: number) => number,
): ScalarDeclaration => ({
  name,
  description,
  overloads: [
    {
      args: ['double'],
      returns: 'double',
      evaluate: ([value]) => checkDouble(inDomain(name, evaluate(value as number))),
    },
  ],
});

function inDomain(name: string, value: number): number {
  if (!Number.isNaN(value)) return value;
  throw new ExecutionError('OUT_OF_RANGE', `${name} has no value there`);
}

const ofIntegers = (
  name: string,
  description: string,
  evaluate: (a: number, b: number) => number,
): ScalarDeclaration => ({
  name,
  description,
  overloads: [
    {
      args: ['integer', 'integer'],
      returns: 'integer',
      evaluate: ([a, b]) => checkInteger(evaluate(a as number, b as number)),
    },
  ],
});

function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

const commonMultiple = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : Math.abs((a / commonDivisor(a, b)) * b);

/** Beyond, PostgreSQL's answer has more digits than anybody wants. */
const MAX_FACTORIAL = 170;

function factorial(n: number): Decimal {
  if (n < 0 || n > MAX_FACTORIAL) {
    throw new ExecutionError('OUT_OF_RANGE', `factorial takes 0 to ${MAX_FACTORIAL}, not ${n}`);
  }
  let product = 1n;
  for (let factor = 2n; factor <= BigInt(n); factor++) product *= factor;
  return Decimal.of(product);
}

/** Decimals without the zeros at their end. */
function trimmed(value: Decimal): Decimal {
  const text = value.toString();
  return text.includes('.') ? Decimal.parse(text.replace(/\.?0+$/, '')) : value;
}

export const MATHEMATICAL_FUNCTIONS: readonly ScalarDeclaration[] = [
  ofDouble('cbrt', 'Cube root.', Math.cbrt),
  ofDouble('degrees', 'Radians in degrees.', (value) => (value / Math.PI) * 180),
  ofDouble('radians', 'Degrees in radians.', (value) => (value / 180) * Math.PI),
  ofDouble('sin', 'Sine of an angle in radians.', Math.sin),
  ofDouble('cos', 'Cosine of an angle in radians.', Math.cos),
  ofDouble('tan', 'Tangent of an angle in radians.', Math.tan),
  ofDouble('cot', 'Cotangent of an angle in radians.', (value) => 1 / Math.tan(value)),
  ofDouble('sinh', 'Hyperbolic sine.', Math.sinh),
  ofDouble('cosh', 'Hyperbolic cosine.', Math.cosh),
  ofDouble('tanh', 'Hyperbolic tangent.', Math.tanh),
  ofDouble('asinh', 'The number of a hyperbolic sine.', Math.asinh),
  ofDouble('acosh', 'The number of a hyperbolic cosine.', Math.acosh),
  ofDouble('atanh', 'The number of a hyperbolic tangent.', Math.atanh),
  ofDouble('asin', 'The angle of a sine, in radians.', Math.asin),
  ofDouble('acos', 'The angle of a cosine, in radians.', Math.acos),
  ofDouble('atan', 'The angle of a tangent, in radians.', Math.atan),
  {
    name: 'atan2',
    description: 'The angle, in radians, of the tangent y / x: atan2(y, x).',
    overloads: [
      {
        args: ['double', 'double'],
        returns: 'double',
        evaluate: ([y, x]) => Math.atan2(y as number, x as number),
      },
    ],
  },
  ofIntegers('gcd', 'Greatest common divisor.', commonDivisor),
  ofIntegers('lcm', 'Least common multiple.', commonMultiple),
  {
    name: 'factorial',
    description: 'Product of the integers from 1 to a number.',
    overloads: [
      { args: ['integer'], returns: 'decimal', evaluate: ([n]) => factorial(n as number) },
    ],
  },
  {
    name: 'scale',
    description: 'Number of decimal places.',
    overloads: [
      { args: ['decimal'], returns: 'integer', evaluate: ([value]) => (value as Decimal).scale },
    ],
  },
  {
    name: 'min_scale',
    description: 'Number of decimal places that the value needs.',
    overloads: [
      {
        args: ['decimal'],
        returns: 'integer',
        evaluate: ([value]) => trimmed(value as Decimal).scale,
      },
    ],
  },
  {
    name: 'trim_scale',
    description: 'The number without the zeros at the end of its decimal places.',
    overloads: [
      { args: ['decimal'], returns: 'decimal', evaluate: ([value]) => trimmed(value as Decimal) },
    ],
  },
];
