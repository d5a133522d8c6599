/** Calls of aggregates, over groups and over windows. */
import type { Expr } from '../rel/rel.ts';
import { printCondition, printExpr, type Scope } from './expressions.ts';
import {
  asDecimal,
  checkedInteger,
  Declined,
  digitsSql,
  type DecimalForm,
  type Form,
  isNumber,
  key,
  plain,
  type Sql,
  truth,
  wholeType,
} from './forms.ts';

export interface Call {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly distinct: boolean;
  readonly filter: Expr | null;
}

/** What the rows are that a call counts. */
export interface Rows {
  /** No call sees more. */
  readonly atMost: bigint;
  /** Numbers the rows in the order in which ours sees them; null where there is none to speak of. */
  readonly ordinal: Sql | null;
  /** What orders them for a call that goes by it; null where it cannot. */
  readonly order: Sql | null;
  /** `OVER (…)`, or nothing. */
  readonly over: Sql;
}

/** @throws Declined */
export function printAggregate(call: Call, rows: Rows, scope: Scope): Form {
  const print = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
  if (print === undefined) throw new Declined(`it uses ${call.name}()`);
  const [arg] = call.args.map((expr) => printExpr(expr, scope));
  const conditions = call.filter === null ? [] : [printCondition(call.filter, scope)];
  const distinct = call.distinct ? 'DISTINCT ' : '';
  /** The call of a function of DuckDB over the rows that count, and that meet `more`. */
  const over: Over = (name, args, more = []) => {
    const all = [...conditions, ...more];
    const filter = all.length === 0 ? '' : ` FILTER (WHERE ${all.join(' AND ')})`;
    return `${name}(${args})${filter}${rows.over}`;
  };
  return print({ arg, distinct, over, rows, call, scope });
}

type Over = (name: string, args: Sql, conditions?: readonly Sql[]) => Sql;

interface Given {
  readonly arg: Form | undefined;
  readonly distinct: Sql;
  readonly over: Over;
  readonly rows: Rows;
  readonly call: Call;
  readonly scope: Scope;
}

const AGGREGATES: Readonly<Record<string, (given: Given) => Form>> = {
  count: ({ arg, distinct, over, rows }) => {
    const counted =
      arg === undefined
        ? '*'
        : arg.kind === 'mean'
          ? meansCounted(distinct, arg.total.sql)
          : `${distinct}${keyOrDouble(arg, distinct)}`;
    return { kind: 'integer', sql: over('count', counted), limit: rows.atMost };
  },
  count_if: ({ arg, distinct, over, rows }) => {
    if (distinct !== '') throw new Declined('it uses count_if(DISTINCT)');
    return {
      kind: 'integer',
      sql: over('count', '*', [truthOf(arg)]),
      limit: rows.atMost,
    };
  },
  sum: (given) => {
    const { arg } = given;
    if (arg?.kind === 'integer') {
      const total = totalOf(given, asDecimal(arg));
      return checkedInteger(total.sql, total.limit);
    }
    if (arg?.kind === 'decimal') return totalOf(given, arg);
    throw new Declined(`it uses sum() of ${given.call.args[0]?.type ?? 'nothing'}`);
  },
  avg: (given) => {
    const { arg, distinct, over } = given;
    if (arg === undefined || !isNumber(arg)) {
      throw new Declined(`it uses avg() of ${given.call.args[0]?.type ?? 'nothing'}`);
    }
    const total = totalOf(given, asDecimal(arg));
    return { kind: 'mean', total, count: over('count', `${distinct}${arg.sql}`) };
  },
  min: (given) => extreme(given, 'min', ''),
  max: (given) => extreme(given, 'max', '-'),
  bool_and: ({ arg, over }) => truth(over('bool_and', truthOf(arg))),
  bool_or: ({ arg, over }) => truth(over('bool_or', truthOf(arg))),
  string_agg: ({ arg, distinct, over, rows, call, scope }) => {
    const [, delimiter] = call.args;
    const constant = delimiter?.kind === 'literal' ? delimiter.value : null;
    if (rows.order === null) throw new Declined('it uses string_agg() over a window');
    if (distinct !== '') throw new Declined('it uses string_agg(DISTINCT)');
    if (arg?.kind !== 'plain' || arg.type !== 'text' || typeof constant !== 'string') {
      throw new Declined('it uses string_agg() with a computed delimiter');
    }
    const joined = `${arg.sql}, ${scope.text(constant)} ORDER BY ${rows.order}`;
    return plain('text', over('string_agg', joined));
  },
  any_value: ({ arg, over, rows }) => {
    if (rows.ordinal === null || arg === undefined) throw new Declined('it uses any_value()');
    const value = key(arg);
    return sameKind(arg, (sql) =>
      over('arg_min', `${sql}, ${rows.ordinal ?? ''}`, [`${value} IS NOT NULL`]),
    );
  },
};

