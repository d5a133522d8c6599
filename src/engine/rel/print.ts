/**
 * Algebra and expressions as text for EXPLAIN, messages and tests: operators one a line, inputs
 * indented below, expressions in SQL's notation with values quoted. Not meant to be parsed.
 */
import { elementOf, isArray } from '../values/arrays.ts';
import type { Interval, SqlArray, SqlType, SqlValue } from '../values/types.ts';
import type {
  Aggregate,
  AggregateCall,
  ColumnId,
  Expr,
  Frame,
  FrameBound,
  OutputColumn,
  Rel,
  SortKey,
  Window,
  WindowCall,
} from './rel.ts';
import { inputsOf, subqueriesOf, visitRel } from './walk.ts';

export interface PrintOptions {
  /** What a column is called; its `name` when this answers undefined. */
  readonly nameOf?: ((id: ColumnId) => string | undefined) | undefined;
  /** What stands for a subquery; `(subquery)` when not given. */
  readonly subquery?: ((rel: Rel) => string) | undefined;
}

// -------------------------------------------------------------------- values

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function printInterval(value: Interval): string {
  const parts = [
    value.months === 0 ? '' : `${value.months} months`,
    value.days === 0 ? '' : `${value.days} days`,
    value.milliseconds === 0 ? '' : `${value.milliseconds / 1000} seconds`,
  ].filter((part) => part !== '');
  return `INTERVAL ${quote(parts.length === 0 ? '0 days' : parts.join(' '))}`;
}

const isInterval = (value: object): value is Interval =>
  'kind' in value && value.kind === 'interval';

function printArray(values: SqlArray, type: SqlType): string {
  const element = elementOf(type) ?? 'text';
  const items = values.map((value) => printValue(value, element));
  return `ARRAY[${items.join(', ')}]${items.length === 0 ? `::${type.toUpperCase()}` : ''}`;
}

/** A value as a SQL literal. */
export function printValue(value: SqlValue, type: SqlType): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  if (isArray(value)) return printArray(value, type);
  if (typeof value === 'object') return isInterval(value) ? printInterval(value) : String(value);
  if (type === 'date') return `DATE ${quote(value)}`;
  if (type === 'timestamp') return `TIMESTAMP ${quote(value)}`;
  return quote(value);
}

// --------------------------------------------------------------- expressions

const INFIX: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '%', '^', '||'],
  ...['~', '~*', '!~', '!~*'],
  ...['&', '|', '#', '<<', '>>', '@>', '<@', '&&'],
]);

/** Expressions that need no parentheses inside another one. */
const SELF_CONTAINED: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>([
  'literal',
  'column',
  'cast',
  'case',
  'scalarSubquery',
  'exists',
]);

function isAtom(expr: Expr): boolean {
  return SELF_CONTAINED.has(expr.kind) || (expr.kind === 'call' && !INFIX.has(expr.name));
}

function printCast(expr: Extract<Expr, { kind: 'cast' }>, options: PrintOptions): string {
  const { decimal, length } = expr;
  const size =
    decimal !== undefined
      ? `(${decimal.precision}, ${decimal.scale})`
      : length !== undefined
        ? `(${length})`
        : '';
  const name = expr.try === true ? 'TRY_CAST' : 'CAST';
  return `${name}(${printExpr(expr.arg, options)} AS ${expr.type.toUpperCase()}${size})`;
}

function printCase(expr: Extract<Expr, { kind: 'case' }>, options: PrintOptions): string {
  const whens = expr.whens.map(
    ({ when, then }) => `WHEN ${printExpr(when, options)} THEN ${printExpr(then, options)}`,
  );
  return `CASE ${whens.join(' ')} ELSE ${printExpr(expr.otherwise, options)} END`;
}

function printCall(expr: Extract<Expr, { kind: 'call' }>, options: PrintOptions): string {
  const [left, right] = expr.args;
  if (INFIX.has(expr.name) && left !== undefined && right !== undefined) {
    return `${printOperand(left, options)} ${expr.name} ${printOperand(right, options)}`;
  }
  if (expr.name === 'negate' && left !== undefined) return `-${printOperand(left, options)}`;
  const array = printArrayCall(expr, options);
  if (array !== null) return array;
  return `${expr.name}(${expr.args.map((arg) => printExpr(arg, options)).join(', ')})`;
}

