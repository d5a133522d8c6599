/** A compact form of the tree, so that tests can say what they expect on one line. */
import type {
  Expression,
  FrameBound,
  FunctionCall,
  GroupingSets,
  NamedWindow,
  OrderItem,
  Pivot,
  Query,
  QueryBody,
  Renamed,
  Select,
  SelectItem,
  Star,
  TableAlias,
  TableExpression,
  WindowFrame,
  WindowSpecification,
} from '../../../src/engine/ast/ast.ts';
import { parse, parseExpression } from '../../../src/engine/parse/index.ts';

/** The tree of an expression: every operator in parentheses. */
export const tree = (sql: string): string => showExpression(parseExpression(sql));

/** The tree of a whole query. */
export function queryTree(sql: string): string {
  return showQuery(parse(sql).query);
}

const list = (items: readonly Expression[]): string => items.map(showExpression).join(', ');
const not = (negated: boolean): string => (negated ? 'not ' : '');

export function showExpression(e: Expression): string {
  switch (e.kind) {
    case 'null':
      return 'null';
    case 'wholeRow':
      return [...e.qualifier.map(({ name }) => name), '*'].join('.');
    case 'allColumns':
      return 'all';
    case 'boolean':
      return String(e.value);
    case 'number':
      return e.text;
    case 'string':
      return JSON.stringify(e.value);
    case 'typedLiteral':
      return `${e.type}:${JSON.stringify(e.value)}`;
    case 'parameter':
      return `$${e.key}`;
    case 'column':
      return [...e.qualifier, e.name].map((part) => part.name).join('.');
    case 'arithmetic':
    case 'comparison':
      return `(${showExpression(e.left)} ${e.operator} ${showExpression(e.right)})`;
    case 'and':
    case 'or':
      return `(${showExpression(e.left)} ${e.kind} ${showExpression(e.right)})`;
    case 'plus':
      return `(+ ${showExpression(e.operand)})`;
    case 'negate':
      return `(- ${showExpression(e.operand)})`;
    case 'not':
      return `(not ${showExpression(e.operand)})`;
    case 'is':
      return `(${showExpression(e.operand)} is ${not(e.negated)}${e.test})`;
    case 'isDistinctFrom':
      return `(${showExpression(e.left)} is ${not(e.negated)}distinct from ${showExpression(e.right)})`;
    case 'between':
      return `(${showExpression(e.operand)} ${not(e.negated)}between ${e.symmetric === true ? 'symmetric ' : ''}${showExpression(e.low)} and ${showExpression(e.high)})`;
    case 'like': {
      const escape = e.escape === null ? '' : ` escape ${showExpression(e.escape)}`;
      const operator = e.caseInsensitive ? 'ilike' : 'like';
      return `(${showExpression(e.operand)} ${not(e.negated)}${operator} ${showExpression(e.pattern)}${escape})`;
    }
    case 'inList':
      return `(${showExpression(e.operand)} ${not(e.negated)}in [${list(e.list)}])`;
    case 'inSubquery':
      return `(${showExpression(e.operand)} ${not(e.negated)}in {${showQuery(e.query)}})`;
    case 'exists':
      return `exists {${showQuery(e.query)}}`;
    case 'scalarSubquery':
      return `{${showQuery(e.query)}}`;
    case 'quantified':
      return `(${showExpression(e.operand)} ${e.operator} ${e.quantifier} {${showQuery(e.query)}})`;
    case 'quantifiedArray':
      return `(${showExpression(e.operand)} ${e.operator} ${e.quantifier} ${showExpression(e.array)})`;
    case 'likeArray': {
      const operator = e.caseInsensitive ? 'ilike' : 'like';
      return `(${showExpression(e.operand)} ${not(e.negated)}${operator} ${e.quantifier} ${showExpression(e.array)})`;
    }
    case 'array':
      return `array[${list(e.items)}]`;
    case 'arraySubquery':
      return `array{${showQuery(e.query)}}`;
    case 'subscript':
      return `${showExpression(e.operand)}[${showExpression(e.index)}]`;
    case 'slice': {
      const bound = (value: Expression | null): string =>
        value === null ? '' : showExpression(value);
      return `${showExpression(e.operand)}[${bound(e.low)}:${bound(e.high)}]`;
    }
    case 'overlaps':
      return `([${list(e.left)}] overlaps [${list(e.right)}])`;
    case 'atTimeZone':
      return `(${showExpression(e.operand)} at ${showExpression(e.zone)})`;
    case 'row':
      return `row[${list(e.items)}]`;
    case 'case': {
      const operand = e.operand === null ? '' : ` ${showExpression(e.operand)}`;
      const whens = e.whens.map(
        (w) => ` when ${showExpression(w.when)} then ${showExpression(w.then)}`,
      );
      const otherwise = e.otherwise === null ? '' : ` else ${showExpression(e.otherwise)}`;
      return `case${operand}${whens.join('')}${otherwise} end`;
    }
    case 'cast': {
      const args = e.type.args.length === 0 ? '' : `(${e.type.args.join(', ')})`;
      return `${e.try === true ? 'try_cast' : 'cast'}(${showExpression(e.operand)} as ${e.type.name}${args}${e.type.array === true ? '[]' : ''})`;
    }
    case 'extract':
      return `extract(${e.field} from ${showExpression(e.operand)})`;
    case 'call':
      return showCall(e);
  }
}

