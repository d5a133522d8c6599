/**
 * Random valid queries with the tree each must make. The clauses that node-sql-parser reads are put
 * together in every way, since what it misreads shows only in company: `ON a, b`, `t CROSS JOIN u`.
 */
import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryTree } from './show.ts';

interface Sample {
  readonly sql: string;
  readonly tree: string;
}

/** One depth for all kinds of node; the first choice of each is then a leaf. */
const DEPTH = {
  depthIdentifier: fc.createDepthIdentifier(),
  maxDepth: 4,
  depthSize: 'small',
} as const;

const same = (text: string): Sample => ({ sql: text, tree: text });
const pick = (...texts: readonly string[]): Arbitrary<Sample> =>
  fc.constantFrom(...texts.map(same));
const some = (sample: Arbitrary<Sample>, maxLength: number): Arbitrary<Sample> =>
  fc.array(sample, { minLength: 1, maxLength }).map((parts) => join(parts, ', '));
const join = (parts: readonly Sample[], by: string): Sample => ({
  sql: parts.map((part) => part.sql).join(by),
  tree: parts.map((part) => part.tree).join(by),
});
const maybe = (sample: Arbitrary<Sample>): Arbitrary<Sample> =>
  fc.option(sample, DEPTH).map((part) => part ?? same(''));

const name = pick('a', 'b', 'Date', 'End', 'Status', 'natural_', 'Value');
const quoted: Arbitrary<Sample> = fc
  .constantFrom('CROSS', 'order', 'x"y', "it's", 'NATURAL', '')
  .map((text) => ({ sql: `"${text.replaceAll('"', '""')}q"`, tree: `${text}q` }));
const anyName = fc.oneof(name, quoted);

