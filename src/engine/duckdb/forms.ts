/**
 * How a column of ours stands in DuckDB. Numbers are whole numbers there: a decimal is its digits
 * without the point, beside a scale that the printer knows. So DuckDB's own decimals, which round
 * and end at 38 digits, take no part; and as every number carries a bound, none can overflow.
 */

/** Text in DuckDB's dialect. It is made of our own words, generated names and numbers alone. */
export type Sql = string;

/** Why something is left to the built-in engine, as `uses upper()`. */
export class Declined extends Error {}

export type PlainType = 'boolean' | 'text' | 'uuid' | 'date' | 'timestamp' | 'double';

export interface PlainForm {
  readonly kind: 'plain';
  readonly type: PlainType;
  readonly sql: Sql;
}

export interface IntegerForm {
  readonly kind: 'integer';
  readonly sql: Sql;
  /** No value is larger, whatever its sign. */
  readonly limit: bigint;
}

/** The number is `sql × 10^-scale`. */
export interface DecimalForm {
  readonly kind: 'decimal';
  readonly sql: Sql;
  readonly scale: number;
  readonly limit: bigint;
  /**
   * How many digits after the point a value shows, which is never more than `scale`: 1.5 and 1.50
   * are equal and print differently. SQL where they differ from row to row.
   */
  readonly digits: number | Sql;
}

/** A mean, whose division is ours to make. */
export interface MeanForm {
  readonly kind: 'mean';
  readonly total: DecimalForm;
  readonly count: Sql;
}

/** NULL of whatever type is asked for. */
export interface NullForm {
  readonly kind: 'null';
}

export type Form = PlainForm | IntegerForm | DecimalForm | MeanForm | NullForm;
export type NumberForm = IntegerForm | DecimalForm;

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_INT128 = 2n ** 127n - 1n;
/** Integers of ours are exact up to here. */
export const MAX_INTEGER = BigInt(Number.MAX_SAFE_INTEGER);

const SQL_TYPES: Readonly<Record<PlainType, Sql>> = {
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  uuid: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  double: 'DOUBLE',
};

/** A type of DuckDB that holds whole numbers up to `limit`. */
export function wholeType(limit: bigint): Sql {
  if (limit <= MAX_INT64) return 'BIGINT';
  if (limit <= MAX_INT128) return 'HUGEINT';
  throw new Declined('its numbers could have more than 38 digits');
}

export const plain = (type: PlainType, sql: Sql): PlainForm => ({ kind: 'plain', type, sql });
export const truth = (sql: Sql): PlainForm => plain('boolean', sql);

/** A whole number that is written out. */
export function wholeLiteral(value: number | bigint): Sql {
  const size = value < 0 ? -BigInt(value) : BigInt(value);
  return `CAST(${value.toString()} AS ${wholeType(size)})`;
}

export const integerLiteral = (value: number): IntegerForm => ({
  kind: 'integer',
  sql: wholeLiteral(value),
  limit: BigInt(Math.abs(value)),
});

/** An integer whose values may pass the range of ours: then the query fails, and ours says why. */
export function checkedInteger(sql: Sql, limit: bigint): IntegerForm {
  if (limit <= MAX_INTEGER) return { kind: 'integer', sql, limit };
  wholeType(limit);
  const [low, high] = [wholeLiteral(-MAX_INTEGER), wholeLiteral(MAX_INTEGER)];
  const checked = `CASE WHEN ${sql} < ${low} OR ${sql} > ${high} THEN error('integer') ELSE CAST(${sql} AS BIGINT) END`;
  return { kind: 'integer', sql: `(${checked})`, limit: MAX_INTEGER };
}

export const asDecimal = (form: NumberForm): DecimalForm =>
  form.kind === 'decimal' ? form : { ...form, kind: 'decimal', scale: 0, digits: 0 };

/** The same numbers with more digits after the point. */
export function atScale(form: DecimalForm, scale: number): DecimalForm {
  if (scale === form.scale) return form;
  const factor = 10n ** BigInt(scale - form.scale);
  return { ...form, ...times(form, { sql: wholeLiteral(factor), limit: factor }), scale };
}

interface Whole {
  readonly sql: Sql;
  readonly limit: bigint;
}

/** The product of whole numbers, in a type that holds it. */
export function times(left: Whole, right: Whole): Whole {
  const limit = left.limit * right.limit;
  return { sql: `(CAST(${left.sql} AS ${wholeType(limit)}) * ${right.sql})`, limit };
}

export function plus(left: Whole, operator: '+' | '-', right: Whole): Whole {
  const limit = left.limit + right.limit;
  return { sql: `(CAST(${left.sql} AS ${wholeType(limit)}) ${operator} ${right.sql})`, limit };
}

/** Numbers of one scale. */
export function sameScale(forms: readonly NumberForm[]): readonly DecimalForm[] {
  const decimals = forms.map(asDecimal);
  const scale = Math.max(...decimals.map((form) => form.scale));
  return decimals.map((form) => atScale(form, scale));
}

export const isNumber = (form: Form): form is NumberForm =>
  form.kind === 'integer' || form.kind === 'decimal';

