/**
 * Writes conditions in the language of Xero's `where` parameter.
 *
 * Whether the service reads `\"` or `""` inside a string is not documented, so a text with a
 * quote, a backslash or a control character is never sent: the condition is widened to the part of
 * the text that is safe, or left to the engine. Nothing a user wrote can end the string early.
 */
import type { ColumnDefinition, FilterOperator } from '../../../schemas/model.ts';
import type { SqlValue } from '../../values/types.ts';
import { valueText } from './valueText.ts';

export interface WhereCondition {
  readonly text: string;
  /** Xero keeps the very rows that the condition keeps, as far as its literals go. */
  readonly exact: boolean;
}

/**
 * `field <operator> values` for Xero, or null when it cannot be said safely.
 * @param values constants of the column's type; several for `in`, none for the NULL tests
 */
export function whereCondition(
  field: string,
  type: ColumnDefinition['type'],
  operator: FilterOperator,
  values: readonly SqlValue[],
): WhereCondition | null {
  switch (operator) {
    case 'isNull':
      // Xero keeps an empty text and leaves it out of the answer: both are NULL to SQL.
      return exactly(type === 'text' ? `(${field} == null OR ${field} == "")` : `${field} == null`);
    case 'isNotNull':
      return { text: `${field} != null`, exact: type !== 'text' };
    case 'in':
      return oneOf(field, type, values);
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return textMatch(field, operator, values[0] ?? null);
    default:
      return compare(field, type, operator, values[0] ?? null);
  }
}

const exactly = (text: string): WhereCondition => ({ text, exact: true });

function oneOf(
  field: string,
  type: ColumnDefinition['type'],
  values: readonly SqlValue[],
): WhereCondition | null {
  const items: WhereCondition[] = [];
  for (const value of values) {
    const item = compare(field, type, '=', value);
    if (!item) return null;
    items.push(item);
  }
  if (items.length === 0) return null;
  const text = items.map((item) => item.text).join(' OR ');
  return { text: items.length > 1 ? `(${text})` : text, exact: items.every((item) => item.exact) };
}

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

function compare(
  field: string,
  type: ColumnDefinition['type'],
  operator: Comparison,
  value: SqlValue,
): WhereCondition | null {
  if (value === null) return null;
  if (type === 'date') return compareDate(field, operator, value);
  if (type === 'text') return compareText(field, operator, value);
  const literal = literalOf(type, value);
  if (literal === null) return null;
  // C# finds NULL unequal to everything; SQL does not.
  return { text: `${field} ${SYMBOLS[operator]} ${literal}`, exact: operator !== '<>' };
}

const SYMBOLS: Readonly<Record<Comparison, string>> = {
  '=': '==',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function literalOf(type: ColumnDefinition['type'], value: SqlValue): string | null {
  switch (type) {
    case 'uuid':
      return typeof value === 'string' && GUID.test(value) ? `Guid("${value}")` : null;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : null;
    case 'integer':
      return Number.isSafeInteger(value) ? valueText(value) : null;
    case 'decimal':
      return numberLiteral(value);
    default:
      return null;
  }
}

/** Up to 15 digits: what a double on the other side still holds exactly. */
function numberLiteral(value: SqlValue): string | null {
  const text = valueText(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  return text.replace(/\D/g, '').length <= 15 ? text : null;
}

/**
 * A calendar day is asked for as a range of instants, so that a time of day that Xero may keep
 * with a date changes nothing.
 */
function compareDate(field: string, operator: Comparison, value: SqlValue): WhereCondition | null {
  const day = typeof value === 'string' ? dateTime(value, 0) : null;
  const next = typeof value === 'string' ? dateTime(value, 1) : null;
  if (day === null || next === null) return null;
  switch (operator) {
    case '=':
      return exactly(`${field} >= ${day} AND ${field} < ${next}`);
    case '<>':
      return exactly(`(${field} < ${day} OR ${field} >= ${next})`);
    case '<':
      return exactly(`${field} < ${day}`);
    case '<=':
      return exactly(`${field} < ${next}`);
    case '>':
      return exactly(`${field} >= ${next}`);
    case '>=':
      return exactly(`${field} >= ${day}`);
  }
}

/** `DateTime(2026,01,31)`, or null outside the years a database of books can hold. */
function dateTime(date: string, plusDays: number): string | null {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  const iso = new Date(instant + plusDays * 86_400_000).toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-');
  if (!year || !month || !day || year < '1900' || year > '2999') return null;
  return `DateTime(${year},${month},${day})`;
}

/** Characters whose spelling inside a string the service does not document. */
const UNSAFE = /["\\\p{Cc}]/u;

function compareText(field: string, operator: Comparison, value: SqlValue): WhereCondition | null {
  if (typeof value !== 'string') return null;
  if (operator === '=') {
    if (value === '') return null;
    if (UNSAFE.test(value)) return textMatch(field, 'startsWith', value);
    return exactly(`${field} == "${value}"`);
  }
  if (operator === '<>') {
    return UNSAFE.test(value) ? null : { text: `${field} != "${value}"`, exact: false };
  }
  // Order of text depends on the service's collation.
  return null;
}

type TextOperator = 'startsWith' | 'endsWith' | 'contains';
const METHODS: Readonly<Record<TextOperator, string>> = {
  startsWith: 'StartsWith',
  endsWith: 'EndsWith',
  contains: 'Contains',
};

/** A method on a NULL field is an error at Xero, hence the guard. */
function textMatch(field: string, operator: TextOperator, value: SqlValue): WhereCondition | null {
  if (typeof value !== 'string') return null;
  const text = safePart(value, operator);
  if (text === '') return null;
  return {
    text: `(${field} != null AND ${field}.${METHODS[operator]}("${text}"))`,
    exact: text === value,
  };
}

/** The longest part of `text` that can be sent and still must occur at the same end. */
function safePart(text: string, operator: TextOperator): string {
  const parts = text.split(new RegExp(UNSAFE, 'u'));
  if (operator === 'startsWith') return parts[0] ?? '';
  if (operator === 'endsWith') return parts.at(-1) ?? '';
  return parts.reduce((a, b) => (b.length > a.length ? b : a), '');
}
