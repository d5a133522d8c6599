/** The templates of to_char. Patterns we do not have are refused. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { dayOfYear, isoWeek, JULIAN_1970 } from '../values/datefields.ts';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import type { Interval } from '../values/types.ts';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
export const DAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** Longest patterns first, so that `YYYY` is not read as two `YY`. `FM` drops padding. */
const PATTERN =
  /"([^"]*)"|(FM)?(YYYY|YYY|YY|Y,YYY|Y|IYYY|IYY|IY|I(?![A-Za-z])|CC|RM|rm|J|MONTH|Month|month|MON|Mon|mon|MM|IDDD|DDD|DAY|Day|day|DY|Dy|dy|DD|D|ID|HH24|HH12|HH|MI|SSSSS|SSSS|SS|MS|US|FF[1-6]|AM|PM|am|pm|A\.M\.|P\.M\.|a\.m\.|p\.m\.|BC|AD|bc|ad|Q|IW|WW|W)(TH|th)?|([A-Za-z]+)|([^A-Za-z"]+)/g;

/**
 * A date or timestamp in a template such as `YYYY-MM-DD`, `FMMonth YYYY` or `HH24:MI`.
 * @throws ExecutionError INVALID_VALUE for a pattern we do not have.
 */
export function formatDatetime(time: number, format: string): string {
  const date = new Date(time);
  return format.replace(
    PATTERN,
    (
      whole: string,
      quoted: string | undefined,
      bare: string | undefined,
      pattern: string | undefined,
      ordinal: string | undefined,
      letters: string | undefined,
    ) => {
      if (quoted !== undefined) return quoted;
      if (letters !== undefined) throw unknownPattern(letters);
      if (pattern === undefined) return whole;
      const text = formatPart(time, date, pattern, bare !== undefined);
      return ordinal === undefined ? text : text + ordinalSuffix(text, ordinal);
    },
  );
}

function formatPart(time: number, date: Date, pattern: string, bare: boolean): string {
  const name = NAMES[pattern];
  if (name !== undefined) return name(date, bare);
  const number = NUMBERS[pattern];
  if (number === undefined) throw unknownPattern(pattern);
  const [width, of] = number;
  const value = String(of(time, date));
  return bare ? value : value.padStart(width, '0');
}

type NumberPart = readonly [width: number, of: (time: number, date: Date) => number];

const NUMBERS: Readonly<Record<string, NumberPart>> = {
  YYYY: [4, (_, date) => date.getUTCFullYear()],
  CC: [2, (_, date) => Math.ceil(date.getUTCFullYear() / 100)],
  J: [1, (time) => Math.floor(time / MS_PER_DAY) + JULIAN_1970],
  YYY: [3, (_, date) => date.getUTCFullYear() % 1000],
  YY: [2, (_, date) => date.getUTCFullYear() % 100],
  Y: [1, (_, date) => date.getUTCFullYear() % 10],
  IYYY: [4, (time) => isoWeek(time).year],
  IYY: [3, (time) => isoWeek(time).year % 1000],
  IY: [2, (time) => isoWeek(time).year % 100],
  I: [1, (time) => isoWeek(time).year % 10],
  IDDD: [3, isoDayOfYear],
  MM: [2, (_, date) => date.getUTCMonth() + 1],
  DDD: [3, (time) => dayOfYear(time)],
  DD: [2, (_, date) => date.getUTCDate()],
  D: [1, (_, date) => date.getUTCDay() + 1],
  ID: [1, (_, date) => ((date.getUTCDay() + 6) % 7) + 1],
  HH24: [2, (_, date) => date.getUTCHours()],
  HH12: [2, (_, date) => ((date.getUTCHours() + 11) % 12) + 1],
  HH: [2, (_, date) => ((date.getUTCHours() + 11) % 12) + 1],
  MI: [2, (_, date) => date.getUTCMinutes()],
  SS: [2, (_, date) => date.getUTCSeconds()],
  MS: [3, (_, date) => date.getUTCMilliseconds()],
  US: [6, (_, date) => date.getUTCMilliseconds() * 1000],
  Q: [1, (_, date) => Math.floor(date.getUTCMonth() / 3) + 1],
  IW: [2, (time) => isoWeek(time).week],
  WW: [2, (time) => Math.floor((dayOfYear(time) - 1) / 7) + 1],
  W: [1, (_, date) => Math.floor((date.getUTCDate() - 1) / 7) + 1],
  SSSS: [1, (_, date) => secondOfDay(date)],
  SSSSS: [1, (_, date) => secondOfDay(date)],
  FF1: [1, (_, date) => Math.floor(date.getUTCMilliseconds() / 100)],
  FF2: [2, (_, date) => Math.floor(date.getUTCMilliseconds() / 10)],
  FF3: [3, (_, date) => date.getUTCMilliseconds()],
  FF4: [4, (_, date) => date.getUTCMilliseconds() * 10],
  FF5: [5, (_, date) => date.getUTCMilliseconds() * 100],
  FF6: [6, (_, date) => date.getUTCMilliseconds() * 1000],
};