function showCall(e: FunctionCall): string {
  const args = e.star ? '*' : `${e.distinct ? 'distinct ' : ''}${list(e.args)}`;
  const filter = e.filter === null ? '' : ` filter ${showExpression(e.filter)}`;
  return `${e.name.name}(${args}${showOrder(e.orderBy)})${filter}${showOver(e)}`;
}

function showOver({ over }: FunctionCall): string {
  if (over === null) return '';
  return over.kind === 'windowName' ? ` over ${over.name.name}` : ` over [${showWindow(over)}]`;
}

function showWindow(window: WindowSpecification): string {
  const { base, partitionBy, orderBy, frame } = window;
  const parts = [
    base === null ? '' : base.name,
    partitionBy.length === 0 ? '' : `partition by ${list(partitionBy)}`,
    showOrder(orderBy).trim(),
    frame === null ? '' : showFrame(frame),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function showFrame({ mode, start, end, exclude }: WindowFrame): string {
  const excluded = exclude === 'no others' ? '' : ` exclude ${exclude}`;
  return `${mode} ${showBound(start)} to ${showBound(end)}${excluded}`;
}

function showBound(bound: FrameBound): string {
  return 'offset' in bound ? `${showExpression(bound.offset)} ${bound.kind}` : bound.kind;
}

function showOrder(items: readonly OrderItem[]): string {
  if (items.length === 0) return '';
  const shown = items.map(
    (item) =>
      showExpression(item.expression) +
      (item.descending ? ' desc' : '') +
      (item.nulls === null ? '' : ` nulls ${item.nulls}`),
  );
  return ` order by ${shown.join(', ')}`;
}

export function showQuery(query: Query): string {
  const tables = query.with.map((cte) => {
    const columns = cte.columns.map((c) => c.name).join(', ');
    return `${cte.name.name}${columns === '' ? '' : `(${columns})`} {${showQuery(cte.query)}}`;
  });
  const start =
    tables.length === 0 ? '' : `with ${query.recursive ? 'recursive ' : ''}${tables.join(', ')} `;
  const limit = query.limit === null ? '' : ` limit ${showExpression(query.limit)}`;
  const offset = query.offset === null ? '' : ` offset ${showExpression(query.offset)}`;
  return `${start}${showBody(query.body)}${showOrder(query.orderBy)}${limit}${offset}`;
}

function showBody(body: QueryBody): string {
  switch (body.kind) {
    case 'query':
      return `{${showQuery(body)}}`;
    case 'values':
      return `values ${body.rows.map((row) => `[${list(row)}]`).join(', ')}`;
    case 'setOperation':
      return `(${showBody(body.left)} ${body.operator}${body.all ? ' all' : ''} ${showBody(body.right)})`;
    case 'select':
      return showSelect(body);
  }
}

function showSelect(select: Select): string {
  const clause = (word: string, text: string): string => (text === '' ? '' : ` ${word} ${text}`);
  const optional = (e: Expression | null): string => (e === null ? '' : showExpression(e));
  return (
    `select ${select.distinct ? 'distinct ' : ''}${showDistinctOn(select)}${select.items.map(showItem).join(', ')}` +
    clause('from', select.from.map(showTable).join(', ')) +
    clause('where', optional(select.where)) +
    clause('group by', showGroupBy(select.groupBy)) +
    clause('having', optional(select.having)) +
    clause('window', select.windows.map(showNamedWindow).join(', ')) +
    clause('qualify', optional(select.qualify))
  );
}

const showDistinctOn = ({ distinctOn }: Select): string =>
  distinctOn.length === 0 ? '' : `distinct on [${list(distinctOn)}] `;

const showNamedWindow = ({ name, window }: NamedWindow): string =>
  `${name.name} [${showWindow(window)}]`;

const showGroupBy = (keys: Select['groupBy']): string =>
  keys === 'all' ? 'all' : keys.map(showGrouping).join(', ');

function showGrouping(element: Expression | GroupingSets): string {
  switch (element.kind) {
    case 'rollup':
    case 'cube':
    case 'groupingSets':
      return `${element.kind}(${element.items.map(showGrouping).join(', ')})`;
    default:
      return showExpression(element);
  }
}

function showStar({ qualifier, exclude, replace, rename }: Star): string {
  const changed = (word: string, list: readonly Renamed[] | undefined): string =>
    list === undefined
      ? ''
      : ` ${word} (${list.map((one) => `${showExpression(one.expression)} as ${one.alias.name}`).join(', ')})`;
  const out =
    exclude === undefined ? '' : ` exclude (${exclude.map(({ name }) => name).join(', ')})`;
  const star = [...qualifier.map((part) => part.name), '*'].join('.');
  return star + out + changed('replace', replace) + changed('rename', rename);
}

function showItem(item: SelectItem): string {
  if (item.kind === 'star') return showStar(item);
  return showExpression(item.expression) + (item.alias === null ? '' : ` as ${item.alias.name}`);
}

function showPivot({ source, aggregates, column, values, groupBy }: Pivot): string {
  const each = (named: readonly { readonly expression: Expression }[]): string =>
    list(named.map(({ expression }) => expression));
  const keys = groupBy === null ? '' : ` by ${list(groupBy)}`;
  return `pivot[${showTable(source)} ${each(aggregates)} for ${showExpression(column)} in ${each(values)}${keys}]`;
}

function showTable(table: TableExpression): string {
  switch (table.kind) {
    case 'table': {
      const schema = table.schema === null ? '' : `${table.schema.name}.`;
      return `${schema}${table.name.name}${showAlias(table.alias)}`;
    }
    case 'derived':
      return `${table.lateral ? 'lateral ' : ''}{${showQuery(table.query)}}${showAlias(table.alias)}`;
    case 'function':
      return `${table.name.name}(${list(table.args)})${showAlias(table.alias)}`;
    case 'pivot':
      return showPivot(table);
    case 'unpivot':
      return `unpivot[${showTable(table.source)} ${table.value.name} for ${table.name.name} in ${table.columns.map(({ column }) => column.name).join(', ')}]`;
    case 'join':
      return showJoin(table);
  }
}

function showAlias(alias: TableAlias | null): string {
  if (alias === null) return '';
  const columns = alias.columns.map((c) => c.name).join(', ');
  return ` as ${alias.name.name}${columns === '' ? '' : `(${columns})`}`;
}

function showJoin(join: Extract<TableExpression, { kind: 'join' }>): string {
  const { condition } = join;
  const shown = {
    on: () => (condition.kind === 'on' ? ` on ${showExpression(condition.expression)}` : ''),
    using: () =>
      condition.kind === 'using'
        ? ` using (${condition.columns.map((c) => c.name).join(', ')})`
        : '',
    natural: () => ' natural',
    none: () => '',
  }[condition.kind]();
  return `(${showTable(join.left)} ${join.type} join ${showTable(join.right)}${shown})`;
}
