/** node-sql-parser's output → our AST. Every field is either read or known to be empty. */
import type {
  CommonTableExpression,
  Expression,
  JoinCondition,
  JoinType,
  OrderItem,
  QueryBody,
  Select,
  SelectItem,
  TableAlias,
  TableExpression,
} from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import type { Reading } from './clauses.ts';
import { runGrammar } from './grammar.ts';
import type { Group } from './nest.ts';
import {
  readList,
  readNode,
  readOneOf,
  readOptionalList,
  readText,
  unknownShape,
  type Node,
} from './read.ts';
import type { Mark } from './skeleton.ts';
import { NO_EXTRAS } from './windows.ts';

type TableMark = Extract<Mark, { kind: 'table' }>;

/** A query without its LIMIT: the operands of its set operations in order, not yet nested. */
export interface ConvertedQuery {
  readonly with: readonly CommonTableExpression[];
  readonly recursive: boolean;
  readonly bodies: readonly QueryBody[];
  readonly orderBy: readonly OrderItem[];
}

const SELECT_FIELDS = [
  ...['type', 'with', 'distinct', 'columns', 'into', 'from', 'where', 'groupby', 'having'],
  ...['orderby', 'limit', '_next', 'set_op'],
];

export function convertQuery(reading: Reading): ConvertedQuery {
  const root = runGrammar(reading.skeleton, reading.cursor);
  const selects: Node[] = [];
  for (let next: unknown = root; next !== null && next !== undefined;) {
    const node = readSelectNode(next);
    selects.push(node);
    next = node['_next'];
  }
  const last = selects.at(-1);
  if (last === undefined) return unknownShape('statement', root);
  for (const select of selects) {
    if (select !== last && select['orderby'] !== null) unknownShape('ORDER BY', select);
    if (select !== selects[0] && select['with'] !== null) unknownShape('WITH', select);
  }
  return {
    ...convertWith(selects[0]?.['with'], reading),
    bodies: selects.map((select, index) =>
      convertBody(select, reading, reading.starts[index] ?? 0),
    ),
    orderBy: convertOrderBy(last['orderby'], reading),
  };
}

function readSelectNode(value: unknown): Node {
  const node = readNode(value, 'select', SELECT_FIELDS);
  if (node['type'] !== 'select') unknownShape('statement', node['type']);
  const { position } = readNode(node['into'], 'into', ['position']);
  if (position !== null) unknownShape('into', position);
  const limit = readNode(node['limit'], 'limit', ['seperator', 'value']);
  if (readList(limit['value'], 'limit').length > 0) unknownShape('limit', limit);
  readOneOf(node['set_op'], 'set operator', { '': 'none', 'union all': 'union all' });
  return node;
}

function convertWith(value: unknown, reading: Reading): Pick<ConvertedQuery, 'with' | 'recursive'> {
  const items = readOptionalList(value, 'with').map((item) =>
    readNode(item, 'with', ['name', 'stmt', 'recursive']),
  );
  const [first] = items;
  return {
    recursive: first !== undefined && first['recursive'] === true,
    with: items.map((item) => convertCommonTable(item, reading)),
  };
}

function convertCommonTable(item: Node, reading: Reading): CommonTableExpression {
  const name = readNode(item['name'], 'with name', ['type', 'value']);
  const mark = findMark(name['value'], 'name', reading);
  const query = convertBody(readSelectNode(item['stmt']), reading, 0);
  if (query.kind !== 'query') return unknownShape('with query', item);
  return { name: mark.name, columns: mark.columns, query };
}

function convertBody(node: Node, reading: Reading, at: number): QueryBody {
  const columns = readList(node['columns'], 'select list');
  const body = columns
    .map((column) => markOfColumn(column, reading))
    .find((m) => m.kind === 'body');
  if (body === undefined) return convertSelect(node, columns, reading, at);
  const others = ['from', 'where', 'groupby', 'having'].filter((field) => node[field] !== null);
  if (columns.length > 1 || others.length > 0) return unknownShape('subquery', node);
  return body.body;
}

