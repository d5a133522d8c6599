/**
 * Bound expressions → DuckDB's SQL. What is not listed here is declined: each line stands for a
 * meaning that is equal to ours, value by value.
 */
import { isArrayType } from '../values/arrays.ts';
import type { ColumnId, Expr } from '../rel/rel.ts';
import { Decimal } from '../values/decimal.ts';
import type { SqlType, SqlValue } from '../values/types.ts';
import {
  asDecimal,
  checkedInteger,
  choice,
  comparable,
  Declined,
  digitsSql,
  type Form,
  integerLiteral,
  isNumber,
  key,
  type NumberForm,
  plain,
  type PlainType,
  plus,
  sameScale,
  type Sql,
  times,
  truth,
  wholeLiteral,
  wholeType,
} from './forms.ts';

/** What an expression's columns and texts are in DuckDB. */
export interface Scope {
  readonly column: (id: ColumnId) => Form;
  /** Binds a text as a parameter; it never becomes part of the SQL. */
  readonly text: (value: string) => Sql;
  /**
   * The value of an expression that is computed by us beforehand, where it reads columns of one
   * input alone; null where it does not.
   */
  readonly computed: (expr: Expr) => Form | null;
}

type Node<K extends Expr['kind']> = Extract<Expr, { readonly kind: K }>;

/** @throws Declined */
export function printExpr(expr: Expr, scope: Scope): Form {
  try {
    return printNode(expr, scope);
  } catch (error) {
    if (!(error instanceof Declined)) throw error;
    const computed = scope.computed(expr);
    if (computed === null) throw error;
    return computed;
  }
}

/** @throws Declined */
export function printCondition(expr: Expr, scope: Scope): Sql {
  const form = printExpr(expr, scope);
  if (form.kind === 'null') return 'CAST(NULL AS BOOLEAN)';
  if (form.kind === 'plain' && form.type === 'boolean') return form.sql;
  throw new Declined('it tests what is no truth value');
}

function printNode(expr: Expr, scope: Scope): Form {
  const print = (part: Expr): Form => printExpr(part, scope);
  const condition = (part: Expr): Sql => printCondition(part, scope);
  switch (expr.kind) {
    case 'literal':
      return printLiteral(expr.value, expr.type, scope);
    case 'column':
      return scope.column(expr.id);
    case 'compare': {
      const [left, right] = comparable([print(expr.left), print(expr.right)]);
      return truth(`(${left} ${expr.operator} ${right})`);
    }
    case 'distinctFrom': {
      const [left, right] = comparable([print(expr.left), print(expr.right)]);
      return truth(`(${left} IS ${expr.negated ? 'NOT ' : ''}DISTINCT FROM ${right})`);
    }
    case 'and':
    case 'or':
      return truth(`(${expr.args.map(condition).join(` ${expr.kind.toUpperCase()} `)})`);
    case 'not':
      return truth(`(NOT ${condition(expr.arg)})`);
    case 'isNull':
      return printIsNull(print(expr.arg), expr.negated);
    case 'isTruth': {
      const test = expr.negated ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM';
      return truth(`(${condition(expr.arg)} ${test} ${expr.value ? 'TRUE' : 'FALSE'})`);
    }
    case 'inList': {
      const [arg, ...items] = comparable([expr.arg, ...expr.list].map(print));
      return truth(`(${arg} ${expr.negated ? 'NOT ' : ''}IN (${items.join(', ')}))`);
    }
    case 'like':
      return printLike(expr, scope);
    case 'case':
      return printCase(expr, scope);
    case 'cast':
      return printCast(expr, print(expr.arg));
    case 'call':
      return printCall(expr, scope);
    case 'scalarSubquery':
    case 'exists':
    case 'inSubquery':
    case 'quantified':
      throw new Declined('it asks a subquery');
  }
}

function printIsNull(form: Form, negated: boolean): Form {
  const test = negated ? 'IS NOT NULL' : 'IS NULL';
  switch (form.kind) {
    case 'null':
      return truth(negated ? 'FALSE' : 'TRUE');
    case 'mean':
      return truth(`(${form.total.sql} ${test})`);
    case 'plain':
    case 'integer':
    case 'decimal':
      return truth(`(${form.sql} ${test})`);
  }
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{3})Z$/;

function printLiteral(value: SqlValue, type: SqlType, scope: Scope): Form {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return truth(value ? 'TRUE' : 'FALSE');
  if (value instanceof Decimal) return decimalLiteral(value);
  if (typeof value === 'number' && type === 'integer') return integerLiteral(value);
  if (typeof value === 'string') {
    const [date, instant] = [DATE.exec(value), TIMESTAMP.exec(value)];
    if (type === 'date' && date !== null) return plain('date', `DATE '${date[0]}'`);
    if (type === 'timestamp' && instant !== null) {
      return plain('timestamp', `TIMESTAMP '${instant[1] ?? ''} ${instant[2] ?? ''}'`);
    }
    if (type === 'text' || type === 'unknown') return plain('text', scope.text(value));
    if (type === 'uuid') return plain('uuid', scope.text(value));
  }
  throw new Declined(`it uses a constant of type ${type}`);
}

