/** Which words are keywords. All others are names, so that `Date`, `Status` or `Key` need no quotes. */

/** Words that can be a name only when quoted, or after a dot or AS. */
export const RESERVED: ReadonlySet<string> = new Set(
  `ALL AND ANY AS ASC BETWEEN CASE CAST COLLATE CROSS DEFAULT DESC DISTINCT ELSE EXCEPT EXISTS
   FALSE FETCH FOR FROM FULL GROUP HAVING ILIKE IN INNER INTERSECT INTO IS ISNULL JOIN LATERAL LEFT
   LIKE LIMIT NATURAL NOT NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS QUALIFY RETURNING RIGHT SELECT
   SIMILAR SOME TABLE TABLESAMPLE THEN TRUE UNION UNIQUE USING WHEN WHERE WINDOW WITH`.split(/\s+/),
);

/** Reserved words that are functions when a parenthesis follows. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set([
  'LEFT',
  'RIGHT',
  'CAST',
  'EXISTS',
  'ISNULL',
]);

/** `current_date` and its like are calls without parentheses. */
export const BARE_CALLS: ReadonlySet<string> = new Set([
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_TIMESTAMP',
  'LOCALTIME',
  'LOCALTIMESTAMP',
]);

/** Words that begin a window's frame. */
export const FRAME_MODES: ReadonlySet<string> = new Set(['ROWS', 'RANGE', 'GROUPS']);

export const SET_OPERATORS: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT']);

/** Keywords a misspelt word is compared with. */
export const CLAUSE_WORDS: readonly string[] =
  `SELECT FROM WHERE GROUP ORDER HAVING LIMIT OFFSET JOIN UNION INTERSECT EXCEPT DISTINCT BETWEEN
   VALUES USING QUALIFY EXPLAIN`.split(/\s+/);

/** Words of other dialects. An error at one of them names it. */
export const FOREIGN: ReadonlySet<string> = new Set(
  `PIVOT UNPIVOT APPLY ASOF SEMI ANTI REGEXP RLIKE GLOB DIV XOR MOD PREWHERE SAMPLE
   MATCH_RECOGNIZE CONNECT STRAIGHT_JOIN`.split(/\s+/),
);

export const JOIN_WORDS: ReadonlySet<string> = new Set(
  'JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL'.split(' '),
);

/** Clauses in the order in which they must stand. */
export const CLAUSE_ORDER: readonly string[] = [
  ...['WITH', 'SELECT', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'WINDOW', 'QUALIFY'],
  ...['UNION', 'INTERSECT', 'EXCEPT', 'ORDER', 'LIMIT', 'OFFSET'],
];
