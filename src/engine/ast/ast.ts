/**
 * The syntax tree of one statement: our own, whatever parser made it.
 * `at` is the UTF-16 offset of a node's first character in the text the user wrote.
 */

export interface Identifier {
  /** As written, without quotes. Matching ignores case, quoted or not. */
  readonly name: string;
  readonly at: number;
}

// ---------------------------------------------------------------- statements

export type Statement =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'explain'; readonly analyze: boolean; readonly query: Query };

/** Statements about views: all that there are besides queries. */
export type ViewStatement = CreateView | DropView;

/** `CREATE [OR REPLACE] VIEW name [(columns)] AS query`. */
export interface CreateView {
  readonly kind: 'createView';
  readonly replace: boolean;
  readonly name: QualifiedName;
  /** Empty when the query names the columns. */
  readonly columns: readonly Identifier[];
  readonly query: Query;
  /** The query as written. */
  readonly text: string;
}

/** `DROP VIEW [IF EXISTS] name, …`. */
export interface DropView {
  readonly kind: 'dropView';
  readonly ifExists: boolean;
  readonly names: readonly QualifiedName[];
}

export interface QualifiedName {
  readonly schema: Identifier | null;
  readonly name: Identifier;
}

export interface Query {
  readonly kind: 'query';
  readonly with: readonly CommonTableExpression[];
  readonly recursive: boolean;
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly limit: Expression | null;
  /** `FETCH FIRST n ROWS WITH TIES`: rows that sort as the last one does are kept too. */
  readonly withTies?: boolean;
  readonly offset: Expression | null;
  readonly at: number;
}

export interface CommonTableExpression {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
}

export type QueryBody = Select | SetOperation | Values | Query;

export interface SetOperation {
  readonly kind: 'setOperation';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
  readonly at: number;
}

export interface Values {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
  readonly at: number;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  /** `DISTINCT ON (…)`; empty without it. */
  readonly distinctOn: readonly Expression[];
  readonly items: readonly SelectItem[];
  /** Comma-separated; empty when there is no FROM. */
  readonly from: readonly TableExpression[];
  readonly where: Expression | null;
  /** 'all' = GROUP BY ALL: what is selected and holds no aggregate. */
  readonly groupBy: readonly (Expression | GroupingSets)[] | 'all';
  readonly having: Expression | null;
  /** `WINDOW name AS (…), …`, in order: each may build on those before it. */
  readonly windows: readonly NamedWindow[];
  readonly qualify: Expression | null;
  readonly at: number;
}

/**
 * `ROLLUP (…)`, `CUBE (…)`, `GROUPING SETS (…)`. A `row` groups by all its items at once; an empty
 * one is the grand total.
 */
export interface GroupingSets {
  readonly kind: 'rollup' | 'cube' | 'groupingSets';
  readonly items: readonly (Expression | GroupingSets)[];
  readonly at: number;
}

export interface NamedWindow {
  readonly name: Identifier;
  readonly window: WindowSpecification;
}

export type SelectItem =
  | Star
  | { readonly kind: 'item'; readonly expression: Expression; readonly alias: Identifier | null };

/** `*` or `t.*`, of which some columns may be left out, computed anew or called otherwise. */
export interface Star {
  readonly kind: 'star';
  readonly qualifier: readonly Identifier[];
  /** `EXCLUDE (a, b)`. */
  readonly exclude?: readonly Identifier[];
  /** `REPLACE (expression AS a)`: in the place and under the name of the column. */
  readonly replace?: readonly Renamed[];
  /** `RENAME (a AS b)`: the expression is the column's name. */
  readonly rename?: readonly Renamed[];
  readonly at: number;
}

export interface Renamed {
  readonly expression: Expression;
  readonly alias: Identifier;
}

export interface OrderItem {
  /** `ALL` as a word alone is the expression `allColumns`. */
  readonly expression: Expression;
  readonly descending: boolean;
  /** null = PostgreSQL's default: last when ascending, first when descending. */
  readonly nulls: 'first' | 'last' | null;
}

// -------------------------------------------------------------------- tables