function convertSelect(
  node: Node,
  columns: readonly unknown[],
  reading: Reading,
  at: number,
): Select {
  const optional = (value: unknown): Expression | null =>
    value === null || value === undefined ? null : convertExpression(value, reading);
  const { groupByAll, ...extras } = reading.extras.get(at) ?? NO_EXTRAS;
  return {
    kind: 'select',
    distinct: convertDistinct(node['distinct']),
    items: columns.map((column) => convertItem(column, reading)),
    from: convertTables(readOptionalList(node['from'], 'from'), reading),
    where: optional(node['where']),
    groupBy: groupByAll ? 'all' : convertGroupBy(node['groupby'], reading),
    having: optional(node['having']),
    ...extras,
    at,
  };
}

function convertDistinct(value: unknown): boolean {
  const { type } = readNode(value, 'distinct', ['type']);
  return readOneOf(type, 'distinct', { '': 'all', DISTINCT: 'distinct' }) === 'distinct';
}

function markOfColumn(column: unknown, reading: Reading): Mark {
  const { type, expr } = readNode(column, 'select item', ['type', 'expr', 'as']);
  if (type !== 'expr') unknownShape('select item', type);
  return markOfReference(expr, reading);
}

function convertItem(column: unknown, reading: Reading): SelectItem {
  const mark = markOfColumn(column, reading);
  const { as } = readNode(column, 'select item', ['type', 'expr', 'as']);
  const alias = as === null ? null : findMark(as, 'name', reading).name;
  if (mark.kind === 'expression') return { kind: 'item', expression: mark.expression, alias };
  if (mark.kind !== 'star' || alias !== null) return unknownShape('select item', column);
  return mark.item;
}

/** The mark that a column reference names. */
function markOfReference(value: unknown, reading: Reading): Mark {
  const node = readNode(value, 'expression', ['type', 'column']);
  if (node['type'] !== 'column_ref') unknownShape('expression', node['type']);
  const { expr } = readNode(node['column'], 'column', ['expr']);
  const name = readNode(expr, 'column', ['type', 'value']);
  if (name['type'] !== 'default') unknownShape('column', name);
  const mark = reading.skeleton.marks.get(readText(name['value'], 'column'));
  return mark ?? unknownShape('column', name['value']);
}

function convertExpression(value: unknown, reading: Reading): Expression {
  const mark = markOfReference(value, reading);
  return mark.kind === 'expression' ? mark.expression : unknownShape('expression', mark.kind);
}

function findMark<K extends Mark['kind']>(
  name: unknown,
  kind: K,
  reading: Reading,
): Extract<Mark, { kind: K }> {
  const mark = reading.skeleton.marks.get(readText(name, kind));
  if (mark?.kind !== kind) return unknownShape(kind, name);
  return mark as Extract<Mark, { kind: K }>;
}

type GroupKeys = Exclude<Select['groupBy'], 'all'>;

/** Rows in parentheses group by their parts: `GROUP BY (a, b)`. */
function convertGroupBy(value: unknown, reading: Reading): GroupKeys {
  if (value === null || value === undefined) return [];
  const { columns } = readNode(value, 'group by', ['columns']);
  return readList(columns, 'group by').flatMap((column): GroupKeys => {
    const mark = markOfReference(column, reading);
    if (mark.kind === 'grouping') return [mark.sets];
    const expression = convertExpression(column, reading);
    return expression.kind === 'row' ? expression.items : [expression];
  });
}

function convertOrderBy(value: unknown, reading: Reading): readonly OrderItem[] {
  return readOptionalList(value, 'order by').map((item) => {
    const node = readNode(item, 'order by', ['expr', 'type', 'nulls']);
    const direction = { '': 'ASC', ASC: 'ASC', DESC: 'DESC' } as const;
    const nulls = { '': null, 'NULLS FIRST': 'first', 'NULLS LAST': 'last' } as const;
    const placed = readOneOf(node['nulls'], 'nulls', { ...nulls, '': 'default' });
    return {
      expression: convertExpression(node['expr'], reading),
      descending: readOneOf(node['type'], 'direction', direction) === 'DESC',
      nulls: placed === 'default' ? null : placed,
    };
  });
}

