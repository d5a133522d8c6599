/** Drops the columns that nothing reads, from the top of a plan down to its scans. */
import type { ColumnId, Cte, Expr, OutputColumn, Rel, RelSetOperation, Scan } from '../rel/rel.ts';
import { outputColumns } from '../rel/rel.ts';
import {
  exprsOf,
  inputsOf,
  mapRelDeep,
  referencedColumns,
  subqueriesOf,
  visitRel,
} from '../rel/walk.ts';

interface Rels {
  readonly root: Rel;
  readonly ctes: readonly Cte[];
}

/** @param kept columns to keep although nothing in the algebra reads them */
export function pruneColumns(rels: Rels, kept: readonly ColumnId[]): Rels {
  // What a dropped column alone had read can go in the next round.
  for (let before = rels; ;) {
    const after = prunedOnce(before, kept);
    if (columnCount(after) === columnCount(before)) return after;
    before = after;
  }
}

function prunedOnce(before: Rels, kept: readonly ColumnId[]): Rels {
  const columns = usedColumns(before, kept);
  const places = usedPlaces(before, kept, columns);
  const uses: Uses = { columns, places, unions: unionsOf(before) };
  const prune = (rel: Rel): Rel => mapRelDeep(rel, (node) => pruned(node, uses));
  return {
    root: prune(before.root),
    ctes: before.ctes.map((cte) => ({
      ...cte,
      rel: only(prune(cte.rel), atPlaces(outputColumns(cte.rel), places.get(cte.cteId))),
    })),
  };
}

interface Uses {
  readonly columns: ReadonlySet<ColumnId>;
  readonly places: Places;
  /** What the inputs of each UNION ALL produced before any of it was dropped, by its first column. */
  readonly unions: ReadonlyMap<ColumnId, RelSetOperation>;
}

export function scansOf(rels: Rels): readonly Scan[] {
  const scans: Scan[] = [];
  visitAll(rels, (node) => {
    if (node.kind === 'scan') scans.push(node);
  });
  return scans;
}

function visitAll({ root, ctes }: Rels, visit: (rel: Rel) => void): void {
  for (const rel of [root, ...ctes.map((cte) => cte.rel)]) visitRel(rel, visit);
}

function columnCount(rels: Rels): number {
  let count = 0;
  visitAll(rels, (node) => (count += outputColumns(node).length));
  return count;
}

function pruned(node: Rel, uses: Uses): Rel {
  const isUsed = (column: { readonly id: ColumnId }): boolean => uses.columns.has(column.id);
  switch (node.kind) {
    case 'scan':
      return { ...node, columns: node.columns.filter(isUsed) };
    case 'cteScan':
      return { ...node, columns: atPlaces(node.columns, uses.places.get(node.cteId)) };
    case 'project':
      return { ...node, columns: node.columns.filter(isUsed) };
    case 'aggregate':
      return { ...node, aggregates: node.aggregates.filter(isUsed) };
    case 'window': {
      const calls = node.calls.filter(isUsed);
      return calls.length === 0 ? node.input : { ...node, calls };
    }
    case 'setOperation': {
      const before = uses.unions.get(node.columns[0]?.id ?? -1);
      if (before === undefined) return node;
      const places = node.columns.map(isUsed);
      const side = (rel: Rel, original: Rel): Rel =>
        only(rel, atPlaces(outputColumns(original), places));
      const [left, right] = [side(node.left, before.left), side(node.right, before.right)];
      return { ...node, columns: atPlaces(node.columns, places), left, right };
    }
    default:
      return node;
  }
}

const atPlaces = <T>(
  columns: readonly T[],
  places: readonly boolean[] | undefined,
): readonly T[] => (places === undefined ? columns : columns.filter((_, place) => places[place]));

/** `rel` with these of its columns alone, under the same ids. */
function only(rel: Rel, columns: readonly OutputColumn[]): Rel {
  if (columns.length === outputColumns(rel).length) return rel;
  if (rel.kind === 'project') {
    const ids = new Set(columns.map(({ id }) => id));
    return { ...rel, columns: rel.columns.filter(({ id }) => ids.has(id)) };
  }
  return { kind: 'project', input: rel, columns: columns.map(passedOn) };
}

const passedOn = ({ id, name, type }: OutputColumn): OutputColumn & { readonly expr: Expr } => ({
  id,
  name,
  type,
  expr: { kind: 'column', id, name, type },
});

// ------------------------------------------------------- what is read by position

/** By common table expression, for each of its columns whether a reader has use for it. */
type Places = ReadonlyMap<number, readonly boolean[]>;

function usedPlaces(rels: Rels, kept: readonly ColumnId[], used: ReadonlySet<ColumnId>): Places {
  const places = new Map(
    rels.ctes.map(({ cteId, rel }): [number, boolean[]] => [
      cteId,
      outputColumns(rel).map(({ id }) => kept.includes(id)),
    ]),
  );
  visitAll(rels, (node) => {
    const own = node.kind === 'cteScan' ? places.get(node.cteId) : undefined;
    if (own === undefined) return;
    for (const [place, { id }] of outputColumns(node).entries()) own[place] ||= used.has(id);
  });
  return places;
}

/** A column that none reads of a UNION ALL goes from both sides: no row is held against another. */
const isUnionAll = (rel: Rel): rel is RelSetOperation =>
  rel.kind === 'setOperation' && rel.operator === 'union' && rel.all;

function unionsOf(rels: Rels): ReadonlyMap<ColumnId, RelSetOperation> {
  const unions = new Map<ColumnId, RelSetOperation>();
  visitAll(rels, (node) => {
    const [first] = outputColumns(node);
    if (first !== undefined && isUnionAll(node)) unions.set(first.id, node);
  });
  return unions;
}

// ------------------------------------------------------------------ what is used

function usedColumns(rels: Rels, kept: readonly ColumnId[]): ReadonlySet<ColumnId> {
  const used = new Set(kept);
  for (const rel of [rels.root, ...rels.ctes.map((cte) => cte.rel)]) addOutput(rel, used);
  visitAll(rels, (node) => addUses(node, used));
  for (let before = -1; before < used.size;) {
    before = used.size;
    visitAll(rels, (node) => {
      if (isUnionAll(node)) addUsedInputs(node, used);
    });
  }
  return used;
}

/** What `rel` reads of its inputs: by id in expressions, by position where all columns count. */
function addUses(rel: Rel, used: Set<ColumnId>): void {
  for (const expr of exprsOf(rel)) for (const id of referencedColumns(expr)) used.add(id);
  for (const subquery of subqueriesOf(rel)) addOutput(subquery, used);
  const byPosition =
    (rel.kind === 'setOperation' && !isUnionAll(rel)) ||
    rel.kind === 'recursiveUnion' ||
    (rel.kind === 'distinct' && rel.on === null);
  if (byPosition) {
    for (const input of inputsOf(rel)) addOutput(input, used);
  }
}

function addUsedInputs({ columns, left, right }: RelSetOperation, used: Set<ColumnId>): void {
  const [ofLeft, ofRight] = [outputColumns(left), outputColumns(right)];
  for (const [place, { id }] of columns.entries()) {
    if (!used.has(id)) continue;
    for (const column of [ofLeft[place], ofRight[place]]) if (column) used.add(column.id);
  }
}

function addOutput(rel: Rel, used: Set<ColumnId>): void {
  for (const column of outputColumns(rel)) used.add(column.id);
}