export type TableExpression =
  | {
      readonly kind: 'table';
      readonly schema: Identifier | null;
      readonly name: Identifier;
      readonly alias: TableAlias | null;
    }
  | {
      readonly kind: 'derived';
      readonly query: Query;
      readonly alias: TableAlias | null;
      readonly lateral: boolean;
      readonly at: number;
    }
  /** `generate_series(1, 10)`; its arguments may name the tables before it. */
  | {
      readonly kind: 'function';
      readonly name: Identifier;
      readonly args: readonly Expression[];
      /** WITH ORDINALITY: the rows' numbers, from 1, are a last column. */
      readonly ordinality: boolean;
      readonly alias: TableAlias | null;
      readonly at: number;
    }
  | Pivot
  | Unpivot
  | {
      readonly kind: 'join';
      readonly type: JoinType;
      readonly left: TableExpression;
      readonly right: TableExpression;
      readonly condition: JoinCondition;
      readonly at: number;
    };

/** `source PIVOT (aggregates FOR column IN (values) [GROUP BY columns])`. */
export interface Pivot {
  readonly kind: 'pivot';
  readonly source: TableExpression;
  readonly aggregates: readonly Named<FunctionCall>[];
  readonly column: Expression;
  /** A name stands for its text. */
  readonly values: readonly Named<Expression>[];
  /** null = all columns of the source that the aggregates and FOR do not name. */
  readonly groupBy: readonly Expression[] | null;
  readonly alias: TableAlias | null;
  readonly at: number;
}

/** `source UNPIVOT [INCLUDE NULLS] (value FOR name IN (columns))`. */
export interface Unpivot {
  readonly kind: 'unpivot';
  readonly source: TableExpression;
  readonly value: Identifier;
  readonly name: Identifier;
  /** `label` is what stands in `name`; null for the column's name. */
  readonly columns: readonly { readonly column: Identifier; readonly label: string | null }[];
  readonly includeNulls: boolean;
  readonly alias: TableAlias | null;
  readonly at: number;
}

export interface Named<E extends Expression> {
  readonly expression: E;
  readonly alias: Identifier | null;
}

