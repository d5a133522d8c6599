/** The templates of to_char, to_date and to_timestamp. Patterns we do not have are refused. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { dayOfYear, isoWeek, JULIAN_1970 } from '../values/datefields.ts';
import {
  civilToTime,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
} from '../values/datetime.ts';
import type { Decimal } from '../values/decimal.ts';

const MONTHS = [
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
const DAYS = [
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
  /"([^"]*)"|(FM)?(YYYY|YYY|YY|Y,YYY|IYYY|CC|RM|rm|J|MONTH|Month|month|MON|Mon|mon|MM|DDD|DAY|Day|day|DY|Dy|dy|DD|D|ID|HH24|HH12|HH|MI|SSSS|SS|MS|US|AM|PM|am|pm|A\.M\.|P\.M\.|a\.m\.|p\.m\.|Q|IW|WW|W)(TH|th)?|([A-Za-z]+)|([^A-Za-z"]+)/g;

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
  IYYY: [4, (time) => isoWeek(time).year],
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
  SSSS: [
    1,
    (_, date) => date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds(),
  ],
};

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

function unknownPattern(pattern: string): ExecutionError {
  return new ExecutionError('INVALID_VALUE', `${abbreviate(pattern)} is not a known pattern`, {
    hint: 'Known patterns are YYYY, YY, Q, MM, Mon, Month, DD, Day, Dy, DDD, IYYY, IW, WW, W, J, CC, RM, HH24, HH12, MI, SS, MS and AM; other letters go in double quotes.',
  });
}

// ------------------------------------------------------------------- numbers

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

// ------------------------------------------------------------------- parsing

const PARSERS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  MON: '(?<name>[A-Za-z]{3})',
  MONTH: '(?<name>[A-Za-z]+)',
  DD: '(?<day>\\d{1,2})',
  HH24: '(?<hour>\\d{1,2})',
  MI: '(?<minute>\\d{1,2})',
  SS: '(?<second>\\d{1,2})',
  MS: '(?<ms>\\d{1,3})',
};

/**
 * Reads a text by a template of YYYY, MM, Mon, Month, DD, HH24, MI, SS and MS.
 * @returns milliseconds since 1970
 * @throws ExecutionError INVALID_VALUE
 */
export function parseWithFormat(text: string, format: string): number {
  const source = format.replace(/[A-Za-z]+\d*|[^A-Za-z]+/g, (part) =>
    /^[A-Za-z]/.test(part) ? patternSource(part) : part.replace(/[^\w\s]/g, '\\$&'),
  );
  const groups = compileTemplate(source, format).exec(text.trim())?.groups;
  const time = groups === undefined ? null : timeOfGroups(groups);
  if (time !== null) return time;
  throw new ExecutionError(
    'INVALID_VALUE',
    `${abbreviate(text)} is not of the form ${abbreviate(format)}`,
  );
}

function compileTemplate(source: string, format: string): RegExp {
  try {
    return new RegExp(`^${source}$`);
  } catch {
    throw unknownPattern(format); // a pattern that occurs twice
  }
}

/** `YYYYMMDD` is three patterns in a row. */
function patternSource(letters: string): string {
  let rest = letters.toUpperCase();
  let source = '';
  while (rest !== '') {
    const known = ['YYYY', 'MONTH', 'HH24', 'MON', 'MM', 'DD', 'MI', 'SS', 'MS'].find((pattern) =>
      rest.startsWith(pattern),
    );
    if (known === undefined) {
      if (rest !== 'T') throw unknownPattern(letters);
      return `${source}T`;
    }
    source += PARSERS[known] ?? '';
    rest = rest.slice(known.length);
  }
  return source;
}

function timeOfGroups(groups: Readonly<Record<string, string | undefined>>): number | null {
  const number = (name: string, otherwise: number): number => Number(groups[name] ?? otherwise);
  const named = groups['name']?.slice(0, 3).toLowerCase();
  const monthByName = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === named) + 1;
  const month = named === undefined ? number('month', 1) : monthByName;
  const day = civilToTime(number('year', 1), month, number('day', 1));
  const [hour, minute, second] = [number('hour', 0), number('minute', 0), number('second', 0)];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return (
    day + hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND + number('ms', 0)
  );
}