/** The calls that PostgreSQL has a syntax for; null for all others. */
function printArrayCall(
  { name, args }: Extract<Expr, { kind: 'call' }>,
  options: PrintOptions,
): string | null {
  const list = args.map((arg) => printExpr(arg, options));
  const [first] = args;
  if (name === 'array') return `ARRAY[${list.join(', ')}]`;
  if (first === undefined) return null;
  const [, low = '', high = ''] = list;
  if (name === 'subscript') return `${printOperand(first, options)}[${low}]`;
  if (name === 'slice') return `${printOperand(first, options)}[${low}:${high}]`;
  const [operator, quantifier] = name.split(' ');
  if (quantifier !== 'any' && quantifier !== 'all') return null;
  return `${printOperand(first, options)} ${operator ?? ''} ${quantifier.toUpperCase()}(${low})`;
}

const printOperand = (expr: Expr, options: PrintOptions): string =>
  isAtom(expr) ? printExpr(expr, options) : `(${printExpr(expr, options)})`;

/** An expression as SQL text on one line. */
export function printExpr(expr: Expr, options: PrintOptions = {}): string {
  const operand = (inner: Expr): string => printOperand(inner, options);
  const list = (exprs: readonly Expr[]): string =>
    exprs.map((item) => printExpr(item, options)).join(', ');
  const subquery = (rel: Rel): string => options.subquery?.(rel) ?? '(subquery)';
  const not = (negated: boolean): string => (negated ? 'NOT ' : '');

  switch (expr.kind) {
    case 'literal':
      return printValue(expr.value, expr.type);
    case 'column':
      return options.nameOf?.(expr.id) ?? expr.name;
    case 'compare':
      return `${operand(expr.left)} ${expr.operator} ${operand(expr.right)}`;
    case 'and':
      return expr.args.map((arg) => (arg.kind === 'or' ? operand(arg) : print(arg))).join(' AND ');
    case 'or':
      return expr.args.map((arg) => (arg.kind === 'and' ? operand(arg) : print(arg))).join(' OR ');
    case 'not':
      return `NOT ${operand(expr.arg)}`;
    case 'isNull':
      return `${operand(expr.arg)} IS ${not(expr.negated)}NULL`;
    case 'isTruth':
      return `${operand(expr.arg)} IS ${not(expr.negated)}${expr.value ? 'TRUE' : 'FALSE'}`;
    case 'distinctFrom':
      return `${operand(expr.left)} IS ${not(expr.negated)}DISTINCT FROM ${operand(expr.right)}`;
    case 'inList':
      return `${operand(expr.arg)} ${not(expr.negated)}IN (${list(expr.list)})`;
    case 'like': {
      const operator = `${not(expr.negated)}${expr.caseInsensitive ? 'ILIKE' : 'LIKE'}`;
      const text = `${operand(expr.arg)} ${operator} ${operand(expr.pattern)}`;
      return printsEscape(expr.escape) ? `${text} ESCAPE ${printEscape(expr.escape)}` : text;
    }
    case 'case':
      return printCase(expr, options);
    case 'cast':
      return printCast(expr, options);
    case 'call':
      return printCall(expr, options);
    case 'scalarSubquery':
      return subquery(expr.rel);
    case 'exists':
      return `${not(expr.negated)}EXISTS ${subquery(expr.rel)}`;
    case 'inSubquery': {
      const [arg] = expr.args;
      const left =
        expr.args.length === 1 && arg !== undefined ? operand(arg) : `(${list(expr.args)})`;
      return `${left} ${not(expr.negated)}IN ${subquery(expr.rel)}`;
    }
    case 'quantified': {
      const quantifier = expr.quantifier === 'any' ? 'ANY' : 'ALL';
      return `${operand(expr.arg)} ${expr.operator} ${quantifier} ${subquery(expr.rel)}`;
    }
  }

  function print(inner: Expr): string {
    return printExpr(inner, options);
  }

  function printEscape(escape: Expr | null): string {
    return escape === null ? "''" : operand(escape);
  }
}

/** A bare LIKE has a literal backslash as its escape: that goes without saying. */
const printsEscape = (escape: Expr | null): boolean =>
  !(escape?.kind === 'literal' && escape.value === '\\');

export function printSortKey(key: SortKey, options: PrintOptions = {}): string {
  const direction = key.descending ? ' DESC' : '';
  const nulls =
    key.nullsFirst === key.descending ? '' : ` NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`;
  return `${printExpr(key.expr, options)}${direction}${nulls}`;
}