export interface TableAlias {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'cross';

export type JoinCondition =
  | { readonly kind: 'on'; readonly expression: Expression }
  | { readonly kind: 'using'; readonly columns: readonly Identifier[] }
  | { readonly kind: 'natural' }
  | { readonly kind: 'none' };

// --------------------------------------------------------------- expressions

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator =
  | ('+' | '-' | '*' | '/' | '%' | '^' | '||')
  | ('~' | '~*' | '!~' | '!~*')
  | ('&' | '|' | '#' | '<<' | '>>')
  | ('@>' | '<@' | '&&');

export type Expression =
  | { readonly kind: 'null'; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  /** The digits as written: `12`, `0.10`, `1e3`. */
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  /** `DATE '2026-01-31'`, `TIMESTAMP '…'`, `INTERVAL '1 month'`. */
  | {
      readonly kind: 'typedLiteral';
      readonly type: 'date' | 'timestamp' | 'interval';
      readonly value: string;
      /** TIMESTAMPTZ: an instant, not a time on some clock's face. */
      readonly zoned?: true;
      readonly at: number;
    }
  /** `?` and `$n` by index from 0; `:name` and `@name` by name. */
  | { readonly kind: 'parameter'; readonly key: number | string; readonly at: number }
  /** `[schema.][table.]column`: qualifier holds what stands before the column. */
  | {
      readonly kind: 'column';
      readonly qualifier: readonly Identifier[];
      readonly name: Identifier;
      readonly at: number;
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: 'negate' | 'plus'; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: 'not'; readonly operand: Expression; readonly at: number }
  /** `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN`. */
  | {
      readonly kind: 'is';
      readonly operand: Expression;
      readonly test: 'null' | 'true' | 'false' | 'unknown';
      readonly negated: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'isDistinctFrom';
      readonly left: Expression;
      readonly right: Expression;
      readonly negated: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
      /** BETWEEN SYMMETRIC: the bounds may stand in either order. */
      readonly symmetric?: true;
      readonly at: number;
    }
  /** `(start, end) OVERLAPS (start, end)`; an end may be an interval. */
  | {
      readonly kind: 'overlaps';
      readonly left: readonly [Expression, Expression];
      readonly right: readonly [Expression, Expression];
      readonly at: number;
    }
  /** `x AT TIME ZONE zone`. */
  | {
      readonly kind: 'atTimeZone';
      readonly operand: Expression;
      readonly zone: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | null;
      readonly caseInsensitive: boolean;
      readonly negated: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'inList';
      readonly operand: Expression;
      readonly list: readonly Expression[];
      readonly negated: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'inSubquery';
      /** A `row` when several columns are compared at once. */
      readonly operand: Expression;
      readonly query: Query;
      readonly negated: boolean;
      readonly at: number;
    }
  | { readonly kind: 'exists'; readonly query: Query; readonly at: number }
  | { readonly kind: 'scalarSubquery'; readonly query: Query; readonly at: number }
  /** `x <op> ANY | ALL (subquery)`. */
  | {
      readonly kind: 'quantified';
      readonly operator: ComparisonOperator;
      readonly quantifier: 'any' | 'all';
      readonly operand: Expression;
      readonly query: Query;
      readonly at: number;
    }
  /** `x <op> ANY | ALL (array)`. */
  | {
      readonly kind: 'quantifiedArray';
      readonly operator: ComparisonOperator;
      readonly quantifier: 'any' | 'all';
      readonly operand: Expression;
      readonly array: Expression;
      readonly at: number;
    }
  /** `x [NOT] LIKE | ILIKE ANY | ALL (array)`. */
  | {
      readonly kind: 'likeArray';
      readonly quantifier: 'any' | 'all';
      readonly operand: Expression;
      readonly array: Expression;
      readonly caseInsensitive: boolean;
      readonly negated: boolean;
      readonly at: number;
    }
  /** `ARRAY[a, b]`. */
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly at: number }
  /** `ARRAY(SELECT …)`: the one column of its rows, in their order. */
  | { readonly kind: 'arraySubquery'; readonly query: Query; readonly at: number }
  /** `array[index]`. */
  | {
      readonly kind: 'subscript';
      readonly operand: Expression;
      readonly index: Expression;
      readonly at: number;
    }
  /** `array[low:high]`; null for a bound that is left out. */
  | {
      readonly kind: 'slice';
      readonly operand: Expression;
      readonly low: Expression | null;
      readonly high: Expression | null;
      readonly at: number;
    }
  | { readonly kind: 'row'; readonly items: readonly Expression[]; readonly at: number }
  /** `t.*` as an argument: the rows of a table. */
  | { readonly kind: 'wholeRow'; readonly qualifier: readonly Identifier[]; readonly at: number }
  /** `ALL` in `ORDER BY ALL`: each column of the result, in order. */
  | { readonly kind: 'allColumns'; readonly at: number }
  | {
      readonly kind: 'case';
      /** Present for `CASE x WHEN …`. */
      readonly operand: Expression | null;
      readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | null;
      readonly at: number;
    }
  | {
      readonly kind: 'cast';
      readonly operand: Expression;
      readonly type: TypeName;
      /** True for TRY_CAST: NULL in place of an error. */
      readonly try?: boolean;
      readonly at: number;
    }
  /** `EXTRACT(field FROM x)`. */
  | {
      readonly kind: 'extract';
      readonly field: string;
      readonly operand: Expression;
      readonly at: number;
    }
  | FunctionCall;

/** Scalar, aggregate and window calls look alike until names are bound. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: Identifier;
  /** `COUNT(*)` has `star: true` and no arguments. */
  readonly star: boolean;
  readonly distinct: boolean;
  readonly args: readonly Expression[];
  /** `string_agg(x, ',' ORDER BY y)`. */
  readonly orderBy: readonly OrderItem[];
  /** `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)`; absent without. */
  readonly withinGroup?: readonly OrderItem[];
  /** `lag(x) IGNORE NULLS`; absent without. */
  readonly ignoreNulls?: true;
  readonly filter: Expression | null;
  /** Not null for `f(…) OVER (…)` and `f(…) OVER name`. */
  readonly over: WindowSpecification | WindowName | null;
  readonly at: number;
}

/** `OVER name`: the window of that name as it stands, its frame included. */
export interface WindowName {
  readonly kind: 'windowName';
  readonly name: Identifier;
}

/** What stands in the parentheses of `OVER (…)` or `WINDOW name AS (…)`. */
export interface WindowSpecification {
  readonly kind: 'window';
  /** The named window that this one builds on. */
  readonly base: Identifier | null;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  /** null = the default: from the partition's first row to the row's last peer. */
  readonly frame: WindowFrame | null;
  readonly at: number;
}

export interface WindowFrame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'no others' | 'current row' | 'group' | 'ties';
  readonly at: number;
}

export type FrameBound =
  | {
      readonly kind: 'unboundedPreceding' | 'currentRow' | 'unboundedFollowing';
      readonly at: number;
    }
  | {
      readonly kind: 'preceding' | 'following';
      readonly offset: Expression;
      readonly at: number;
    };

/** `DECIMAL(18, 2)` is `{ name: 'decimal', args: [18, 2] }`; the name is in lower case. */
export interface TypeName {
  readonly name: string;
  readonly args: readonly number[];
  /** `integer[]`. */
  readonly array?: true;
  readonly at: number;
}