function truthOf(arg: Form | undefined): Sql {
  if (arg?.kind === 'plain' && arg.type === 'boolean') return arg.sql;
  if (arg?.kind === 'null') return 'CAST(NULL AS BOOLEAN)';
  throw new Declined('it tests what is no truth value');
}

/** Counting values needs no comparison, unless equal ones count once. */
const keyOrDouble = (arg: Form, distinct: Sql): Sql =>
  distinct === '' && arg.kind === 'plain' ? arg.sql : key(arg);

function meansCounted(distinct: Sql, total: Sql): Sql {
  if (distinct !== '') throw new Declined('it compares means');
  return total;
}

function totalOf({ distinct, over, rows }: Given, arg: DecimalForm): DecimalForm {
  const limit = arg.limit * rows.atMost;
  if (distinct !== '' && typeof arg.digits !== 'number') {
    throw new Declined('it adds up DISTINCT values that show different numbers of digits');
  }
  const sql = `CAST(${over('sum', `${distinct}${arg.sql}`)} AS ${wholeType(limit)})`;
  // DuckDB adds 64-bit numbers up in 128 bits.
  const digits =
    typeof arg.digits === 'number'
      ? arg.digits
      : over('max', `CASE WHEN ${arg.sql} IS NOT NULL THEN ${arg.digits} END`);
  return { kind: 'decimal', sql, scale: arg.scale, limit, digits };
}

/** Of equal values that show different digits, the first row's is taken. */
function extreme({ arg, over, rows }: Given, name: 'min' | 'max', sign: '' | '-'): Form {
  if (arg === undefined || arg.kind === 'null') return { kind: 'null' };
  const value = key(arg);
  if (arg.kind === 'plain') {
    if (arg.type !== 'boolean') return plain(arg.type, over(name, value));
    return truth(over(name === 'min' ? 'bool_and' : 'bool_or', value));
  }
  if (arg.kind === 'mean') throw new Declined('it computes with a mean');
  if (arg.kind === 'integer' || typeof arg.digits === 'number')
    return { ...arg, sql: over(name, value) };
  if (rows.ordinal === null) {
    throw new Declined(`it uses ${name}() of values that show different numbers of digits`);
  }
  const place = `{'v': ${value}, 'o': ${sign}${rows.ordinal}}`;
  const digits = over(`arg_${name}`, `${digitsSql(arg)}, ${place}`, [`${value} IS NOT NULL`]);
  return { ...arg, sql: over(name, value), digits };
}

/** A value of the same kind as `form`, of which `take` takes one. */
export function sameKind(form: Form, take: (sql: Sql) => Sql): Form {
  switch (form.kind) {
    case 'null':
      return form;
    case 'plain':
    case 'integer':
      return { ...form, sql: take(form.sql) };
    case 'decimal': {
      const digits = typeof form.digits === 'number' ? form.digits : take(form.digits);
      return { ...form, sql: take(form.sql), digits };
    }
    case 'mean':
      throw new Declined('it computes with a mean');
  }
}
