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
  timeToTimestamp,
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
  if (type === 'decimal') return decimalReader(scale);
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
    return ms === undefined ? isoDay(text) : attempt(() => DAYS.at(dayOf(ms, text)));
  },
  timestamp(json) {
    if (typeof json !== 'string') return undefined;
    const text = json.trim();
    if (text === '') return null;
    const ms = dotNetDate(text);
    return ms === undefined ? isoInstant(text) : attempt(() => instantText(ms));
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

/** Most amounts of most documents are zero: these share one value. */
function decimalReader(scale: number): ValueReader {
  const zero = Decimal.of(0, scale);
  return (json) => (json === 0 ? zero : readDecimal(json, scale));
}

function readDecimal(json: unknown, scale: number): Decimal | null | undefined {
  if (typeof json === 'number') return Decimal.fromNumber(json, scale);
  const text = isLosslessNumber(json) ? json.value : json;
  if (typeof text !== 'string') return undefined;
  if (text.trim() === '') return null;
  return attempt(() => Decimal.tryParse(text)?.withMinScale(scale));
}

const DOT_NET_START = '/Date(';
const MOST_DIGITS = 16;

/**
 * Milliseconds since 1970 of `/Date(1439434356790+0000)/`; the offset is only informational. Read by
 * hand: every document has several of them.
 */
function dotNetDate(text: string): number | undefined {
  if (!text.startsWith(DOT_NET_START)) return undefined;
  const isNegative = text[DOT_NET_START.length] === '-';
  const start = DOT_NET_START.length + (isNegative ? 1 : 0);
  let place = start;
  let ms = 0;
  for (let digit = digitAt(text, place); digit >= 0; digit = digitAt(text, place)) {
    ms = ms * 10 + digit;
    place += 1;
  }
  const isRead = place > start && place <= start + MOST_DIGITS && isDotNetEnd(text, place);
  return isRead ? (isNegative ? -ms : ms) : undefined;
}

/** -1 for what is no digit. */
function digitAt(text: string, place: number): number {
  const digit = text.charCodeAt(place) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

function isDotNetEnd(text: string, place: number): boolean {
  const end = text.slice(place);
  return end === '+0000)/' || end === ')/' || /^[+-]\d{4}\)\/$/.test(end);
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
class RememberedTexts {
  readonly #texts = new Map<number, string>();
  readonly #write: (number: number) => string;

  constructor(write: (number: number) => string) {
    this.#write = write;
  }

  at(number: number): string {
    const known = this.#texts.get(number);
    if (known !== undefined) return known;
    const text = this.#write(number);
    if (this.#texts.size >= MOST_REMEMBERED) this.#texts.clear();
    this.#texts.set(number, text);
    return text;
  }
}

const MOST_REMEMBERED = 20_000;

/** `2026-01-31`, by days since 1970. */
const DAYS = new RememberedTexts((day) => timeToDate(day * MS_PER_DAY));

/** `2026-01-31T09:`, by hours since 1970. */
const HOURS = new RememberedTexts((hour) => timeToTimestamp(hour * MS_PER_HOUR).slice(0, 14));

/** `52:36`, by seconds of an hour. */
const SECONDS = new RememberedTexts((second) =>
  timeToTimestamp(second * MS_PER_SECOND).slice(14, 19),
);

/** `.790Z`, by milliseconds of a second. */
const FRACTIONS = new RememberedTexts((ms) => timeToTimestamp(ms).slice(19));

/** As `timeToTimestamp`, several times faster. @throws ExecutionError OUT_OF_RANGE */
function instantText(ms: number): string {
  const hour = Math.floor(ms / MS_PER_HOUR);
  const rest = ms - hour * MS_PER_HOUR;
  const second = Math.floor(rest / MS_PER_SECOND);
  return HOURS.at(hour) + SECONDS.at(second) + FRACTIONS.at(rest - second * MS_PER_SECOND);
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
