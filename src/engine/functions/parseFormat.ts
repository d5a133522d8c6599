/** What to_date and to_timestamp read: a text by a template, with PostgreSQL's leniency. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { JULIAN_1970 } from '../values/datefields.ts';
import {
  civilToTime,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
} from '../values/datetime.ts';
import { DAYS, MONTHS, unknownPattern } from './format.ts';

/** The fields that are digits, with how many of them where another field follows at once. */
const WIDTHS: Readonly<Record<string, number>> = {
  YYYY: 4,
  YYY: 3,
  YY: 2,
  Y: 1,
  IYYY: 4,
  MM: 2,
  DD: 2,
  DDD: 3,
  HH24: 2,
  HH12: 2,
  HH: 2,
  MI: 2,
  SS: 2,
  MS: 3,
  US: 6,
  SSSS: 5,
  Q: 1,
  IW: 2,
  WW: 2,
  ID: 1,
  D: 1,
  J: 7,
};

const NAMES: Readonly<Record<string, readonly string[]>> = {
  MONTH: MONTHS,
  MON: MONTHS.map((name) => name.slice(0, 3)),
  DAY: DAYS,
  DY: DAYS.map((name) => name.slice(0, 3)),
  AM: ['AM', 'PM'],
  PM: ['AM', 'PM'],
  'A.M.': ['A.M.', 'P.M.'],
  'P.M.': ['A.M.', 'P.M.'],
};

type Part =
  | { readonly kind: 'field' | 'name'; readonly pattern: string; readonly bare: boolean }
  /** So many characters of whatever sort. */
  | { readonly kind: 'literal'; readonly length: number }
  /** One character that is neither a letter nor a digit, if there is one. */
  | { readonly kind: 'separator' };

const TEMPLATE =
  /"([^"]*)"|(FM)?(A\.M\.|P\.M\.|YYYY|YYY|YY|Y|IYYY|MONTH|MON|MM|MI|MS|DDD|DAY|DY|DD|D|HH24|HH12|HH|SSSS|SS|US|Q|IW|ID|WW|J|AM|PM)(TH)?|([A-Za-z]+)|(\d)|([^])/giy;

function partsOf(template: string): readonly Part[] {
  return [...template.matchAll(TEMPLATE)].map((match): Part => {
    const [, quoted, bare, pattern, , letters, digit] = match as (string | undefined)[];
    if (quoted !== undefined) return { kind: 'literal', length: quoted.length };
    if (pattern !== undefined) {
      const upper = pattern.toUpperCase();
      const kind = Object.hasOwn(WIDTHS, upper) ? 'field' : 'name';
      return { kind, pattern: upper, bare: bare !== undefined };
    }
    // `2026-01-31T10:00` is written with a T that means itself.
    if (letters?.toUpperCase() === 'T' || digit !== undefined)
      return { kind: 'literal', length: 1 };
    if (letters !== undefined) throw unknownPattern(letters);
    return { kind: 'separator' };
  });
}

/** What was read, by field: numbers, and places in the lists of names. */
type Read = Map<string, number>;

/**
 * Reads a text by a template of YYYY, MM, Mon, Month, DD, DDD, HH24, HH12, MI, SS, MS, AM and their like.
 * The template may be longer than the text, or shorter.
 * @returns milliseconds since 1970
 * @throws ExecutionError INVALID_VALUE, OUT_OF_RANGE
 */
export function parseWithFormat(text: string, template: string): number {
  const parts = partsOf(template);
  const read: Read = new Map();
  let rest = text;
  const fail = (): never => {
    throw new ExecutionError(
      'INVALID_VALUE',
      `${abbreviate(text)} is not of the form ${abbreviate(template)}`,
    );
  };
  parts.forEach((part, index) => {
    if (rest.trim() === '') return;
    if (part.kind === 'separator') rest = rest.replace(/^[^\p{L}\p{N}]/u, '');
    else if (part.kind === 'literal') rest = rest.slice(part.length);
    else {
      const next = parts[index + 1];
      const fixed = next?.kind === 'field' && !part.bare;
      const found = part.kind === 'name' ? nameIn(rest, part.pattern) : digitsIn(rest, part, fixed);
      if (found === null || read.has(keyOf(part.pattern))) return fail();
      read.set(keyOf(part.pattern), found.value);
      rest = found.rest.replace(/^(?:st|nd|rd|th)(?![a-z])/i, '');
    }
  });
  return timeOf(read) ?? fail();
}