/**
 * Values that DuckDB can compare, in SQL whose values are equal and ordered as ours are.
 * @throws Declined for what it orders in another way
 */
export function comparable(forms: readonly Form[]): readonly Sql[] {
  const numbers = forms.filter(isNumber);
  const scaled = numbers.length > 0 ? sameScale(numbers) : [];
  return forms.map((form) => {
    switch (form.kind) {
      case 'null':
        return 'NULL';
      case 'integer':
      case 'decimal':
        return scaled[numbers.indexOf(form)]?.sql ?? form.sql;
      case 'plain':
        // A double has a second zero, and its texts are not its values.
        if (form.type === 'double') throw new Declined('it compares values of type double');
        return form.sql;
      case 'mean':
        throw new Declined('it computes with a mean');
    }
  });
}

/** A value that can be compared by itself: a key of a group or an order. */
export function key(form: Form): Sql {
  const [sql = 'NULL'] = comparable([form]);
  return sql;
}

/** The digits that a decimal's value shows, as SQL. */
export const digitsSql = ({ digits }: DecimalForm): Sql =>
  typeof digits === 'number' ? `CAST(${digits} AS INTEGER)` : digits;

/**
 * What `choose` makes of several forms that are values of one column: the branches of CASE, the two
 * sides of UNION. It is given SQL of one type for each.
 */
export function choice(forms: readonly Form[], choose: (sql: readonly Sql[]) => Sql): Form {
  const typed = forms.filter((form) => form.kind !== 'null');
  const [first] = typed;
  if (first === undefined) return { kind: 'null' };
  if (typed.some((form) => form.kind === 'mean')) throw new Declined('it computes with a mean');
  if (first.kind === 'plain') {
    return plain(
      first.type,
      choose(forms.map((form) => (form.kind === 'plain' ? form.sql : nullOf(first.type)))),
    );
  }
  const numbers = typed.filter(isNumber);
  const limit = numbers.reduce((most, form) => (form.limit > most ? form.limit : most), 0n);
  if (numbers.every(({ kind }) => kind === 'integer')) {
    const sql = forms.map((form) => (isNumber(form) ? form.sql : nullWhole(limit)));
    return { kind: 'integer', sql: choose(sql), limit };
  }
  const scaled = sameScale(numbers);
  const widest = scaled.reduce((most, form) => (form.limit > most ? form.limit : most), 0n);
  const type = wholeType(widest);
  const decimalOf = (form: Form): DecimalForm | null =>
    isNumber(form) ? (scaled[numbers.indexOf(form)] ?? null) : null;
  const values = forms.map((form) => {
    const decimal = decimalOf(form);
    return decimal === null ? nullWhole(widest) : `CAST(${decimal.sql} AS ${type})`;
  });
  const digits = new Set(scaled.map((form) => form.digits));
  const [same] = digits;
  return {
    kind: 'decimal',
    sql: choose(values),
    scale: scaled[0]?.scale ?? 0,
    limit: widest,
    digits:
      digits.size === 1 && typeof same === 'number'
        ? same
        : choose(
            forms.map((form) => {
              const decimal = decimalOf(form);
              return decimal === null ? 'CAST(NULL AS INTEGER)' : digitsSql(decimal);
            }),
          ),
  };
}

const nullOf = (type: PlainType): Sql => `CAST(NULL AS ${SQL_TYPES[type]})`;
const nullWhole = (limit: bigint): Sql => `CAST(NULL AS ${wholeType(limit)})`;

export const sqlTypeOf = (type: PlainType): Sql => SQL_TYPES[type];

/** A form whose SQL is put under names, and what to select for that. */
export interface Named<F extends Form = Form> {
  readonly form: F;
  readonly select: readonly Sql[];
}

/** Gives what `form` computes names, so that it can be spoken of further up. */
export function named(form: Form, newName: () => Sql): Named {
  const select: Sql[] = [];
  const under = (sql: Sql): Sql => {
    if (isName(sql)) return sql;
    const name = newName();
    select.push(`${sql} AS ${name}`);
    return name;
  };
  const decimal = (number: DecimalForm): DecimalForm => ({
    ...number,
    sql: under(number.sql),
    digits: typeof number.digits === 'number' ? number.digits : under(number.digits),
  });
  switch (form.kind) {
    case 'null':
      return { form, select };
    case 'plain':
    case 'integer':
      return { form: { ...form, sql: under(form.sql) }, select };
    case 'decimal':
      return { form: decimal(form), select };
    case 'mean':
      return { form: { ...form, total: decimal(form.total), count: under(form.count) }, select };
  }
}

/** The names that hold a named form's values. */
export function namesOf(form: Form): readonly Sql[] {
  switch (form.kind) {
    case 'null':
      return [];
    case 'plain':
    case 'integer':
      return [form.sql];
    case 'decimal':
      return typeof form.digits === 'number' ? [form.sql] : [form.sql, form.digits];
    case 'mean':
      return [...namesOf(form.total), form.count];
  }
}

const isName = (sql: Sql): boolean => /^[a-z]+\d+(_\d+)?$/.test(sql);
