/** The page of functions, from the registry. Written by `reference-docs.ts`. */
import { isDateLiteral } from '../src/engine/bind/dateLiterals.ts';
import {
  AGGREGATE_FUNCTIONS,
  SCALAR_FUNCTIONS,
  WINDOW_FUNCTIONS,
} from '../src/engine/functions/index.ts';
import { ELEMENT_TYPES } from '../src/engine/functions/declare.ts';
import { arrayOf } from '../src/engine/values/arrays.ts';

interface Listed {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly overloads: readonly {
    readonly args: readonly string[];
    readonly variadic?: true;
    readonly returns: string;
  }[];
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

function row({ name, aliases = [], description, overloads }: Listed): string {
  const others = aliases.length === 0 ? '' : `<br>also ${aliases.map(code).join(', ')}`;
  const returns = typesShown([...new Set(overloads.map((overload) => overload.returns))]);
  return `| ${code(name)}${others} | ${arities(overloads)} | ${returns} | ${description} |`;
}

/** Many types are one word: what a function gives back is then of its argument's type. */
function typesShown(types: readonly string[]): string {
  const has = (group: readonly string[]): boolean => group.every((type) => types.includes(type));
  const groups = [
    { types: ELEMENT_TYPES, word: 'any' },
    { types: ELEMENT_TYPES.map(arrayOf), word: 'array' },
  ].filter((group) => has(group.types));
  const grouped = groups.flatMap((group): readonly string[] => group.types);
  const others = types.filter((type) => !grouped.includes(type));
  return [...groups.map(({ word }) => word), ...others].join(', ');
}

/** `1 to 3`, `2 or more`. */
function arities(overloads: Listed['overloads']): string {
  const counts = overloads.map(({ args }) => args.length);
  const least = Math.min(...counts);
  if (overloads.some(({ variadic }) => variadic)) return `${least} or more`;
  const most = Math.max(...counts);
  return least === most ? String(least) : `${least} to ${most}`;
}

function table(functions: readonly Listed[]): string {
  const sorted = [...functions].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    '| name | arguments | gives | what it is |',
    '| --- | --- | --- | --- |',
    ...sorted.map(row),
  ].join('\n');
}

const RANGES = [
  'L_TODAY',
  'L_YESTERDAY',
  'L_TOMORROW',
  ...['LAST', 'THIS', 'NEXT'].flatMap((which) =>
    ['WEEK', 'MONTH', 'QUARTER', 'YEAR'].map((unit) => `L_${which}_${unit}`),
  ),
  ...['LAST', 'NEXT'].flatMap((which) =>
    ['DAYS', 'WEEKS', 'MONTHS', 'QUARTERS', 'YEARS'].map((unit) => `L_${which}_N_${unit}`),
  ),
  'L_LAST_90_DAYS',
  'L_NEXT_90_DAYS',
];