// -------------------------------------------------------------------- tables

/** The tables of a skeleton that holds FROM only: joins in parentheses. */
export function convertFrom(reading: Reading, group: Group): TableExpression {
  const { bodies, orderBy } = convertQuery(reading);
  const [body] = bodies;
  const isFrom = body?.kind === 'select' && body.where === null && body.having === null;
  const table = isFrom ? body.from[0] : undefined;
  if (
    !isFrom ||
    table === undefined ||
    bodies.length > 1 ||
    body.from.length > 1 ||
    body.groupBy.length > 0 ||
    orderBy.length > 0
  ) {
    syntaxError(
      reading.cursor.sql,
      group.at,
      'These parentheses hold neither one join nor a subquery.',
      'A subquery begins with SELECT.',
    );
  }
  return table;
}

/** The parser's FROM is one flat list: an entry without `join` follows a comma. */
function convertTables(entries: readonly unknown[], reading: Reading): readonly TableExpression[] {
  const tables: TableExpression[] = [];
  for (const value of entries) {
    const entry = readNode(value, 'table', ['table', 'as', 'join', 'using']);
    const mark = findMark(entry['table'], 'table', reading);
    const right = withAlias(mark.table, convertTableAlias(entry['as'], reading));
    const left = entry['join'] === undefined || entry['join'] === null ? undefined : tables.pop();
    tables.push(left === undefined ? right : convertJoin(entry, left, right, mark, reading));
  }
  return tables;
}

function convertTableAlias(value: unknown, reading: Reading): TableAlias | null {
  if (value === null || value === undefined) return null;
  const { name, columns } = findMark(value, 'name', reading);
  return { name, columns };
}

function withAlias(table: TableExpression, alias: TableAlias | null): TableExpression {
  if (alias === null) return table;
  return table.kind === 'join' ? unknownShape('alias of a join', alias) : { ...table, alias };
}

const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  'INNER JOIN': 'inner',
  'LEFT JOIN': 'left',
  'RIGHT JOIN': 'right',
  'FULL JOIN': 'full',
};

function convertJoin(
  entry: Node,
  left: TableExpression,
  right: TableExpression,
  mark: TableMark,
  reading: Reading,
): TableExpression {
  const type = readOneOf(entry['join'], 'join', JOIN_TYPES);
  return {
    kind: 'join',
    type: mark.join === 'cross' ? 'cross' : type,
    left,
    right,
    condition: convertCondition(entry, mark, reading),
    at: startOf(left),
  };
}

function convertCondition(entry: Node, mark: TableMark, reading: Reading): JoinCondition {
  const { sql } = reading.cursor;
  const using = entry['using'] ?? null;
  if (mark.join !== null) {
    if (using === null) return { kind: mark.join === 'cross' ? 'none' : 'natural' };
    const kind = mark.join.toUpperCase();
    return syntaxError(
      sql,
      mark.joinAt,
      `A ${kind} JOIN takes no ON or USING.`,
      `Leave out ${kind}.`,
    );
  }
  if (using === null) {
    const hint = 'Add ON condition or USING (columns); all pairs of rows are a CROSS JOIN.';
    return syntaxError(sql, mark.joinAt, 'This JOIN has no condition.', hint);
  }
  const names = readList(using, 'using').map(
    (item) => readNode(item, 'using', ['type', 'value'])['value'],
  );
  const condition = reading.skeleton.marks.get(readText(names[0], 'using'));
  if (condition?.kind === 'expression' && names.length === 1) {
    return { kind: 'on', expression: condition.expression };
  }
  return { kind: 'using', columns: names.map((name) => findMark(name, 'name', reading).name) };
}

function startOf(table: TableExpression): number {
  return table.kind === 'table' ? (table.schema ?? table.name).at : table.at;
}