export function printAggregate(call: AggregateCall, options: PrintOptions = {}): string {
  const args = call.args.map((arg) => printExpr(arg, options)).join(', ');
  const distinct = call.distinct ? 'DISTINCT ' : '';
  const order =
    call.orderBy.length === 0
      ? ''
      : ` ORDER BY ${call.orderBy.map((key) => printSortKey(key, options)).join(', ')}`;
  const filter = call.filter === null ? '' : ` FILTER (WHERE ${printExpr(call.filter, options)})`;
  const inside =
    call.name === 'count' && call.args.length === 0 ? '*' : `${distinct}${args}${order}`;
  return `${call.name}(${inside})${filter}`;
}

// ------------------------------------------------------------------- windows

function printBound(bound: FrameBound, options: PrintOptions): string {
  switch (bound.kind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'currentRow':
      return 'CURRENT ROW';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'preceding':
    case 'following':
      return `${printOperand(bound.offset, options)} ${bound.kind.toUpperCase()}`;
  }
}

/** Empty for the frame that a window has when none is given. */
function printFrame({ mode, start, end, exclude }: Frame, options: PrintOptions): string {
  const isDefault =
    mode === 'range' && start.kind === 'unboundedPreceding' && end.kind === 'currentRow';
  const bounds = `${mode.toUpperCase()} BETWEEN ${printBound(start, options)} AND ${printBound(end, options)}`;
  if (exclude === 'no others') return isDefault ? '' : bounds;
  return `${bounds} EXCLUDE ${exclude.toUpperCase()}`;
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function printPartitions({ partitionBy, orderBy }: Window, options: PrintOptions): string {
  const keys = partitionBy.map((expr) => printExpr(expr, options)).join(', ');
  const order = orderBy.map((key) => printSortKey(key, options)).join(', ');
  return joined([
    keys === '' ? '' : `PARTITION BY ${keys}`,
    order === '' ? '' : `ORDER BY ${order}`,
  ]);
}

const printCalled = ({ name, args, filter }: WindowCall, options: PrintOptions): string =>
  printAggregate({ name, args, filter, distinct: false, orderBy: [] }, options);

/** A call as SQL has it: `sum(x) OVER (PARTITION BY y)`. */
export const printWindowCall = (
  call: WindowCall,
  window: Window,
  options: PrintOptions = {},
): string =>
  `${printCalled(call, options)} OVER (${joined([printPartitions(window, options), printFrame(call.frame, options)])})`;

// ----------------------------------------------------------------- operators

/** Whether the text already says the column's name. */
const named = (text: string, name: string): string =>
  text === name || text.endsWith(`.${name}`) ? text : `${text} AS ${name}`;

const names = (columns: readonly OutputColumn[]): string =>
  columns.map((column) => column.name).join(', ');

function printSets({ keys, sets }: Aggregate): string {
  if (sets === undefined) return '';
  const nameOf = (id: ColumnId): string => keys.find((key) => key.id === id)?.name ?? '';
  return ` SETS ${sets.keys.map((ids) => `(${ids.map(nameOf).join(', ')})`).join(', ')}`;
}

function printOperator(rel: Rel, options: PrintOptions): string {
  const print = (expr: Expr): string => printExpr(expr, options);
  switch (rel.kind) {
    case 'scan': {
      const table = `${rel.table.schema}.${rel.table.name}`;
      const alias = rel.alias === rel.table.name ? '' : ` AS ${rel.alias}`;
      return `Scan ${table}${alias} [${names(rel.columns)}]`;
    }
    case 'cteScan':
      return `CteScan ${rel.name} [${names(rel.columns)}]`;
    case 'values':
      return `Values [${names(rel.columns)}] ${rel.rows
        .map((row) => `(${row.map(print).join(', ')})`)
        .join(', ')}`.trimEnd();
    case 'filter':
      return `Filter ${print(rel.predicate)}`;
    case 'project':
      return `Project [${rel.columns.map((column) => named(print(column.expr), column.name)).join(', ')}]`;
    case 'join': {
      const on = rel.on === null ? '' : ` ON ${print(rel.on)}`;
      return `${rel.type.toUpperCase()} JOIN${rel.lateral ? ' LATERAL' : ''}${on}`;
    }
    case 'aggregate': {
      const keys = rel.keys.map((key) => named(print(key.expr), key.name)).join(', ');
      const calls = rel.aggregates.map(({ call }) => printAggregate(call, options)).join(', ');
      return `Aggregate [${keys}] [${calls}]${printSets(rel)}`;
    }
    case 'window': {
      const calls = rel.calls.map(({ call }) =>
        joined([printCalled(call, options), printFrame(call.frame, options)]),
      );
      return joined([`Window [${calls.join(', ')}]`, printPartitions(rel, options)]);
    }
    case 'sort':
      return `Sort ${rel.keys.map((key) => printSortKey(key, options)).join(', ')}`;
    case 'limit': {
      const count = rel.count === null ? 'ALL' : String(rel.count);
      const ties = rel.ties === undefined ? '' : ' WITH TIES';
      return `Limit ${count}${ties}${rel.offset === 0 ? '' : ` OFFSET ${rel.offset}`}`;
    }
    case 'recursiveUnion':
      return `RECURSIVE UNION${rel.all ? ' ALL' : ''} ${rel.name} [${names(rel.columns)}]`;
    case 'tableFunction':
      return `Function ${rel.name}(${rel.args.map(print).join(', ')})${rel.ordinality ? ' WITH ORDINALITY' : ''} [${names(rel.columns)}]`;
    case 'distinct':
      return rel.on === null ? 'Distinct' : `Distinct ON (${rel.on.map(print).join(', ')})`;
    case 'setOperation':
      return `${rel.operator.toUpperCase()}${rel.all ? ' ALL' : ''} [${names(rel.columns)}]`;
  }
}

/**
 * What columns are called above the operator that makes them: `alias.name` when several tables
 * are read, so that the sides of a join can be told apart; columns of groups and windows by their
 * expressions.
 */
function columnNames(root: Rel): ReadonlyMap<ColumnId, string> {
  const tables: { readonly alias: string; readonly columns: readonly OutputColumn[] }[] = [];
  const groups: (Aggregate | Window)[] = [];
  visitRel(root, (rel) => {
    if (rel.kind === 'scan') tables.push(rel);
    if (rel.kind === 'cteScan') tables.push({ alias: rel.name, columns: rel.columns });
    if (rel.kind === 'aggregate' || rel.kind === 'window') groups.push(rel);
  });
  const found = new Map<ColumnId, string>();
  for (const { alias, columns } of tables.length < 2 ? [] : tables) {
    for (const column of columns) found.set(column.id, `${alias}.${column.name}`);
  }
  // Inner groups are visited last and named first.
  const options: PrintOptions = { nameOf: (id) => found.get(id) };
  for (const rel of groups.reverse()) {
    if (rel.kind === 'window') {
      for (const { id, call } of rel.calls) found.set(id, printWindowCall(call, rel, options));
      continue;
    }
    for (const { id, expr } of rel.keys) found.set(id, printExpr(expr, options));
    for (const { id, call } of rel.aggregates) found.set(id, printAggregate(call, options));
  }
  return found;
}

/**
 * An operator and everything below it, one a line, inputs indented by two spaces. Subqueries are
 * numbered and stand below the operator whose expression uses them.
 * @param details further lines to print below an operator, such as a scan's requests
 */
export function printRel(
  root: Rel,
  details: (rel: Rel, options: PrintOptions) => readonly string[] = () => [],
): string {
  const qualified = columnNames(root);
  const numbers = new Map<Rel, number>();
  const numberOf = (rel: Rel): number => {
    const number = numbers.get(rel) ?? numbers.size + 1;
    numbers.set(rel, number);
    return number;
  };
  const options: PrintOptions = {
    nameOf: (id) => qualified.get(id),
    subquery: (rel) => `(subquery ${numberOf(rel)})`,
  };
  const lines = (rel: Rel, indent: string): readonly string[] => [
    `${indent}${printOperator(rel, options)}`,
    ...details(rel, options).map((line) => `${indent}    ${line}`),
    ...subqueriesOf(rel).flatMap((subquery) => [
      `${indent}  subquery ${numberOf(subquery)}:`,
      ...lines(subquery, `${indent}    `),
    ]),
    ...inputsOf(rel).flatMap((input) => lines(input, `${indent}  `)),
  ];
  return lines(root, '').join('\n');
}