function decimalLiteral({ unscaled, scale }: Decimal): Form {
  const size = unscaled < 0 ? -BigInt(unscaled) : BigInt(unscaled);
  return { kind: 'decimal', sql: wholeLiteral(unscaled), scale, limit: size, digits: scale };
}

/**
 * A pattern whose escape character is one of ASCII and ends no pattern; the rest of LIKE is the
 * same in both engines. ILIKE is not: letters are folded by different tables.
 */
function printLike(expr: Node<'like'>, scope: Scope): Form {
  if (expr.caseInsensitive) throw new Declined('it uses ILIKE');
  const pattern = constantText(expr.pattern);
  const escape = expr.escape === null ? '' : constantText(expr.escape);
  if (pattern === null || escape === null)
    throw new Declined('it uses LIKE with a computed pattern');
  if (!/^[\u0021-\u007e]?$/.test(escape) || escape === '%' || escape === '_') {
    throw new Declined('it uses LIKE with that escape character');
  }
  if (escape !== '' && endsInEscape(pattern, escape)) {
    throw new Declined('it uses LIKE with a pattern that ends in its escape character');
  }
  const [arg = 'NULL'] = comparable([printExpr(expr.arg, scope)]);
  const test = `${arg} ${expr.negated ? 'NOT ' : ''}LIKE ${scope.text(pattern)}`;
  return truth(`(${test}${escape === '' ? '' : ` ESCAPE ${scope.text(escape)}`})`);
}

const constantText = (expr: Expr): string | null =>
  expr.kind === 'literal' && typeof expr.value === 'string' ? expr.value : null;

function endsInEscape(pattern: string, escape: string): boolean {
  let escaped = false;
  for (const character of pattern) escaped = !escaped && character === escape;
  return escaped;
}

function printCase(expr: Node<'case'>, scope: Scope): Form {
  const conditions = expr.whens.map(({ when }) => printCondition(when, scope));
  const values = [...expr.whens.map(({ then }) => then), expr.otherwise].map((branch) =>
    printExpr(branch, scope),
  );
  return choice(values, (sql) => {
    const whens = conditions.map((when, index) => `WHEN ${when} THEN ${sql[index] ?? 'NULL'}`);
    return `(CASE ${whens.join(' ')} ELSE ${sql.at(-1) ?? 'NULL'} END)`;
  });
}

function printCast(expr: Node<'cast'>, form: Form): Form {
  const { type, decimal, length } = expr;
  const from = expr.arg.type;
  if (form.kind === 'null') return form;
  if (decimal === undefined && length === undefined) {
    if (type === from) return form;
    if (type === 'decimal' && form.kind === 'integer') return asDecimal(form);
    if (type === 'text' && form.kind === 'plain' && (from === 'unknown' || from === 'uuid')) {
      return plain('text', form.sql);
    }
    if (form.kind === 'plain' && type === 'timestamp' && from === 'date') {
      return plain('timestamp', `CAST(${form.sql} AS TIMESTAMP)`);
    }
    if (form.kind === 'plain' && type === 'date' && from === 'timestamp') {
      return plain('date', `CAST(${form.sql} AS DATE)`);
    }
  }
  throw new Declined(`it casts ${from} to ${type}`);
}

// ---------------------------------------------------------------------- functions

type Print = (args: readonly Form[], call: Node<'call'>, scope: Scope) => Form | null;

/** Null: not for arguments of these types. */
const CALLS: Readonly<Record<string, Print>> = {
  '+': (args) => arithmetic(args, '+'),
  '-': (args) => daysBetween(args) ?? arithmetic(args, '-'),
  '*': ([a, b]) => (a && b && isNumber(a) && isNumber(b) ? product(a, b) : null),
  negate: ([a]) => (a && isNumber(a) ? { ...a, ...negated(a) } : null),
  abs: ([a]) => (a && isNumber(a) ? { ...a, sql: `abs(${a.sql})` } : null),
  round: (args, call) => rounded(args, call),
  coalesce: (args) => firstOf(args),
  '||': ([a, b]) =>
    a?.kind === 'plain' && b?.kind === 'plain' && a.type === 'text' && b.type === 'text'
      ? plain('text', `(${a.sql} || ${b.sql})`)
      : null,
  date_trunc: ([, at], call) => truncated(at, call),
  year: ([at]) => field(at, 'year'),
  quarter: ([at]) => field(at, 'quarter'),
  month: ([at]) => field(at, 'month'),
  day: ([at]) => field(at, 'day'),
  extract: ([, at], call) => {
    const [unit] = call.args;
    const value = field(at, unit === undefined ? null : constantText(unit));
    return value?.kind === 'integer' ? asDecimal(value) : null;
  },
};

