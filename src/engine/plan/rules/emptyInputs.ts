import { outputColumns, type Rel } from '../../rel/rel.ts';
import { mapRelDeep } from '../../rel/walk.ts';
import type { Rule } from './rule.ts';

/** `LIMIT 0` and `WHERE FALSE` need no row from below, so nothing below them is read. */
export const emptyInputs: Rule = {
  name: 'empty inputs',
  apply: (rel) => mapRelDeep(rel, (node) => (isEmpty(node) ? emptyLike(node) : node)),
};

function isEmpty(rel: Rel): boolean {
  switch (rel.kind) {
    case 'limit':
      return rel.count === 0 || isNoRows(rel.input);
    case 'filter':
      return (
        (rel.predicate.kind === 'literal' && rel.predicate.value !== true) || isNoRows(rel.input)
      );
    case 'project':
    case 'window':
    case 'sort':
    case 'distinct':
      return isNoRows(rel.input);
    case 'join':
      return joinIsEmpty(rel);
    case 'aggregate':
      return !hasGrandTotal(rel) && isNoRows(rel.input);
    default:
      return false;
  }
}

function joinIsEmpty(join: Extract<Rel, { kind: 'join' }>): boolean {
  const left = isNoRows(join.left);
  const right = isNoRows(join.right);
  switch (join.type) {
    case 'inner':
    case 'cross':
      return left || right;
    case 'left':
      return left;
    case 'right':
      return right;
    case 'full':
      return left && right;
  }
}

/** A set without keys makes a row of no rows. */
const hasGrandTotal = ({ keys, sets }: Extract<Rel, { kind: 'aggregate' }>): boolean =>
  sets === undefined ? keys.length === 0 : sets.keys.some((set) => set.length === 0);

const isNoRows = (rel: Rel): boolean => rel.kind === 'values' && rel.rows.length === 0;

const emptyLike = (rel: Rel): Rel => ({
  kind: 'values',
  columns: outputColumns(rel).map(({ id, name, type }) => ({ id, name, type })),
  rows: [],
});
