/** Where DuckDB's dialect is known to differ from PostgreSQL's, and which of them a case follows. */

interface Difference {
  readonly sql?: RegExp;
  /** The error. */
  readonly postgres?: RegExp;
  readonly duckdb?: RegExp;
  readonly judge: 'PostgreSQL' | 'DuckDB';
  readonly why: string;
}

/** The first that fits counts. */
const DIFFERENCES: readonly Difference[] = [
  {
    duckdb: /interrupted/i,
    judge: 'PostgreSQL',
    why: 'DuckDB without its optimiser does not get to an end',
  },
  { sql: /\bQUALIFY\b/i, judge: 'DuckDB', why: 'PostgreSQL has no QUALIFY' },
  {
    postgres: /FULL JOIN is only supported with/,
    judge: 'DuckDB',
    why: 'PostgreSQL has no FULL JOIN without an equality',
  },
  {
    postgres: /function (min|max)\(boolean\) does not exist/,
    judge: 'DuckDB',
    why: 'PostgreSQL has no extremes of truth values',
  },
  {
    postgres: /division by zero|out of range|undefined|complex result/,
    judge: 'PostgreSQL',
    why: 'DuckDB answers NULL, infinity or no number where arithmetic fails',
  },
  {
    postgres:
      /invalid input|cannot cast|must be type boolean|does not exist|columns available|must be|must appear|must match|be matched|must not|invalid|negative|not supported|could not/,
    judge: 'PostgreSQL',
    why: 'DuckDB takes more for granted',
  },
  {
    sql: /\b(var)?char\(\d+\)/i,
    judge: 'PostgreSQL',
    why: 'DuckDB does not cut texts to the length of their type',
  },
  {
    sql: /::numeric\b(?!\()|AS NUMERIC\)/i,
    judge: 'PostgreSQL',
    why: "DuckDB's NUMERIC has three places",
  },
  { sql: /r::text/, judge: 'PostgreSQL', why: 'DuckDB writes the double 0 as 0.0' },
  {
    sql: /\b(round|trunc|sign)\(-?7\)/,
    judge: 'PostgreSQL',
    why: 'in DuckDB rounded integers stay integers',
  },
  {
    sql: /round\((-?r|[-\d.]+::float8)\)/,
    judge: 'PostgreSQL',
    why: 'DuckDB rounds doubles half away from zero',
  },
  {
    sql: /percentile_disc/,
    judge: 'PostgreSQL',
    why: 'in DuckDB the order of percentile_disc turns the other way',
  },
  {
    sql: /\\.*[^']*'|LIKE t\b/,
    judge: 'PostgreSQL',
    why: 'DuckDB has no escape character unless it is said',
  },
  {
    sql: /~|SIMILAR TO|regexp_|substring\(.* from '/,
    judge: 'PostgreSQL',
    why: "DuckDB's regular expressions are RE2's and must match the whole text",
  },
  {
    sql: /string_agg\(s, NULL/,
    judge: 'PostgreSQL',
    why: 'in DuckDB a separator of NULL makes the whole NULL',
  },
  {
    sql: /- avg\(/,
    judge: 'PostgreSQL',
    why: "DuckDB's averages of decimals are doubles",
  },
  {
    sql: /INTERVAL '-1 month' \+/,
    judge: 'PostgreSQL',
    why: 'it writes a sign before days that follow months less than none',
  },
  { sql: /\bformat\(/, judge: 'PostgreSQL', why: "DuckDB's templates are of another kind" },
  {
    sql: /\b(FROM|,|JOIN|LATERAL) *(unnest|generate_series)\(/,
    judge: 'PostgreSQL',
    why: 'in DuckDB the alias of a function in FROM stands for its row',
  },
  { sql: /ARRAY\[.*::text/, judge: 'PostgreSQL', why: 'DuckDB writes arrays in brackets' },
  { sql: /reverse\(/, judge: 'PostgreSQL', why: 'DuckDB keeps letters and their accents together' },
  {
    sql: /substring\(.*, -\d/,
    judge: 'PostgreSQL',
    why: 'in DuckDB a negative start counts from the end',
  },
  {
    sql: /SELECT \* FROM .*(USING|NATURAL)/,
    judge: 'PostgreSQL',
    why: 'DuckDB leaves the columns of USING where they stand',
  },
  {
    sql: /\(a, b\)/,
    judge: 'PostgreSQL',
    why: 'DuckDB compares NULLs inside rows as values',
  },
];

export interface KnownDifference {
  readonly judge: 'PostgreSQL' | 'DuckDB';
  /** The comment that goes with the case. */
  readonly comment: string;
}

/** @param postgres the message of its error, empty for an answer; so `duckdb` */
export function differenceOf(
  sql: string,
  postgres: string,
  duckdb: string,
): KnownDifference | null {
  const found = DIFFERENCES.find(
    (difference) =>
      (difference.sql?.test(sql) ?? true) &&
      (difference.postgres?.test(postgres) ?? true) &&
      (difference.duckdb?.test(duckdb) ?? true),
  );
  if (found === undefined) return null;
  return { judge: found.judge, comment: `judge: ${found.judge}, ${found.why}` };
}