const secondOfDay = (date: Date): number =>
  date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds();

/** From the Monday of the first ISO week on. */
function isoDayOfYear(time: number): number {
  return (isoWeek(time).week - 1) * 7 + ((new Date(time).getUTCDay() + 6) % 7) + 1;
}

type NamePart = (date: Date, bare: boolean) => string;

const month = (date: Date): string => MONTHS[date.getUTCMonth()] ?? '';
const day = (date: Date): string => DAYS[date.getUTCDay()] ?? '';
/** Full names are padded to the longest one, as in PostgreSQL. */
const full = (name: string, bare: boolean): string => (bare ? name : name.padEnd(9));
const upper = (text: string): string => text.toUpperCase();
const lower = (text: string): string => text.toLowerCase();
const half = (date: Date, names: readonly [string, string]): string =>
  date.getUTCHours() < 12 ? names[0] : names[1];

const NAMES: Readonly<Record<string, NamePart>> = {
  'Y,YYY': (date) => String(date.getUTCFullYear()).padStart(4, '0').replace(/^(.)/, '$1,'),
  RM: (date, bare) => roman(date, bare),
  rm: (date, bare) => lower(roman(date, bare)),
  MONTH: (date, bare) => full(upper(month(date)), bare),
  Month: (date, bare) => full(month(date), bare),
  month: (date, bare) => full(lower(month(date)), bare),
  MON: (date) => upper(month(date).slice(0, 3)),
  Mon: (date) => month(date).slice(0, 3),
  mon: (date) => lower(month(date).slice(0, 3)),
  DAY: (date, bare) => full(upper(day(date)), bare),
  Day: (date, bare) => full(day(date), bare),
  day: (date, bare) => full(lower(day(date)), bare),
  DY: (date) => upper(day(date).slice(0, 3)),
  Dy: (date) => day(date).slice(0, 3),
  dy: (date) => lower(day(date).slice(0, 3)),
  BC: () => 'AD',
  AD: () => 'AD',
  bc: () => 'ad',
  ad: () => 'ad',
  AM: (date) => half(date, ['AM', 'PM']),
  PM: (date) => half(date, ['AM', 'PM']),
  am: (date) => half(date, ['am', 'pm']),
  pm: (date) => half(date, ['am', 'pm']),
  'A.M.': (date) => half(date, ['A.M.', 'P.M.']),
  'P.M.': (date) => half(date, ['A.M.', 'P.M.']),
  'a.m.': (date) => half(date, ['a.m.', 'p.m.']),
  'p.m.': (date) => half(date, ['a.m.', 'p.m.']),
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

function roman(date: Date, bare: boolean): string {
  const number = ROMAN[date.getUTCMonth()] ?? '';
  return bare ? number : number.padEnd(4);
}

function ordinalSuffix(text: string, style: string): string {
  const [tens, ones] = [Number(text) % 100, Number(text) % 10];
  const suffix =
    tens >= 11 && tens <= 13
      ? 'th'
      : ones === 1
        ? 'st'
        : ones === 2
          ? 'nd'
          : ones === 3
            ? 'rd'
            : 'th';
  return style === 'TH' ? suffix.toUpperCase() : suffix;
}

export function unknownPattern(pattern: string): ExecutionError {
  return new ExecutionError('INVALID_VALUE', `${abbreviate(pattern)} is not a known pattern`, {
    hint: 'Known patterns are YYYY, YY, Q, MM, Mon, Month, DD, Day, Dy, DDD, IYYY, IW, WW, W, J, CC, RM, HH24, HH12, MI, SS, MS and AM; other letters go in double quotes.',
  });
}

// ----------------------------------------------------------------- intervals

const INTERVAL_PARTS: Readonly<Record<string, (interval: Interval) => number>> = {
  YYYY: ({ months }) => Math.trunc(months / 12),
  MM: ({ months }) => months % 12,
  DD: ({ days }) => days,
  HH24: ({ milliseconds }) => Math.trunc(milliseconds / MS_PER_HOUR),
  HH12: ({ milliseconds }) => Math.trunc(milliseconds / MS_PER_HOUR) % 12 || 12,
  MI: ({ milliseconds }) => Math.trunc(milliseconds / MS_PER_MINUTE) % 60,
  SS: ({ milliseconds }) => Math.trunc(milliseconds / MS_PER_SECOND) % 60,
  MS: ({ milliseconds }) => milliseconds % MS_PER_SECOND,
};

/**
 * An interval in a template such as `DD HH24:MI:SS`; hours may be more than 24.
 * @throws ExecutionError INVALID_VALUE for a pattern that intervals do not have.
 */
export function formatInterval(interval: Interval, format: string): string {
  return format.replace(
    /"([^"]*)"|(FM)?(YYYY|MM|DD|HH24|HH12|MI|SS|MS)|([A-Za-z]+)/g,
    (_, quoted?: string, bare?: string, pattern?: string, letters?: string) => {
      if (quoted !== undefined) return quoted;
      const of = pattern === undefined ? undefined : INTERVAL_PARTS[pattern];
      if (of === undefined || pattern === undefined) throw unknownPattern(letters ?? format);
      const value = of(interval) + 0;
      const width = pattern === 'YYYY' ? 4 : pattern === 'MS' ? 3 : 2;
      const digits = String(Math.abs(value)).padStart(bare === undefined ? width : 0, '0');
      return value < 0 ? `-${digits}` : digits;
    },
  );
}

