/** PIVOT and UNPIVOT, as the queries that they stand for. */
import type {
  Expression,
  Identifier,
  Pivot,
  Query,
  Select,
  SelectItem,
  TableExpression,
  Unpivot,
} from '../ast/ast.ts';
import { isAggregate } from './functions.ts';
import { bindTableExpression, type FromPlace } from './from.ts';
import { sameName } from './scope.ts';
import { sqlError, type Statement } from './statement.ts';

type Derived = Extract<TableExpression, { kind: 'derived' }>;

/** The names of a source's columns. It is bound for this alone: nothing of it is kept. */
function columnNames(source: TableExpression, place: FromPlace): readonly string[] {
  const { ctes } = place.env.statement;
  const before = ctes.length;
  const { columns } = bindTableExpression(source, place).scope;
  ctes.length = before;
  return columns.map(({ column: { name } }) => name);
}

const column = (name: string, at: number, qualifier: readonly Identifier[] = []): Expression => ({
  kind: 'column',
  qualifier,
  name: { name, at },
  at,
});

function derived(
  { alias, at }: Pivot | Unpivot,
  select: Pick<Select, 'items' | 'from' | 'where' | 'groupBy'>,
): Derived {
  const query: Query = {
    kind: 'query',
    with: [],
    recursive: false,
    body: {
      ...select,
      kind: 'select',
      distinct: false,
      distinctOn: [],
      having: null,
      windows: [],
      qualify: null,
      at,
    },
    orderBy: [],
    limit: null,
    offset: null,
    at,
  };
  return { kind: 'derived', query, alias, lateral: false, at };
}

// --------------------------------------------------------------------- PIVOT

/**
 * `SELECT g, sum(x) FILTER (WHERE c = 'a') AS a, … FROM source GROUP BY g`.
 * @throws SqlError GROUPING_ERROR for what is no aggregate
 */
export function pivoted(node: Pivot, place: FromPlace): Derived {
  const { statement } = place.env;
  for (const { expression } of node.aggregates) checkAggregate(expression, statement);
  const groupBy = node.groupBy ?? remaining(node, place);
  const groups = groupBy.map((expression): SelectItem => ({
    kind: 'item',
    expression,
    alias: null,
  }));
  const cells = node.values.flatMap((value) =>
    node.aggregates.map((aggregate): SelectItem => {
      const { expression: call } = aggregate;
      const condition = equals(node.column, value.expression);
      const filter: Expression =
        call.filter === null
          ? condition
          : { kind: 'and', left: call.filter, right: condition, at: call.at };
      const of = value.alias?.name ?? textOf(value.expression, statement);
      const suffix = aggregate.alias?.name ?? call.name.name.toLowerCase();
      const name =
        node.aggregates.length === 1 && aggregate.alias === null ? of : `${of}_${suffix}`;
      return {
        kind: 'item',
        expression: { ...call, filter },
        alias: { name, at: value.expression.at },
      };
    }),
  );
  return derived(node, { items: [...groups, ...cells], from: [node.source], where: null, groupBy });
}

function checkAggregate(
  { name, over, at }: Pivot['aggregates'][number]['expression'],
  statement: Statement,
): void {
  if (isAggregate(name.name) && over === null) return;
  throw sqlError(
    statement,
    'GROUPING_ERROR',
    `PIVOT takes aggregates, and ${name.name} is none`,
    at,
  );
}

const equals = (left: Expression, right: Expression): Expression =>
  right.kind === 'null'
    ? { kind: 'is', operand: left, test: 'null', negated: false, at: left.at }
    : { kind: 'comparison', operator: '=', left, right, at: right.at };

/** The columns that neither FOR nor an aggregate names. */
function remaining(node: Pivot, place: FromPlace): readonly Expression[] {
  const used = [node.column, ...node.aggregates.map(({ expression }) => expression)].flatMap(
    namesIn,
  );
  return columnNames(node.source, place)
    .filter((name) => !used.some((other) => sameName(other, name)))
    .map((name) => column(name, node.at));
}

/** The names of all columns in an expression. */
function namesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(namesIn);
  if (typeof expression !== 'object' || expression === null) return [];
  const { kind, name } = expression as { kind?: unknown; name?: { name?: unknown } };
  if (kind === 'column') return typeof name?.name === 'string' ? [name.name] : [];
  return Object.values(expression).flatMap(namesIn);
}

/** What a value is called as a column. @throws SqlError SYNTAX_ERROR when it is no literal */
function textOf(value: Expression, statement: Statement): string {
  switch (value.kind) {
    case 'string':
    case 'typedLiteral':
      return value.value;
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'NULL';
    case 'negate':
      return `-${textOf(value.operand, statement)}`;
    default:
      throw sqlError(
        statement,
        'SYNTAX_ERROR',
        'A value of PIVOT that is computed needs a name',
        value.at,
        'Write IN (… AS name).',
      );
  }
}

// ------------------------------------------------------------------- UNPIVOT

/** Nothing that a user can write is called so. */
const PAIRS = '(unpivot)';

/** `SELECT …, name, value FROM source, LATERAL (VALUES ('a', a), …) WHERE value IS NOT NULL`. */
export function unpivoted(node: Unpivot, place: FromPlace): Derived {
  const { at, name, value, columns } = node;
  const pair = [{ name: PAIRS, at }];
  const others = columnNames(node.source, place).filter(
    (known) => !columns.some((each) => sameName(each.column.name, known)),
  );
  const items = [
    ...others.map((known) => column(known, at)),
    column(name.name, name.at, pair),
    column(value.name, value.at, pair),
  ].map((expression): SelectItem => ({ kind: 'item', expression, alias: null }));
  const rows = columns.map((each): readonly Expression[] => [
    { kind: 'string', value: each.label ?? each.column.name, at: each.column.at },
    column(each.column.name, each.column.at),
  ]);
  const pairs: Derived = {
    kind: 'derived',
    query: {
      kind: 'query',
      with: [],
      recursive: false,
      body: { kind: 'values', rows, at },
      orderBy: [],
      limit: null,
      offset: null,
      at,
    },
    alias: { name: { name: PAIRS, at }, columns: [name, value] },
    lateral: true,
    at,
  };
  const where: Expression | null = node.includeNulls
    ? null
    : {
        kind: 'is',
        operand: column(value.name, value.at, pair),
        test: 'null',
        negated: true,
        at,
      };
  return derived(node, { items, from: [node.source, pairs], where, groupBy: [] });
}
