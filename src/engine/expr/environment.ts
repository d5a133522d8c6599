import type { EvaluationContext } from '../functions/registry.ts';
import type { ColumnId, Expr, Rel } from '../rel/rel.ts';
import type { SqlValue, Tuple } from '../values/types.ts';

/** Where each column of a row stands. */
export type Layout = ReadonlyMap<ColumnId, number>;

/** A compiled expression. */
export type Evaluator = (row: Tuple) => SqlValue;

/** The rows of a subquery for one row of the query around it. */
export type SubqueryRows = (row: Tuple) => readonly Tuple[];

/** What an expression is evaluated in, besides its row. */
export interface Environment {
  readonly context: EvaluationContext;
  /**
   * Values of the columns that no layout has: outer references. Whoever evaluates sets them
   * before calling the evaluator.
   */
  readonly outer: ReadonlyMap<ColumnId, SqlValue>;
  /**
   * Prepares a subquery of an expression over rows of `layout`. The same rows are given as the
   * same array, so that what is derived from them can be kept. `limit` rows are enough.
   */
  readonly subquery: (rel: Rel, layout: Layout, limit: number | null) => SubqueryRows;
}

/** Compiles a part of an expression over the same row. */
export type Compile = (expr: Expr) => Evaluator;
