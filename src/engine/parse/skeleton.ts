/**
 * The text node-sql-parser reads: clause keywords and generated names only. Each name (a *mark*)
 * stands for something already read: an expression, a table, a name, a subquery.
 */
import type {
  Expression,
  GroupingSets,
  Identifier,
  QueryBody,
  SelectItem,
  TableExpression,
} from '../ast/ast.ts';

export type Mark =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'grouping'; readonly sets: GroupingSets }
  | { readonly kind: 'star'; readonly item: SelectItem }
  | { readonly kind: 'name'; readonly name: Identifier; readonly columns: readonly Identifier[] }
  | {
      readonly kind: 'table';
      readonly table: TableExpression;
      /** The kinds of join that node-sql-parser takes for an alias of the table before. */
      readonly join: 'cross' | 'natural' | null;
      /** Where the JOIN before it begins. */
      readonly joinAt: number;
    }
  /** A whole operand of UNION: `(SELECT …)` or VALUES. */
  | { readonly kind: 'body'; readonly body: QueryBody };

interface Piece {
  /** In the text made. */
  readonly offset: number;
  /** In the user's text. */
  readonly at: number;
}

export interface Skeleton {
  text: string;
  readonly pieces: Piece[];
  readonly marks: Map<string, Mark>;
}

export function newSkeleton(): Skeleton {
  return { text: '', pieces: [], marks: new Map() };
}

/** `keywords` must be our own text. */
export function emit(skeleton: Skeleton, keywords: string, at: number): void {
  skeleton.pieces.push({ offset: skeleton.text.length, at });
  skeleton.text += `${keywords} `;
}

export function emitMark(skeleton: Skeleton, mark: Mark, at: number): void {
  const name = `x${skeleton.marks.size}`;
  skeleton.marks.set(name, mark);
  emit(skeleton, name, at);
}

/** Where in the user's text the piece at `offset` of the skeleton came from. */
export function userOffset(skeleton: Skeleton, offset: number): number | undefined {
  // The parser may point at the blank before a piece.
  return skeleton.pieces.find((_, index) => {
    const next = skeleton.pieces[index + 1];
    return next === undefined ? offset < skeleton.text.length - 1 : offset < next.offset - 1;
  })?.at;
}
