/**
 * Relational algebra: what the binder makes of a statement and what the planner rewrites.
 * Every column that any operator produces has an id of its own, unique in the statement, and
 * expressions name columns by id. So a rewrite can move an operator without renaming anything,
 * and a reference to an id that no input produces is an outer (correlated) reference.
 */
import type { TableDefinition } from '../../schemas/model.ts';
import type { SqlType, SqlValue } from '../values/types.ts';

export type ColumnId = number;

/** A column of an operator's output. */
export interface OutputColumn {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: SqlType;
}

// ----------------------------------------------------------------- operators

export type Rel =
  | Scan
  | RelValues
  | Filter
  | Project
  | Join
  | Aggregate
  | Window
  | Sort
  | Limit
  | Distinct
  | RelSetOperation
  | CteScan
  | RecursiveUnion
  | TableFunction;

/** All rows of one table. Filters that stand on it are the planner's to push. */
export interface Scan {
  readonly kind: 'scan';
  /** Unique in the statement: two scans of one table differ. */
  readonly scanId: number;
  readonly table: TableDefinition;
  /** The alias or name it has in the statement, for EXPLAIN. */
  readonly alias: string;
  /** One output column per table column that is used; `column` names it in the definition. */
  readonly columns: readonly ScanColumn[];
}

export interface ScanColumn extends OutputColumn {
  readonly column: string;
}

export interface RelValues {
  readonly kind: 'values';
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly Expr[])[];
}

export interface Filter {
  readonly kind: 'filter';
  readonly input: Rel;
  readonly predicate: Expr;
}

/** Computes its columns from the input; passes nothing else on. */
export interface Project {
  readonly kind: 'project';
  readonly input: Rel;
  readonly columns: readonly (OutputColumn & { readonly expr: Expr })[];
}

/** Output: the left side's columns, then the right side's. */
export interface Join {
  readonly kind: 'join';
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly left: Rel;
  readonly right: Rel;
  /** null for a cross join. */
  readonly on: Expr | null;
  /** The right side refers to columns of the left side. */
  readonly lateral: boolean;
}

/**
 * Output: the keys, then the aggregates, then the number of the set if there are several. No keys
 * = one row, also over an empty input.
 */
export interface Aggregate {
  readonly kind: 'aggregate';
  readonly input: Rel;
  readonly keys: readonly (OutputColumn & { readonly expr: Expr })[];
  readonly aggregates: readonly (OutputColumn & { readonly call: AggregateCall })[];
  /** GROUPING SETS; absent = one set of all keys. */
  readonly sets?: GroupingSets | undefined;
}

/** Rows are grouped once by each set; in its rows the keys outside it are NULL. */
export interface GroupingSets {
  /** The ids of each set's keys. An empty set makes one row, also over an empty input. */
  readonly keys: readonly (readonly ColumnId[])[];
  /** The number, from 0, of the set that a row belongs to: the last output column. */
  readonly column: OutputColumn;
}

export interface AggregateCall {
  /** Lower-case name in the aggregate registry; `COUNT(*)` is `count` without arguments. */
  readonly name: string;
  readonly args: readonly Expr[];
  readonly distinct: boolean;
  readonly filter: Expr | null;
  readonly orderBy: readonly SortKey[];
}

/**
 * Window functions over one division of the input into ordered partitions. Output: the input's
 * columns, then the calls; the rows are the input's, in its order.
 */
export interface Window {
  readonly kind: 'window';
  readonly input: Rel;
  readonly partitionBy: readonly Expr[];
  readonly orderBy: readonly SortKey[];
  readonly calls: readonly (OutputColumn & { readonly call: WindowCall })[];
}

export interface WindowCall {
  /** Lower-case name in the registry of window functions, or in that of aggregates. */
  readonly name: string;
  readonly args: readonly Expr[];
  /** Of aggregates only. */
  readonly filter: Expr | null;
  readonly frame: Frame;
}

