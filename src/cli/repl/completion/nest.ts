/** Pieces → a tree by parentheses: what is nested is one item of the level around it. */
import type { Piece } from '../pieces.ts';

export interface Group {
  readonly kind: 'group';
  readonly at: number;
  /** After its closing parenthesis; Infinity when there is none yet. */
  readonly end: number;
  readonly items: readonly Item[];
}

export type Item = Piece | Group;

/** The whole statement as one group. Comments are left out. */
export function nest(pieces: readonly Piece[]): Group {
  const outer: { at: number; items: Item[] }[] = [];
  let level: { at: number; items: Item[] } = { at: -1, items: [] };
  for (const piece of pieces) {
    if (piece.kind === 'comment' || piece.kind === 'openComment') continue;
    if (isSymbol(piece, '(')) {
      outer.push(level);
      level = { at: piece.at, items: [] };
    } else if (isSymbol(piece, ')')) {
      const around = outer.pop();
      if (around === undefined) continue;
      around.items.push({ kind: 'group', end: piece.end, ...level });
      level = around;
    } else {
      level.items.push(piece);
    }
  }
  for (let around = outer.pop(); around !== undefined; around = outer.pop()) {
    around.items.push({ kind: 'group', end: Infinity, ...level });
    level = around;
  }
  return { kind: 'group', end: Infinity, ...level };
}

/** The groups around `offset`, the innermost last. */
export function groupsAround(root: Group, offset: number): readonly Group[] {
  const inner = root.items.find(
    (item): item is Group => item.kind === 'group' && item.at < offset && offset < item.end,
  );
  return inner === undefined ? [root] : [root, ...groupsAround(inner, offset)];
}

export const isSymbol = (item: Item | undefined, text: string): boolean =>
  item?.kind === 'symbol' && item.text === text;

export const isWord = (item: Item | undefined, ...wanted: readonly string[]): boolean =>
  item?.kind === 'word' && wanted.includes(item.text.toUpperCase());

export const isName = (item: Item | undefined): item is Piece =>
  item?.kind === 'word' || item?.kind === 'quotedName';

/** A query in parentheses, or in several pairs of them. */
export function queryIn(group: Group): Group | null {
  const [first] = group.items;
  if (isWord(first, 'SELECT', 'WITH')) return group;
  return first?.kind === 'group' ? queryIn(first) : null;
}