// ------------------------------------------------------------------- numbers

/** As C prints it: the double's exact value is rounded, halves to even. */
export function formatDouble(value: number, format: string): string {
  const places = /[.D]([09]*)/i.exec(format)?.[1]?.length ?? 0;
  return formatNumber(roundedDouble(value, places), format);
}

function roundedDouble(value: number, places: number): Decimal {
  const written = Decimal.fromNumber(value);
  // A half that is written so is one only if the double holds it exactly.
  const half = written.subtract(written.truncate(places)).abs();
  const isHalf = half.compare(Decimal.parse(`0.${'0'.repeat(places)}5`)) === 0;
  if (!isHalf || Math.abs(value) >= 1e21) return written.round(places);
  const exact = Number.isInteger(value * 2 ** 40) && written.scale <= 40;
  if (!exact) return Decimal.parse(value.toFixed(places));
  const cut = written.truncate(places);
  const isEven = /[02468]$/.test(cut.toString());
  return isEven ? cut : written.round(places);
}

/** What stands around the digits as it is: currency signs, `%`, texts in double quotes. */
const AROUND = /^(FM)?((?:"[^"]*"|[$€£¥])*)(FM)?([^"$€£¥%]*?)(PR)?((?:"[^"]*"|[$€£¥%])*)$/iu;

/**
 * A number in a template of `9`, `0`, `.` (or `D`), `,` (or `G`), with `FM`, `S`, `MI` or `PR`, and
 * with texts in double quotes, currency signs or `%` before or after.
 * @throws ExecutionError INVALID_VALUE for a pattern we do not have.
 */
export function formatNumber(value: Decimal, format: string): string {
  const match = AROUND.exec(format);
  if (match === null) throw unknownPattern(format);
  const [, fillFirst, before = '', fillLater, digits = '', angled, after = ''] = match;
  const bare = fillFirst !== undefined || fillLater !== undefined;
  const template = `${bare ? 'FM' : ''}${digits}`;
  const number =
    angled === undefined
      ? formatDigits(value, template)
      : inAngles(formatDigits(value.abs(), template), value.isNegative(), bare);
  return before.replaceAll('"', '') + number + after.replaceAll('"', '');
}

/** `PR`: a negative number stands in `<…>`. */
function inAngles(text: string, negative: boolean, bare: boolean): string {
  if (negative) return `${text.replace(/ ?(?=[^ ])/, '<')}>`;
  return bare ? text : `${text} `;
}

function formatDigits(value: Decimal, format: string): string {
  const match = /^(FM)?(S|MI)?([09,G]*)(?:([.D])([09]*))?(S|MI)?$/i.exec(format);
  if (match === null || !/[09]/.test(format)) throw unknownPattern(format);
  const [, fill, signBefore, integer = '', point, fraction = '', signAfter] = match;
  const rounded = value.round(fraction.length);
  const [digits = '', decimals = ''] = rounded.abs().toString().split('.');
  const bare = fill !== undefined;
  const places = integer.replace(/[^09]/g, '').length;
  const negative = rounded.isNegative();
  if (digits.replace(/^0$/, '').length > places) {
    return signed(
      format.slice(bare ? 2 : 0).replace(/[09]/g, '#'),
      negative,
      signBefore,
      signAfter,
      bare,
    );
  }
  const body = groupDigits(digits, integer, fraction !== '');
  const trimmed = bare ? trimOptional(decimals, fraction) : decimals;
  const text = point === undefined ? body : `${body}.${trimmed}`;
  return signed(bare ? text.trimStart() : text, negative, signBefore, signAfter, bare);
}

/** Puts digits on the template's places from the right; unused `9` places are spaces. */
function groupDigits(digits: string, template: string, hasFraction: boolean): string {
  const shown = digits === '0' && hasFraction ? '' : digits;
  const firstZero = template.replace(/[^09]/g, '').indexOf('0');
  const places = template.replace(/[^09]/g, '').length;
  const least = firstZero < 0 ? 0 : places - firstZero;
  const padded = shown.padStart(least, '0');
  let rest = padded.length;
  let text = '';
  for (let index = template.length - 1; index >= 0; index--) {
    const isDigit = /[09]/.test(template[index] ?? '');
    if (rest <= 0) text = ` ${text}`;
    else if (isDigit) text = (padded[--rest] ?? '') + text;
    else text = `,${text}`;
  }
  return text;
}

/** With FM, decimals on `9` places go when they are trailing zeros. */
function trimOptional(decimals: string, template: string): string {
  const least = template.lastIndexOf('0') + 1;
  let end = decimals.length;
  while (end > least && decimals[end - 1] === '0') end--;
  return decimals.slice(0, end);
}

function signed(
  text: string,
  negative: boolean,
  before: string | undefined,
  after: string | undefined,
  bare: boolean,
): string {
  const blank = bare ? '' : ' ';
  const style = (before ?? after)?.toUpperCase();
  const sign = negative ? '-' : style === 'S' ? '+' : blank;
  if (after !== undefined) return text + sign;
  const body = text.trimStart();
  return text.slice(0, text.length - body.length) + sign + body;
}
