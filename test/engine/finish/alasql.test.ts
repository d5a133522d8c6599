import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import alasql from 'alasql';
import { expect, test } from 'vitest';
import { loadSkeleton, type KeyedRow } from '../../../src/engine/finish/alasql.ts';

const keyed = (...keys: readonly string[]): readonly KeyedRow[] => keys.map((k, i) => ({ i, k }));

test('joins, groups and sorts row numbers', async () => {
  const skeleton = await loadSkeleton();
  expect(skeleton.join(keyed('s1', 's__proto__'), keyed('s__proto__', 's1', 'i1'))).toEqual([
    { a: 0, b: 1 },
    { a: 1, b: 0 },
  ]);
  expect(skeleton.group(keyed('s`', "s'", 's`'))).toEqual([{ g: [0, 2] }, { g: [1] }]);
  const rows = [3n, 0, -1, 3].map((k0, i) => ({ i, n0: 1, k0 }));
  expect(skeleton.sort(rows, [true]).map(({ i }) => i)).toEqual([0, 3, 1, 2]);
});

test('keeps no statement and no row alive', async () => {
  const skeleton = await loadSkeleton();
  expect(alasql.options.cache).toBe(false);
  const refs: WeakRef<object>[] = [];
  const watched = <T extends object>(row: T): T => {
    refs.push(new WeakRef(row));
    return row;
  };
  (() => {
    const rows = [watched({ i: 0, k: 'sx' }), { i: 1, k: 'sx' }];
    skeleton.join(rows, rows);
    skeleton.group([watched({ i: 0, k: 'sx' })]);
    skeleton.sort([watched({ i: 0, n0: 1, k0: 1 }), { i: 1, n0: 1, k0: 0 }], [false]);
  })();
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  // A dereferenced WeakRef lives to the end of its turn.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collectGarbage();
  expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined, undefined]);
});