/** @throws Error when a date literal listed here is none */
export function functionPage(written: string): string {
  for (const name of RANGES) {
    const call = { kind: 'column', qualifier: [], name: { name, at: 0 }, at: 0 } as const;
    if (!isDateLiteral(call)) throw new Error(`${name} is no date literal`);
  }
  return [
    '# Functions',
    `${written} Source: \`src/engine/functions\`.`,
    'NULL in gives NULL out unless the description says otherwise. Text positions count characters from 1. Times are UTC. Besides these there are CASE, CAST, COALESCE, EXTRACT and the operators of PostgreSQL; `IIF(c, a, b)` is a CASE and `CONVERT(type, x)` a CAST.',
    '## Scalar functions and operators',
    table(SCALAR_FUNCTIONS),
    '## Aggregates',
    'All take DISTINCT and FILTER (WHERE …). All take OVER (…), then without DISTINCT, but the percentiles, `median` and `mode`. `GROUPING(…)` tells the rows of grouping sets apart.',
    table(AGGREGATE_FUNCTIONS),
    '## Window functions',
    'They need OVER (…).',
    table(WINDOW_FUNCTIONS),
    '## Table functions',
    'In FROM, each also WITH ORDINALITY: `generate_series(start, stop[, step])` over integers, decimals, and dates or timestamps with an interval; `unnest(array, …)`; `string_to_table(text, delimiter)`; `regexp_split_to_table(text, pattern)`; `regexp_matches(text, pattern[, options])`, which gives an array of the groups of each match. They may stand in the select list too, where each row is joined with theirs.',
    '## PIVOT and UNPIVOT',
    "Values become columns: `FROM (SELECT ContactID, Status, Total FROM Invoices) PIVOT (sum(Total) FOR Status IN ('PAID', 'AUTHORISED' AS due))` has a row for each value of the columns that are not named in it, or of those after `GROUP BY` inside its parentheses. Columns become rows: `FROM t UNPIVOT (amount FOR part IN (SubTotal AS 'net', TotalTax AS 'tax'))`, NULLs left out unless it says `UNPIVOT INCLUDE NULLS`. DuckDB's statements do too: `PIVOT Invoices ON Status IN ('PAID', 'VOIDED') USING sum(Total) GROUP BY ContactID`, with the values written out, and `UNPIVOT t ON a, b INTO NAME part VALUE amount`.",
    '## Forms of DuckDB',
    '`GROUP BY ALL` groups by what is selected and is no aggregate; `ORDER BY ALL` orders by every column. `* EXCLUDE (a, b)`, `* REPLACE (x * 2 AS x)` and `* RENAME (a AS b)` change what a star stands for. `FROM t SELECT a WHERE …` begins with FROM, and without SELECT takes every column. `lag(x IGNORE NULLS) OVER (…)`, and so `lead`, `first_value`, `last_value` and `nth_value`, pass over NULLs.',
    '## Whole rows and imagined rows',
    'A table’s name stands for its row in `count(t)`, `count(DISTINCT t)`, `t IS NULL` and `t IS NOT NULL`: after an outer join a row without a partner is NULL. `rank(100) WITHIN GROUP (ORDER BY Total)`, and so `dense_rank`, `percent_rank` and `cume_dist`, tell the place that a row of that value would have.',
    '## Fiscal years',
    "A fiscal year is named by the calendar year in which it ends. The functions take the month in which it ends, and the day where that is not the month's last: `fiscal_year(Date, 6)`, or as the organisation has it: `SELECT fiscal_year(i.Date, o.FinancialYearEndMonth, o.FinancialYearEndDay) AS fy, sum(i.Total) FROM Invoices i JOIN Organisation o ON o.TenantId = i.TenantId GROUP BY fy`.",
    '## Arrays',
    "`ARRAY[1, 2]`, `'{1,2}'::INTEGER[]`, `ARRAY(SELECT …)` and `array_agg(x)` make arrays of one dimension. `a[1]` is the first element, `a[2:3]` the elements from the second to the third; `x = ANY (a)`, `x > ALL (a)` and `x LIKE ANY (ARRAY['a%', 'b%'])` compare with the elements. A list given as a parameter is an array: `WHERE ContactID = ANY ($1)`, which Xero is asked for as for `IN (…)`. Programs get arrays as lists; so do JSON files, and all other formats PostgreSQL's text `{1,2,NULL}`.",
    '## Time zones',
    "`UpdatedDateUTC AT TIME ZONE 'Pacific/Auckland'` is what the clocks there showed. Columns, `now()` and TIMESTAMPTZ are instants; `TIMESTAMP '…'`, casts to TIMESTAMP, `make_timestamp` and the results of AT TIME ZONE are times on a clock, of which AT TIME ZONE makes the instant.",
    '## Date literals',
    `Ranges of days that a date is compared with: \`Date = L_LAST_MONTH()\` holds on every day of last month, \`<\` before it, \`>\` after it. Weeks begin on Monday; N units back or forward do not include the one that today (UTC) is in.`,
    RANGES.map((name) => code(name.includes('_N_') ? `${name}(n)` : `${name}()`)).join(', '),
  ].join('\n\n');
}
