/** From a JSON value to the SQL value of a column. */
import { isLosslessNumber } from 'lossless-json';
import type { ColumnDefinition, ColumnType } from '../../schemas/model.ts';
import {
  civilToTime,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
  parseTimestamp,
  timeToDate,
} from '../values/datetime.ts';
import { Decimal } from '../values/decimal.ts';
import type { SqlValue } from '../values/types.ts';

/** Reads a present value (neither absent nor null); undefined when it is not one of the type. */
export type ValueReader = (json: unknown) => SqlValue | undefined;

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

export function valueReader({
  type,
  scale,
}: Pick<ColumnDefinition, 'type' | 'scale'>): ValueReader {
  if (type === 'decimal') return (json) => readDecimal(json, scale);
  if (!isRead(type)) throw new Error(`no table holds ${type}`);
  return READERS[type];
}

const isRead = (type: ColumnDefinition['type']): type is Exclude<ColumnType, 'decimal'> =>
  Object.hasOwn(READERS, type);

const READERS: Readonly<Record<Exclude<ColumnType, 'decimal'>, ValueReader>> = {
  uuid(json) {
    const text = plainText(json);
    if (text === undefined) return undefined;
    const id = text.trim().toLowerCase();
    return id === '' || id === ZERO_GUID ? null : id;
  },
  text: plainText,
  boolean(json) {
    if (typeof json === 'boolean') return json;
    return typeof json === 'string' ? BOOLEANS.get(json.trim().toLowerCase()) : undefined;
  },
  integer(json) {
    if (Number.isSafeInteger(json)) return (json as number) + 0;
    const value = readDecimal(json, 0);
    return value === null ? null : (value?.toInteger() ?? undefined);
  },
  double: (json) => (typeof json === 'number' ? json : undefined),
  date(json) {
    if (typeof json !== 'string') return undefined;
    const text = json.trim();
    if (text === '') return null;
    const ms = dotNetDate(text);
    return ms === undefined ? isoDay(text) : dayText(dayOf(ms, text));
  },
  timestamp(json) {
    if (typeof json !== 'string') return undefined;
    const text = json.trim();
    if (text === '') return null;
    const ms = dotNetDate(text);
    return ms === undefined ? isoInstant(text) : instantText(ms);
  },
};

const BOOLEANS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['', null],
]);

function plainText(json: unknown): string | undefined {
  if (typeof json === 'string') return json;
  if (typeof json === 'number' || typeof json === 'boolean') return String(json);
  return isLosslessNumber(json) ? json.value : undefined;
}

function readDecimal(json: unknown, scale: number): Decimal | null | undefined {
  if (typeof json === 'number') return Decimal.fromNumber(json, scale);
  const text = isLosslessNumber(json) ? json.value : json;
  if (typeof text !== 'string') return undefined;
  if (text.trim() === '') return null;
  return attempt(() => Decimal.tryParse(text)?.withMinScale(scale));
}

const DOT_NET_DATE = /^\/Date\(-?\d{1,16}(?:[+-]\d{4})?\)\/$/;

/** Milliseconds since 1970 of `/Date(1439434356790+0000)/`; the offset is only informational. */
function dotNetDate(text: string): number | undefined {
  return DOT_NET_DATE.test(text) ? parseInt(text.slice('/Date('.length), 10) : undefined;
}

/**
 * The day, counted from 1970-01-01, of a date said as an instant: Xero says midnight UTC, whatever
 * the offset. An instant that is midnight with the offset alone began the day there.
 */
function dayOf(ms: number, text: string): number {
  if (ms % MS_PER_DAY === 0) return ms / MS_PER_DAY;
  const [, sign, hours, minutes] = /([+-])(\d{2})(\d{2})\)\/$/.exec(text) ?? [];
  const offset = Number(hours ?? 0) * MS_PER_HOUR + Number(minutes ?? 0) * MS_PER_MINUTE;
  const local = ms + (sign === '-' ? -offset : offset);
  return Math.floor((local % MS_PER_DAY === 0 ? local : ms) / MS_PER_DAY);
}

/** Books have few different days and many dates: their texts are remembered. */
const DAYS_REMEMBERED = 20_000;
const dayTexts = new Map<number, string>();

/** The day that is so many days after 1970-01-01. */
function dayText(day: number): string | undefined {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = attempt(() => timeToDate(day * MS_PER_DAY));
  if (text === undefined) return undefined;
  if (dayTexts.size >= DAYS_REMEMBERED) dayTexts.clear();
  dayTexts.set(day, text);
  return text;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** As `timeToTimestamp`, several times faster. */
function instantText(ms: number): string | undefined {
  const day = Math.floor(ms / MS_PER_DAY);
  const date = dayText(day);
  if (date === undefined) return undefined;
  const time = ms - day * MS_PER_DAY;
  const hours = TWO_DIGITS[Math.floor(time / MS_PER_HOUR)];
  const minutes = TWO_DIGITS[Math.floor(time / MS_PER_MINUTE) % 60];
  const seconds = TWO_DIGITS[Math.floor(time / MS_PER_SECOND) % 60];
  const fraction = String(time % MS_PER_SECOND).padStart(3, '0');
  return `${date}T${hours}:${minutes}:${seconds}.${fraction}Z`;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A month, as budgets name it. */
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** The day as written, whatever time and offset follow; of a month the first. */
function isoDay(text: string): string | undefined {
  const match = ISO.exec(text);
  if (MONTH.test(text)) return `${text}-01`;
  const time = match && civilToTime(Number(match[1]), Number(match[2]), Number(match[3]));
  return time === null ? undefined : text.slice(0, 10);
}

/** Without an offset UTC; digits beyond milliseconds are cut, so that no second is rounded up. */
function isoInstant(text: string): string | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, , , , time = '00:00', fraction = '', zone = 'Z'] = match;
  const clock = time.length === 5 ? `${time}:00` : time;
  return attempt(() =>
    parseTimestamp(`${text.slice(0, 10)}T${clock}${fraction.slice(0, 4)}${zone}`),
  );
}

/** undefined where the value types refuse: the caller says which document and column it was. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
