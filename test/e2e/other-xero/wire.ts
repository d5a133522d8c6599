/** Documents as the text that a variation of the service sends. */
import type { Doc, Value } from './books.ts';
import type { Variation } from './variation.ts';

const DAY = /^-?\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OFFSET_MS = 13 * 3_600_000;

/** Counts of things, which no service sends with decimals or as text. */
const WHOLE = /Number$|^Size$|Count$|Day$|Month$|^minutes|Minutes$|^duration$|^page/;

/** @param dotNet whether the API says dates as `/Date(ms)/`: accounting and payroll do */
export function wireText(value: Value, variation: Variation, dotNet: boolean, name = ''): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number')
    return numberText(value, WHOLE.test(name) ? 'plain' : variation.numbers);
  if (typeof value === 'string') return JSON.stringify(textOf(value, variation, dotNet));
  if (isList(value)) {
    return `[${value.map((item) => wireText(item, variation, dotNet, name)).join(',')}]`;
  }
  return `{${membersOf(value, variation, dotNet).join(',')}}`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function membersOf(doc: Doc, variation: Variation, dotNet: boolean): readonly string[] {
  return Object.entries(doc).flatMap(([name, value]) => {
    const member = (as: string, of: Value): string =>
      `${JSON.stringify(as)}:${wireText(of, variation, dotNet, name)}`;
    if (value === null) return variation.nulls === 'null' ? [member(name, null)] : [];
    if (isList(value) && value.length === 0) {
      if (variation.emptyLists === 'absent') return [];
      return [member(name, variation.emptyLists === 'null' ? null : [])];
    }
    if (
      dotNet &&
      typeof value === 'string' &&
      DAY.test(value) &&
      variation.dateStrings !== 'none'
    ) {
      const text = `${JSON.stringify(`${name}String`)}:"${value}T00:00:00"`;
      return variation.dateStrings === 'only' ? [text] : [member(name, value), text];
    }
    return [member(name, value)];
  });
}

function numberText(value: number, form: Variation['numbers']): string {
  switch (form) {
    case 'plain':
      return JSON.stringify(value);
    case 'fourPlaces':
      return value.toFixed(Math.max(4, decimals(value)));
    case 'texts':
      return `"${value.toFixed(Math.max(2, decimals(value)))}"`;
    case 'exponents':
      return value.toExponential();
  }
}

const decimals = (value: number): number => {
  const [, digits = '', exponent = '0'] = /(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(value)) ?? [];
  return digits.length + Number(exponent);
};

function textOf(text: string, { dates, ids }: Variation, dotNet: boolean): string {
  if (GUID.test(text)) return ids === 'upper' ? text.toUpperCase() : text;
  const isDay = DAY.test(text);
  if (!isDay && !INSTANT.test(text)) return text;
  if (!dotNet || dates === 'iso' || dates === 'isoZ') {
    const iso = isDay ? `${text}T00:00:00` : text.replace('Z', '');
    return dates === 'iso' ? iso : `${iso}Z`;
  }
  const ms = Date.parse(isDay ? `${text}T00:00:00Z` : text);
  if (dates === 'localMidnight') return `/Date(${isDay ? ms - OFFSET_MS : ms}+1300)/`;
  return `/Date(${ms}${{ utc: '+0000', offset: '+1300', bare: '' }[dates]})/`;
}
