import { compilePredicate, layoutOf, type Environment } from '../../expr/index.ts';
import { outputColumns, type Filter, type Join } from '../../rel/rel.ts';
import { conjunction } from '../../rel/walk.ts';
import type { SqlValue, Tuple } from '../../values/types.ts';
import { isLarge, type KeyedRow, type Skeleton } from '../alasql.ts';
import { BATCH_ROWS, CHECKPOINT_ROWS, CHUNK_ROWS, type Flow, type Work } from '../work.ts';
import { splitJoin } from './join-condition.ts';
import { KeyNumbers, numberRows } from './key-numbers.ts';
import { NO_KEY } from './part-numbers.ts';
import { indexRows, matchKeys, type MatchKeys, type RowIndex, type RowKey } from './keys.ts';

/** Most pairs that alasql builds at a time. */
const MAX_PAIRS = 200_000;

/** What a pair of matching rows is given to. */
type Visit = (left: number, right: number) => void;

/** Visits every pair of rows that may match. */
type Pairing = (left: readonly Tuple[], right: readonly Tuple[], visit: Visit) => Work<undefined>;

export type JoinRows = (left: readonly Tuple[], right: readonly Tuple[]) => Flow<Tuple>;

/**
 * Joins rows that are all there. Equalities are matched by hashed keys, other conditions on each
 * pair; rows of an outer side without a match come last, filled with NULLs.
 * @param skeleton null where the same rows are joined again and again (correlated subqueries):
 * then the index of a side is kept as long as its rows are the same.
 */
export function joinOperator(
  rel: Join,
  environment: Environment,
  skeleton: (() => Skeleton) | null,
): JoinRows {
  const [leftColumns, rightColumns] = [outputColumns(rel.left), outputColumns(rel.right)];
  const { keys, residual } = splitJoin(rel.on, rel.left, rel.right);
  const passes =
    residual === null
      ? null
      : compilePredicate(residual, layoutOf([...leftColumns, ...rightColumns]), environment);
  const leftKeys = matchKeys(
    keys.map(({ left }) => left),
    layoutOf(leftColumns),
    environment,
  );
  const rightKeys = matchKeys(
    keys.map(({ right }) => right),
    layoutOf(rightColumns),
    environment,
  );
  const pairs =
    keys.length === 0
      ? nestedLoop
      : skeleton === null
        ? indexed(leftKeys.text, rightKeys.text)
        : hashed(leftKeys, rightKeys, skeleton);
  const [keepLeft, keepRight] = [
    rel.type === 'left' || rel.type === 'full',
    rel.type === 'right' || rel.type === 'full',
  ];

  return function* (left, right) {
    let joined: Tuple[] = [];
    const [leftMatched, rightMatched] = [
      new Uint8Array(keepLeft ? left.length : 0),
      new Uint8Array(keepRight ? right.length : 0),
    ];
    const work = pairs(left, right, (l, r) => {
      const row = together(left[l] as Tuple, right[r] as Tuple);
      if (passes !== null && !passes(row)) return;
      joined.push(row);
      if (keepLeft) leftMatched[l] = 1;
      if (keepRight) rightMatched[r] = 1;
    });
    while (work.next().done !== true) {
      if (joined.length < BATCH_ROWS) yield undefined;
      else {
        yield joined;
        joined = [];
      }
    }
    const [noLeft, noRight] = [nulls(leftColumns.length), nulls(rightColumns.length)];
    if (keepLeft)
      for (const row of unmatched(left, leftMatched)) joined.push(together(row, noRight));
    if (keepRight) {
      for (const row of unmatched(right, rightMatched)) joined.push(together(noLeft, row));
    }
    yield joined;
    return undefined;
  };
}

/**
 * A filter on an inner join is part of its condition: equalities in it become keys. (This is how
 * `FROM a, b WHERE a.x = b.x` is hashed.)
 */
export function fuse(filter: Filter): Filter | Join {
  const { input, predicate } = filter;
  if (input.kind !== 'join' || input.lateral) return filter;
  if (input.type !== 'inner' && input.type !== 'cross') return filter;
  const on = conjunction(input.on === null ? [predicate] : [input.on, predicate]);
  return { ...input, type: 'inner', on };
}

function together(left: Tuple, right: Tuple): Tuple {
  const row = new Array<SqlValue>(left.length + right.length);
  for (let index = 0; index < left.length; index++) row[index] = left[index] as SqlValue;
  for (let index = 0; index < right.length; index++) {
    row[left.length + index] = right[index] as SqlValue;
  }
  return row;
}

export function nulls(length: number): readonly SqlValue[] {
  return new Array<SqlValue>(length).fill(null);
}

function unmatched(rows: readonly Tuple[], matched: Uint8Array): readonly Tuple[] {
  return rows.filter((_, index) => matched[index] !== 1);
}

const nestedLoop: Pairing = function* (left, right, visit) {
  let visited = 0;
  for (const l of left.keys()) {
    for (const r of right.keys()) {
      if (visited++ % CHECKPOINT_ROWS === 0) yield;
      visit(l, r);
    }
  }
  return undefined;
};

