/** Recognises the conjuncts that speak of one column and constants: all that Xero can filter by. */
import type { FilterOperator } from '../../../schemas/model.ts';
import { MIRRORED } from '../../rel/mirrored.ts';
import type { ColumnId, CompareOperator, Expr, ScanColumn } from '../../rel/rel.ts';
import type { SqlValue } from '../../values/types.ts';
import { valueText } from './valueText.ts';

/** A condition on one column of a table, its constants already of the column's type. */
export interface ColumnPredicate {
  readonly column: ScanColumn;
  readonly operator: FilterOperator;
  /** One constant; several for `in`; none for the NULL tests. */
  readonly values: readonly SqlValue[];
  /** It keeps the very rows that the expression keeps; otherwise it may keep more. */
  readonly exact: boolean;
}

/** The columns of one scan, by id. */
export type ScanColumns = ReadonlyMap<ColumnId, ScanColumn>;

/** The condition `expr` is, or null when it is none that a single column and constants decide. */
export function columnPredicate(expr: Expr, columns: ScanColumns): ColumnPredicate | null {
  switch (expr.kind) {
    case 'compare':
      return comparison(expr.operator, expr.left, expr.right, columns);
    case 'inList':
      return expr.negated ? null : inList(expr.arg, expr.list, columns);
    case 'isNull': {
      const column = columnOf(expr.arg, columns);
      const operator = expr.negated ? 'isNotNull' : 'isNull';
      return column && { column, operator, values: [], exact: true };
    }
    case 'isTruth': {
      const column = columnOf(expr.arg, columns);
      if (!column || expr.negated) return null;
      return { column, operator: '=', values: [expr.value], exact: true };
    }
    case 'like':
      return likeCondition(expr, columns);
    case 'column': {
      const column = columnOf(expr, columns);
      return column && { column, operator: '=', values: [true], exact: true };
    }
    case 'not': {
      const column = columnOf(expr.arg, columns);
      return column && { column, operator: '=', values: [false], exact: true };
    }
    default:
      return null;
  }
}

function columnOf(expr: Expr, columns: ScanColumns): ScanColumn | null {
  return expr.kind === 'column' ? (columns.get(expr.id) ?? null) : null;
}

function comparison(
  operator: CompareOperator,
  left: Expr,
  right: Expr,
  columns: ScanColumns,
): ColumnPredicate | null {
  if (left.kind === 'literal') {
    return right.kind === 'literal' ? null : comparison(MIRRORED[operator], right, left, columns);
  }
  if (right.kind !== 'literal' || right.value === null) return null;
  const column = columnOf(left, columns);
  if (column) return { column, operator, values: [right.value], exact: true };
  return dateAgainstTimestamp(operator, left, right.value, columns);
}

const MIDNIGHT = 'T00:00:00.000Z';

/**
 * `CAST(date column AS timestamp) >= timestamp`, said in days: a day begins at midnight, so one is
 * after an instant within a day just when it is after that day.
 */
function dateAgainstTimestamp(
  operator: CompareOperator,
  left: Expr,
  value: SqlValue,
  columns: ScanColumns,
): ColumnPredicate | null {
  if (left.kind !== 'cast' || left.type !== 'timestamp' || typeof value !== 'string') return null;
  const column = columnOf(left.arg, columns);
  if (column?.type !== 'date') return null;
  const day = value.slice(0, 10);
  if (value.endsWith(MIDNIGHT)) return { column, operator, values: [day], exact: true };
  if (operator === '=' || operator === '<>') return null;
  const isAfter = operator === '>' || operator === '>=';
  return { column, operator: isAfter ? '>' : '<=', values: [day], exact: true };
}

function inList(arg: Expr, list: readonly Expr[], columns: ScanColumns): ColumnPredicate | null {
  const column = columnOf(arg, columns);
  if (!column) return null;
  const values: SqlValue[] = [];
  for (const item of list) {
    if (item.kind !== 'literal') return null;
    // A NULL in the list can make the condition NULL but never true.
    if (item.value !== null) values.push(item.value);
  }
  return { column, operator: 'in', values: distinctValues(values), exact: true };
}

function distinctValues(values: readonly SqlValue[]): SqlValue[] {
  const seen = new Map(values.map((value) => [valueText(value), value]));
  return [...seen.values()];
}

/** `LIKE 'a%'`, `'%a'`, `'%a%'` and `'a'`; of `'a%b'` the fixed start still narrows. */
function likeCondition(
  expr: Extract<Expr, { kind: 'like' }>,
  columns: ScanColumns,
): ColumnPredicate | null {
  const column = columnOf(expr.arg, columns);
  if (!column || expr.negated || expr.caseInsensitive) return null;
  if (expr.pattern.kind !== 'literal' || typeof expr.pattern.value !== 'string') return null;
  const escape = expr.escape;
  if (escape && (escape.kind !== 'literal' || typeof escape.value !== 'string')) return null;
  const parts = splitPattern(expr.pattern.value, escape ? valueText(escape.value) : null);
  return parts && patternCondition(column, parts);
}

/** The literal stretches of a LIKE pattern between wildcards; null when the escape is malformed. */
export interface PatternParts {
  readonly texts: readonly string[];
  /** No `_`: every wildcard is `%`. */
  readonly onlyPercents: boolean;
}

export function splitPattern(pattern: string, escape: string | null): PatternParts | null {
  const texts: string[] = [];
  let text = '';
  let onlyPercents = true;
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === escape) {
      escaped = true;
    } else if (!escaped && (character === '%' || character === '_')) {
      onlyPercents &&= character === '%';
      texts.push(text);
      text = '';
    } else {
      text += character;
      escaped = false;
    }
  }
  return escaped ? null : { texts: [...texts, text], onlyPercents };
}

function patternCondition(column: ScanColumn, parts: PatternParts): ColumnPredicate | null {
  const { texts, onlyPercents } = parts;
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  const middle = texts.slice(1, -1);
  const match = (operator: FilterOperator, text: string, exact: boolean): ColumnPredicate => ({
    column,
    operator,
    values: [text],
    exact,
  });
  if (texts.length === 1) return match('=', first, true);
  if (first !== '') {
    const nothingElse = last === '' && middle.every((text) => text === '');
    return match('startsWith', first, onlyPercents && nothingElse);
  }
  if (last !== '') {
    return match('endsWith', last, onlyPercents && middle.every((text) => text === ''));
  }
  const longest = middle.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest === '') return null;
  const alone = middle.filter((text) => text !== '').length === 1;
  return match('contains', longest, onlyPercents && alone);
}
