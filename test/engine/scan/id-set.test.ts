import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../../src/engine/scan/id-set.ts';

/** Few different ones, some of them no GUIDs, in any case. */
const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.boolean())
    .map(([a, b, upper]) => {
      const id = `0000000${a}-0000-0000-0000-0000000000${upper ? 'AB' : 'ab'}`.slice(0, 34);
      return `${id}0${b}`;
    }),
  fc.constantFrom<unknown>(
    '00000000-0000-0000-0000-000000000000',
    '',
    'INV-1',
    'inv-1',
    1,
    '1',
    2.5,
    true,
  ),
);

const keyOf = (id: unknown): unknown => (typeof id === 'string' ? id.toLowerCase() : id);

describe('IdSet', () => {
  it('tells ids apart as a set of their texts in lower case does', () => {
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 200 }), (list) => {
        const [set, reference] = [new IdSet(), new Set<unknown>()];
        for (const id of list) {
          const isNew = !reference.has(keyOf(id));
          reference.add(keyOf(id));
          expect(set.add(id)).toBe(isNew);
        }
      }),
    );
  });

  it('holds many', () => {
    const set = new IdSet();
    const guid = (n: number): string =>
      `${(Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
    const numbers = Array.from({ length: 30_000 }, (_, n) => n);
    expect(numbers.every((n) => set.add(guid(n)))).toBe(true);
    expect(numbers.some((n) => set.add(guid(n)))).toBe(false);
  });
});