/** The rows of the partition that a call sees. Rows, or groups of peers, count from the row it is for. */
export interface Frame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'no others' | 'current row' | 'group' | 'ties';
}

export type FrameBound =
  | { readonly kind: 'unboundedPreceding' | 'currentRow' | 'unboundedFollowing' }
  | {
      readonly kind: 'preceding' | 'following';
      /** Over no column of the input; NULL and negative ones are errors of INVALID_VALUE. */
      readonly offset: Expr;
      /** Not null for RANGE alone. */
      readonly range: FrameRange | null;
    };

/** The frame reaches to the rows whose `key` is `edge` of the row it is for. Both have one type. */
export interface FrameRange {
  /** What the window is ordered by. */
  readonly key: Expr;
  /** The key less the offset, or and the offset. */
  readonly edge: Expr;
}

export interface Sort {
  readonly kind: 'sort';
  readonly input: Rel;
  readonly keys: readonly SortKey[];
  /** The scan below was asked to deliver in this order; the executor relies on it only after checking. */
  readonly inputOrdered?: boolean;
  /** No row of a batch sorts before one of an earlier batch; within batches rows come in any order. */
  readonly batchesOrdered?: boolean;
}

export interface SortKey {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface Limit {
  readonly kind: 'limit';
  readonly input: Rel;
  /** null = no limit. Non-negative integers: the binder evaluates and checks them. */
  readonly count: number | null;
  readonly offset: number;
  /** WITH TIES: what the input is sorted by; rows that equal the last one in it are kept too. */
  readonly ties?: readonly SortKey[] | undefined;
}

/** One row of those that are alike: the first that the input has. */
export interface Distinct {
  readonly kind: 'distinct';
  readonly input: Rel;
  /** `DISTINCT ON (…)`: rows alike in these; null = in all columns. */
  readonly on: readonly Expr[] | null;
}

/** Columns by position; `columns` are new ids, both inputs already have their types. */
export interface RelSetOperation {
  readonly kind: 'setOperation';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: Rel;
  readonly right: Rel;
  readonly columns: readonly OutputColumn[];
}

/** Reads a common table expression of `BoundQuery.ctes`, by position, under new ids. */
export interface CteScan {
  readonly kind: 'cteScan';
  readonly cteId: number;
  readonly name: string;
  readonly columns: readonly OutputColumn[];
}

/**
 * WITH RECURSIVE: the seed's rows, then what `step` makes of the rows of the round before, until
 * a round has none. `step` reads those rows by a CteScan whose `cteId` is `workId`.
 */
export interface RecursiveUnion {
  readonly kind: 'recursiveUnion';
  /** Of no Cte: it names the rows of the round before. */
  readonly workId: number;
  readonly name: string;
  /** UNION ALL; otherwise a row that was there before is dropped. */
  readonly all: boolean;
  readonly seed: Rel;
  readonly step: Rel;
  readonly columns: readonly OutputColumn[];
}

/** Rows that a function makes of its arguments: `generate_series(1, 10)`, `unnest(array)`. */
export interface TableFunction {
  readonly kind: 'tableFunction';
  readonly name: 'generate_series' | 'unnest';
  /**
   * Of a series: all of the column's type, but for the step of a series of timestamps, an interval.
   * Of unnest: arrays, one for each column; shorter ones are filled with NULLs.
   */
  readonly args: readonly Expr[];
  readonly columns: readonly OutputColumn[];
  /** WITH ORDINALITY: the last column is the row's number, from 1. */
  readonly ordinality: boolean;
}

export interface Cte {
  readonly cteId: number;
  readonly name: string;
  readonly rel: Rel;
}

/** A statement after binding. */
export interface BoundQuery {
  readonly root: Rel;
  /** The result's columns, in order (what `root` produces). */
  readonly columns: readonly OutputColumn[];
  /** In an order in which each refers only to earlier ones. None of them is correlated. */
  readonly ctes: readonly Cte[];
}

/** The columns that `rel` produces, in order. */
export function outputColumns(rel: Rel): readonly OutputColumn[] {
  switch (rel.kind) {
    case 'scan':
    case 'values':
    case 'project':
    case 'setOperation':
    case 'cteScan':
    case 'recursiveUnion':
    case 'tableFunction':
      return rel.columns;
    case 'filter':
    case 'sort':
    case 'limit':
    case 'distinct':
      return outputColumns(rel.input);
    case 'join':
      return [...outputColumns(rel.left), ...outputColumns(rel.right)];
    case 'aggregate':
      return [...rel.keys, ...rel.aggregates, ...(rel.sets ? [rel.sets.column] : [])];
    case 'window':
      return [...outputColumns(rel.input), ...rel.calls];
  }
}

// --------------------------------------------------------------- expressions

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * Bound expressions. The binder has inserted every implicit cast: both sides of a comparison,
 * all items of an IN list, all branches of a CASE have one type. `type` is the result's.
 */
export type Expr =
  | { readonly kind: 'literal'; readonly value: SqlValue; readonly type: SqlType }
  | {
      readonly kind: 'column';
      readonly id: ColumnId;
      /** For messages and EXPLAIN only. */
      readonly name: string;
      readonly type: SqlType;
    }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly type: 'boolean';
    }
  /** Two or more arguments, flattened. */
  | { readonly kind: 'and' | 'or'; readonly args: readonly Expr[]; readonly type: 'boolean' }
  | { readonly kind: 'not'; readonly arg: Expr; readonly type: 'boolean' }
  | {
      readonly kind: 'isNull';
      readonly arg: Expr;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  /** `x IS [NOT] TRUE | FALSE`; never NULL. */
  | {
      readonly kind: 'isTruth';
      readonly arg: Expr;
      readonly value: boolean;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  /** `IS DISTINCT FROM`; negated: `IS NOT DISTINCT FROM`. */
  | {
      readonly kind: 'distinctFrom';
      readonly left: Expr;
      readonly right: Expr;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  | {
      readonly kind: 'inList';
      readonly arg: Expr;
      readonly list: readonly Expr[];
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  | {
      readonly kind: 'like';
      readonly arg: Expr;
      readonly pattern: Expr;
      /** null = no escape character at all (`ESCAPE ''`); a bare LIKE has a literal `\`. */
      readonly escape: Expr | null;
      readonly caseInsensitive: boolean;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  | {
      readonly kind: 'case';
      /** Searched form: the binder turns `CASE x WHEN y` into `x = y`. */
      readonly whens: readonly { readonly when: Expr; readonly then: Expr }[];
      readonly otherwise: Expr;
      readonly type: SqlType;
    }
  | {
      readonly kind: 'cast';
      readonly arg: Expr;
      readonly type: SqlType;
      /** Present for DECIMAL(p, s): round to `scale`, refuse above `precision` digits. */
      readonly decimal?: { readonly precision: number; readonly scale: number } | undefined;
      /** Present for VARCHAR(n), CHAR(n): cut to this many characters. */
      readonly length?: number | undefined;
      /** TRY_CAST: NULL in place of an error. */
      readonly try?: boolean | undefined;
    }
  /** A scalar function or arithmetic operator (`+ - * / % ^ ||`, `negate`) of the registry. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expr[];
      readonly type: SqlType;
    }
  /** More than one row is a CARDINALITY error; none is NULL. One output column. */
  | { readonly kind: 'scalarSubquery'; readonly rel: Rel; readonly type: SqlType }
  | {
      readonly kind: 'exists';
      readonly rel: Rel;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  /** `args` and the subquery's columns pair up by position. */
  | {
      readonly kind: 'inSubquery';
      readonly args: readonly Expr[];
      readonly rel: Rel;
      readonly negated: boolean;
      readonly type: 'boolean';
    }
  | {
      readonly kind: 'quantified';
      readonly operator: CompareOperator;
      readonly quantifier: 'any' | 'all';
      readonly arg: Expr;
      readonly rel: Rel;
      readonly type: 'boolean';
    };
