/** DuckDB's rows → tuples. */
import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { MS_PER_DAY, timeToDate, timeToTimestamp } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import type { DecimalForm, Form, PlainType, Sql } from './forms.ts';
import type { Query } from './parts.ts';

type Values = readonly DuckDBValue[];
type Decode = (columns: readonly Values[], row: number) => SqlValue;

/** Makes tuples of the chunks that a query gives. */
export function tupleReader({
  columns,
  selected,
}: Pick<Query, 'columns' | 'selected'>): (chunk: DuckDBDataChunk) => readonly Tuple[] {
  const decoders = columns.map((form) => decoder(form, selected));
  return (chunk) => {
    const values = selected.map((_, index) => chunk.getColumnValues(index));
    return Array.from({ length: chunk.rowCount }, (_, row) =>
      decoders.map((decode) => decode(values, row)),
    );
  };
}

function decoder(form: Form, selected: readonly Sql[]): Decode {
  switch (form.kind) {
    case 'null':
      return () => null;
    case 'plain': {
      const [at, read] = [selected.indexOf(form.sql), plainReader(form.type)];
      return (columns, row) => {
        const value = columns[at]?.[row] ?? null;
        return value === null ? null : read(value);
      };
    }
    case 'integer': {
      const at = selected.indexOf(form.sql);
      return (columns, row) => {
        const value = columns[at]?.[row] ?? null;
        return value === null ? null : Number(value);
      };
    }
    case 'decimal':
      return decimalDecoder(form, selected);
    case 'mean': {
      const total = decimalDecoder(form.total, selected);
      const at = selected.indexOf(form.count);
      return (columns, row) => {
        const sum = total(columns, row);
        return sum === null ? null : sum.divide(Decimal.of(Number(columns[at]?.[row] ?? 0)));
      };
    }
  }
}

function decimalDecoder(
  { sql, scale, digits }: DecimalForm,
  selected: readonly Sql[],
): (columns: readonly Values[], row: number) => Decimal | null {
  const at = selected.indexOf(sql);
  const digitsAt = typeof digits === 'number' ? null : selected.indexOf(digits);
  return (columns, row) => {
    const value = columns[at]?.[row] ?? null;
    if (value === null) return null;
    const whole = Decimal.of(value as bigint, scale);
    const shown = digitsAt === null ? (digits as number) : Number(columns[digitsAt]?.[row] ?? 0);
    return shown === scale ? whole : whole.truncate(shown);
  };
}

/** Books have few different days. */
const dayTexts = new Map<number, string>();
const DAYS_REMEMBERED = 20_000;

function dayText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  if (dayTexts.size >= DAYS_REMEMBERED) dayTexts.clear();
  const text = timeToDate(day * MS_PER_DAY);
  dayTexts.set(day, text);
  return text;
}

function plainReader(type: PlainType): (value: Exclude<DuckDBValue, null>) => SqlValue {
  switch (type) {
    case 'boolean':
      return (value) => value as boolean;
    case 'double':
      return (value) => value as number;
    case 'text':
    case 'uuid':
      return (value) => value as string;
    case 'date':
      return (value) => dayText((value as { readonly days: number }).days);
    case 'timestamp':
      return (value) =>
        timeToTimestamp(Number((value as { readonly micros: bigint }).micros / 1000n));
  }
}