/** Pairs of equal keys: by alasql's hash join of row numbers, or by our own where there are many. */
function hashed(leftKeys: MatchKeys, rightKeys: MatchKeys, skeleton: () => Skeleton): Pairing {
  // Rows of the left side may come batch by batch.
  let leftSoFar = 0;
  let built: { readonly right: readonly Tuple[]; readonly chains: KeyedChains } | undefined;
  return function* (left, right, visit) {
    leftSoFar += left.length;
    if (isLarge({ length: leftSoFar }) || isLarge(right)) {
      if (built?.right !== right) built = { right, chains: yield* chainsOf(right, rightKeys) };
      yield* probeChains(left, leftKeys, built.chains, visit);
      return undefined;
    }
    const [leftRows, rightRows] = [
      yield* keyedRows(left, leftKeys.text),
      yield* keyedRows(right, rightKeys.text),
    ];
    let visited = 0;
    for (const part of boundedParts(leftRows, rightRows)) {
      for (const { a, b } of skeleton().join(part, rightRows)) {
        if (visited++ % CHECKPOINT_ROWS === 0) yield;
        visit(a, b);
      }
    }
    return undefined;
  };
}

/** The rows of each key of a side. */
interface KeyedChains {
  readonly keys: KeyNumbers;
  /** By number of the key: the place of its first row. Places count from 1, for 0 ends a chain. */
  readonly firsts: Int32Array;
  /** By place: the next one. */
  readonly nexts: Int32Array;
}

function* chainsOf(rows: readonly Tuple[], { types, read }: MatchKeys): Work<KeyedChains> {
  const keys = new KeyNumbers(types, false);
  const numbers = yield* numberRows(rows, read, keys);
  const firsts = new Int32Array(keys.size);
  const nexts = new Int32Array(rows.length + 1);
  // Last rows first, so that a chain begins with the first.
  for (let place = rows.length; place > 0; place--) {
    const number = numbers[place - 1] as number;
    if (number === NO_KEY) continue;
    nexts[place] = firsts[number] as number;
    firsts[number] = place;
  }
  return { keys, firsts, nexts };
}

/** For each row of the left side the rows of the right side that have its key, in their order. */
function* probeChains(
  left: readonly Tuple[],
  { read }: MatchKeys,
  { keys, firsts, nexts }: KeyedChains,
  visit: Visit,
): Work<undefined> {
  const numbers = new Int32Array(CHUNK_ROWS);
  let visited = 0;
  for (let start = 0; start < left.length; start += CHUNK_ROWS) {
    yield;
    const end = Math.min(start + CHUNK_ROWS, left.length);
    keys.find(read(left, start, end), end - start, numbers);
    for (let index = start; index < end; index++) {
      const number = numbers[index - start] as number;
      let place = number === NO_KEY ? 0 : (firsts[number] as number);
      for (; place > 0; place = nexts[place] as number) {
        visit(index, place - 1);
        if (++visited % CHECKPOINT_ROWS === 0) yield;
      }
    }
  }
  return undefined;
}

function* keyedRows(rows: readonly Tuple[], keyOf: RowKey): Work<readonly KeyedRow[]> {
  const keyed: KeyedRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % CHECKPOINT_ROWS === 0) yield;
    const k = keyOf(row);
    if (k !== null) keyed.push({ i, k });
  }
  return keyed;
}

/** Cuts the left side so that no part has many more than MAX_PAIRS matches on the right. */
function boundedParts(
  left: readonly KeyedRow[],
  right: readonly KeyedRow[],
): readonly (readonly KeyedRow[])[] {
  const counts = new Map<string, number>();
  for (const { k } of right) counts.set(k, (counts.get(k) ?? 0) + 1);
  const parts: KeyedRow[][] = [];
  let [part, pairs]: [KeyedRow[], number] = [[], 0];
  for (const row of left) {
    const matches = counts.get(row.k);
    if (matches === undefined) continue;
    if (pairs + matches > MAX_PAIRS && part.length > 0) {
      parts.push(part);
      [part, pairs] = [[], 0];
    }
    part.push(row);
    pairs += matches;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

/** Pairs of equal keys, by an index of the side with more rows, kept for the next time. */
function indexed(leftKey: RowKey, rightKey: RowKey): Pairing {
  const [leftIndexOf, rightIndexOf] = [keptIndex(leftKey), keptIndex(rightKey)];
  return function* (left, right, visit) {
    if (left.length <= right.length) {
      yield* probe(left, leftKey, yield* rightIndexOf(right), visit);
    } else {
      yield* probe(right, rightKey, yield* leftIndexOf(left), (r, l) => visit(l, r));
    }
    return undefined;
  };
}

function keptIndex(keyOf: RowKey): (rows: readonly Tuple[]) => Work<RowIndex> {
  const kept = new WeakMap<readonly Tuple[], RowIndex>();
  return function* (rows) {
    const index = kept.get(rows) ?? (yield* indexRows(rows, keyOf));
    kept.set(rows, index);
    return index;
  };
}

function* probe(
  rows: readonly Tuple[],
  keyOf: RowKey,
  index: RowIndex,
  visit: (row: number, match: number) => void,
): Work<undefined> {
  for (const [number, row] of rows.entries()) {
    if (number % CHECKPOINT_ROWS === 0) yield;
    const key = keyOf(row);
    if (key === null) continue;
    for (const match of index.get(key) ?? []) visit(number, match);
  }
  return undefined;
}