/** Fields that say the same share a place. */
const keyOf = (pattern: string): string => {
  if (['YYYY', 'YYY', 'YY', 'Y'].includes(pattern)) return 'year';
  if (['MON', 'MONTH', 'MM'].includes(pattern)) return 'month';
  if (['HH', 'HH12'].includes(pattern)) return 'hour of 12';
  return NAMES[pattern]?.includes('AM') || pattern.includes('.') ? 'half' : pattern;
};

interface Found {
  readonly value: number;
  readonly rest: string;
}

function nameIn(text: string, pattern: string): Found | null {
  const trimmed = text.trimStart();
  const names = NAMES[pattern] ?? [];
  const place = names.findIndex((name) => trimmed.toUpperCase().startsWith(name.toUpperCase()));
  if (place < 0) return null;
  const value = keyOf(pattern) === 'month' ? place + 1 : place;
  return { value, rest: trimmed.slice(names[place]?.length ?? 0) };
}

function digitsIn(
  text: string,
  { pattern }: { readonly pattern: string },
  fixed: boolean,
): Found | null {
  const trimmed = text.trimStart();
  const all = /^\d+/.exec(trimmed)?.[0] ?? '';
  const digits = fixed ? all.slice(0, WIDTHS[pattern]) : all;
  if (digits === '') return null;
  return { value: valueOf(pattern, digits), rest: trimmed.slice(digits.length) };
}

function valueOf(pattern: string, digits: string): number {
  const number = Number(digits);
  if (pattern === 'MS') return Math.floor(Number(`0.${digits}`) * 1000 + 1e-9);
  if (pattern === 'US') return Math.round(Number(`0.${digits}`) * 1000);
  return ['YYY', 'YY', 'Y'].includes(pattern) && digits.length < 4 ? nearYear(number) : number;
}

/** A year of fewer digits is the one that is nearest to 2020. */
function nearYear(year: number): number {
  if (year < 70) return year + 2000;
  if (year < 100) return year + 1900;
  return year < 520 ? year + 2000 : year + 1000;
}

function timeOf(read: Read): number | null {
  const day = dayOf(read);
  const clock = clockOf(read);
  return day === null || clock === null ? null : day + clock;
}

function dayOf(read: Read): number | null {
  const julian = read.get('J');
  if (julian !== undefined) return (julian - JULIAN_1970) * MS_PER_DAY;
  const isoYear = read.get('IYYY');
  if (isoYear !== undefined) return isoDay(isoYear, read.get('IW') ?? 1, read.get('ID') ?? 1);
  const year = read.get('year') ?? 1;
  const week = read.get('WW');
  const ofYear = read.get('DDD') ?? (week === undefined ? undefined : (week - 1) * 7 + 1);
  if (ofYear !== undefined && !read.has('month')) {
    const first = civilToTime(year, 1, 1);
    if (first === null || ofYear < 1 || ofYear > 366) return null;
    const day = first + (ofYear - 1) * MS_PER_DAY;
    return new Date(day).getUTCFullYear() === year ? day : null;
  }
  return civilToTime(year, read.get('month') ?? 1, read.get('DD') ?? 1);
}

function isoDay(year: number, week: number, day: number): number | null {
  const fourth = civilToTime(year, 1, 4);
  if (fourth === null || week < 1 || week > 53 || day < 1 || day > 7) return null;
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * MS_PER_DAY;
  return monday + ((week - 1) * 7 + day - 1) * MS_PER_DAY;
}

function clockOf(read: Read): number | null {
  const rest = read.get('MS') ?? read.get('US') ?? 0;
  const ofDay = read.get('SSSS');
  if (ofDay !== undefined) return ofDay < 86_400 ? ofDay * MS_PER_SECOND + rest : null;
  const hour = hourOf(read);
  const [minute, second] = [read.get('MI') ?? 0, read.get('SS') ?? 0];
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;
  return hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND + rest;
}

function hourOf(read: Read): number | null {
  const ofTwelve = read.get('hour of 12');
  if (ofTwelve === undefined) return read.get('HH24') ?? 0;
  if (ofTwelve < 1 || ofTwelve > 12) return null;
  return (ofTwelve % 12) + (read.get('half') === 1 ? 12 : 0);
}
