/** Numbers in other bases than ten, and their bits. */
import { ExecutionError } from '../../errors.ts';
import type { ScalarDeclaration } from './declare.ts';

/** How many digits a negative number has depends on a width that integers do not have here. */
function digits(name: string, value: number, base: number): string {
  if (value >= 0) return value.toString(base);
  throw new ExecutionError('OUT_OF_RANGE', `${name} takes 0 or more, not ${value}`);
}

const inBase = (name: string, base: number): ScalarDeclaration => ({
  name,
  description: `The digits of an integer of 0 or more to the base ${base}.`,
  overloads: [
    { args: ['integer'], returns: 'text', evaluate: ([n]) => digits(name, n as number, base) },
  ],
});

export const BASE_FUNCTIONS: readonly ScalarDeclaration[] = [
  inBase('to_hex', 16),
  inBase('to_oct', 8),
  inBase('to_bin', 2),
  {
    name: 'xor',
    description: 'The bits that just one of the integers has.',
    overloads: [
      {
        args: ['integer', 'integer'],
        returns: 'integer',
        evaluate: ([a, b]) => Number(BigInt(a as number) ^ BigInt(b as number)),
      },
    ],
  },
];