function printCall(call: Node<'call'>, scope: Scope): Form {
  const print = Object.hasOwn(CALLS, call.name) ? CALLS[call.name] : undefined;
  if (print === undefined) throw new Declined(`it uses ${called(call)}`);
  const form = print(
    call.args.map((arg) => printExpr(arg, scope)),
    call,
    scope,
  );
  if (form === null) throw new Declined(`it uses ${called(call)}`);
  return form;
}

const called = ({ name, args }: Node<'call'>): string =>
  `${/^\w+$/.test(name) ? `${name}()` : name} of ${args.map(({ type }) => type).join(' and ') || 'nothing'}`;

/** COALESCE. The digits that a value shows go with it, so both are chosen by the same conditions. */
function firstOf(args: readonly Form[]): Form {
  const present = args.filter((form) => form.kind !== 'null');
  const tests = present.map((form) => key(form));
  return choice(present, (sql) => {
    const whens = tests.map(
      (test, index) => `WHEN ${test} IS NOT NULL THEN ${sql[index] ?? 'NULL'}`,
    );
    return `(CASE ${whens.join(' ')} END)`;
  });
}

function negated({ sql }: NumberForm): { readonly sql: Sql } {
  return { sql: `(- ${sql})` };
}

function arithmetic([a, b]: readonly Form[], operator: '+' | '-'): Form | null {
  if (a === undefined || b === undefined || !isNumber(a) || !isNumber(b)) return null;
  if (a.kind === 'integer' && b.kind === 'integer') {
    const { sql, limit } = plus(a, operator, b);
    return checkedInteger(sql, limit);
  }
  const [left, right] = sameScale([a, b]);
  if (left === undefined || right === undefined) return null;
  const digits =
    typeof left.digits === 'number' && typeof right.digits === 'number'
      ? Math.max(left.digits, right.digits)
      : `greatest(${digitsSql(left)}, ${digitsSql(right)})`;
  return { ...left, ...plus(left, operator, right), digits };
}

function product(a: NumberForm, b: NumberForm): Form {
  if (a.kind === 'integer' && b.kind === 'integer') {
    const { sql, limit } = times(a, b);
    return checkedInteger(sql, limit);
  }
  const [left, right] = [asDecimal(a), asDecimal(b)];
  const digits =
    typeof left.digits === 'number' && typeof right.digits === 'number'
      ? left.digits + right.digits
      : `(${digitsSql(left)} + ${digitsSql(right)})`;
  return { kind: 'decimal', ...times(left, right), scale: left.scale + right.scale, digits };
}

/** Half away from zero, to a fixed number of digits that is not negative. */
function rounded([form]: readonly Form[], { args: [, count] }: Node<'call'>): Form | null {
  if (form?.kind !== 'decimal') return null;
  const digits = count === undefined ? 0 : count.kind === 'literal' ? count.value : null;
  if (typeof digits !== 'number' || digits < 0 || digits >= form.scale) return null;
  const power = 10n ** BigInt(form.scale - digits);
  const limit = form.limit + power;
  const half = wholeLiteral(power / 2n);
  const size = `((abs(CAST(${form.sql} AS ${wholeType(limit)})) + ${half}) // ${wholeLiteral(power)})`;
  const sql = `(CASE WHEN ${form.sql} < 0 THEN - ${size} ELSE ${size} END)`;
  return { kind: 'decimal', sql, scale: digits, limit, digits };
}

/** The days between two dates. */
function daysBetween([a, b]: readonly Form[]): Form | null {
  if (a?.kind !== 'plain' || b?.kind !== 'plain' || a.type !== 'date' || b.type !== 'date') {
    return null;
  }
  return { kind: 'integer', sql: `CAST(${a.sql} - ${b.sql} AS BIGINT)`, limit: DAYS_OF_ALL_YEARS };
}

const DAYS_OF_ALL_YEARS = 4_000_000n;

const TRUNCATED_UNITS: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day']);
const FIELDS: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'day']);

function truncated(at: Form | undefined, { args: [unit] }: Node<'call'>): Form | null {
  const name = unit === undefined ? null : constantText(unit)?.toLowerCase();
  if (typeof name !== 'string' || !TRUNCATED_UNITS.has(name)) return null;
  if (at?.kind !== 'plain' || at.type !== 'timestamp') return null;
  return plain('timestamp', `CAST(date_trunc('${name}', ${at.sql}) AS TIMESTAMP)`);
}

function field(at: Form | undefined, unit: string | null): Form | null {
  const name = unit?.toLowerCase();
  if (name === undefined || !FIELDS.has(name)) return null;
  if (at?.kind !== 'plain' || at.type !== 'timestamp') return null;
  return { kind: 'integer', sql: `CAST(${name}(${at.sql}) AS BIGINT)`, limit: 10_000n };
}

/** A form's type as the algebra names it, for a value computed beforehand. */
export function isLoadable(type: SqlType): type is PlainType | 'integer' | 'decimal' {
  return type !== 'interval' && type !== 'unknown' && !isArrayType(type);
}