const { query } = fc.letrec<{
  expression: Sample;
  table: Sample;
  select: Sample;
  body: Sample;
  query: Sample;
}>((tie) => {
  const leaf = fc.oneof(name, quoted, pick('1', '0.5', 'null', 'true'));
  const group = (sample: Arbitrary<Sample>, tree: (inner: string) => string): Arbitrary<Sample> =>
    sample.map((inner) => ({ sql: `(${inner.sql})`, tree: tree(inner.tree) }));
  const expression = fc.oneof(
    DEPTH,
    leaf,
    fc
      .tuple(tie('expression'), pick('+', '||', '=', '<', 'and', 'or'), tie('expression'))
      .map(([left, operator, right]) => ({
        sql: `((${left.sql}) ${operator.sql} (${right.sql}))`,
        tree: `(${left.tree} ${operator.tree} ${right.tree})`,
      })),
    tie('expression').map((e) => ({ sql: `(NOT (${e.sql}))`, tree: `(not ${e.tree})` })),
    tie('expression').map((e) => ({
      sql: `((${e.sql}) IS NOT NULL)`,
      tree: `(${e.tree} is not null)`,
    })),
    some(tie('expression'), 3).map((e) => ({ sql: `f(${e.sql})`, tree: `f(${e.tree})` })),
    fc.tuple(tie('expression'), some(tie('expression'), 3)).map(([e, list]) => ({
      sql: `((${e.sql}) IN (0, ${list.sql}))`,
      tree: `(${e.tree} in [0, ${list.tree}])`,
    })),
    group(tie('query'), (tree) => `{${tree}}`),
  );
  const alias = maybe(anyName.map((n) => ({ sql: ` AS ${n.sql}`, tree: ` as ${n.tree}` })));
  const bareAlias = maybe(anyName.map((n) => ({ sql: ` ${n.sql}`, tree: ` as ${n.tree}` })));
  const aliased = (sample: Arbitrary<Sample>): Arbitrary<Sample> =>
    fc.tuple(sample, fc.oneof(alias, bareAlias)).map((parts) => join(parts, ''));
  const single = fc.oneof(
    DEPTH,
    aliased(anyName),
    aliased(group(tie('query'), (tree) => `{${tree}}`)),
  );
  const onJoin = fc
    .tuple(
      tie('table'),
      fc.constantFrom('INNER', 'LEFT', 'RIGHT', 'FULL'),
      single,
      tie('expression'),
    )
    .map(([left, type, right, on]) => ({
      sql: `${left.sql} ${type} JOIN ${right.sql} ON ${on.sql}`,
      tree: `(${left.tree} ${type.toLowerCase()} join ${right.tree} on ${on.tree})`,
    }));
  const otherJoin = fc
    .tuple(
      tie('table'),
      single,
      fc.constantFrom(
        ['CROSS JOIN', 'cross join', ''],
        ['NATURAL JOIN', 'inner join', ' natural'],
        ['NATURAL LEFT JOIN', 'left join', ' natural'],
      ),
    )
    .map(([left, right, [sql, tree, after]]) => ({
      sql: `${left.sql} ${sql} ${right.sql}`,
      tree: `(${left.tree} ${tree} ${right.tree}${after})`,
    }));
  const usingJoin = fc.tuple(tie('table'), single, some(name, 2)).map(([left, right, columns]) => ({
    sql: `${left.sql} JOIN ${right.sql} USING (${columns.sql})`,
    tree: `(${left.tree} inner join ${right.tree} using (${columns.tree}))`,
  }));
  const clause = (sql: string, sample: Arbitrary<Sample>): Arbitrary<Sample> =>
    maybe(
      sample.map((s) => ({ sql: ` ${sql} ${s.sql}`, tree: ` ${sql.toLowerCase()} ${s.tree}` })),
    );
  const item = fc.oneof(aliased(tie('expression')), pick('*', 'a.*'));
  const order = fc
    .tuple(tie('expression'), fc.constantFrom('', ' DESC'), fc.constantFrom('', ' NULLS LAST'))
    .map(([e, direction, nulls]) => ({
      sql: e.sql + direction + nulls,
      tree: e.tree + direction.toLowerCase() + nulls.toLowerCase(),
    }));
  const select = fc
    .tuple(
      fc.constantFrom(same('SELECT '), same('SELECT DISTINCT ')),
      some(item, 3),
      clause('FROM', some(tie('table'), 3)),
      clause('WHERE', tie('expression')),
      clause('GROUP BY', some(tie('expression'), 2)),
      clause('HAVING', tie('expression')),
    )
    .map(([start, ...rest]) => join([{ ...start, tree: start.tree.toLowerCase() }, ...rest], ''));
  const body = fc.oneof(
    DEPTH,
    tie('select'),
    fc
      .tuple(tie('select'), fc.constantFrom('UNION', 'UNION ALL', 'EXCEPT'), tie('select'))
      .chain(([left, operator, right]) =>
        tie('select').map((last) => ({
          sql: `${left.sql} ${operator} ${right.sql} INTERSECT ${last.sql}`,
          tree: `(${left.tree} ${operator.toLowerCase()} (${right.tree} intersect ${last.tree}))`,
        })),
      ),
  );
  const query = fc
    .tuple(
      maybe(
        tie('query').map((q) => ({ sql: `WITH w AS (${q.sql}) `, tree: `with w {${q.tree}} ` })),
      ),
      tie('body'),
      clause('ORDER BY', some(order, 2)),
      clause(
        'LIMIT',
        pick('1', '$lim').map((s) => ({ ...s, sql: s.sql.replace('$', ':') })),
      ),
    )
    .map((parts) => join(parts, ''));
  const table = fc.oneof(DEPTH, single, onJoin, otherJoin, usingJoin);
  return { expression, table, select, body, query };
});

describe('random valid queries', { timeout: 120_000 }, () => {
  it('make the tree they say', () => {
    fc.assert(
      fc.property(query, ({ sql, tree }) => {
        expect(queryTree(sql)).toBe(tree);
      }),
      { numRuns: 1000 },
    );
  });
});
