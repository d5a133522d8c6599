/** Time zones by their IANA names, from the tables that the runtime carries. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from './abbreviate.ts';
import { MS_PER_DAY, timeToTimestamp, toTime } from './datetime.ts';

/** Zones that are kept; there are about 600. */
const MAX_KEPT = 1000;

const kept = new Map<string, Intl.DateTimeFormat>();

/** @throws ExecutionError INVALID_VALUE for a name that is no zone's */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = kept.get(zone);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const clock = newClock(zone);
  kept.set(zone, clock);
  return clock;
}

function newClock(zone: string): Intl.DateTimeFormat {
  // An offset's sign means the opposite in POSIX, which PostgreSQL follows.
  if (!/[+-]\d/.test(zone) || /^Etc\//i.test(zone)) {
    try {
      return new Intl.DateTimeFormat('en-US', {
        timeZone: zone.trim(),
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new ExecutionError('INVALID_VALUE', `${abbreviate(zone)} is not a time zone`, {
    hint: "Use a name such as 'Pacific/Auckland', 'Australia/Sydney', 'Europe/London' or 'UTC'.",
  });
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(time: number, clock: Intl.DateTimeFormat): number {
  const seconds = Math.floor(time / 1000) * 1000;
  const parts = new Map(clock.formatToParts(seconds).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  // The clocks may show a year that timestamps here do not reach.
  const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
  const shown = new Date(0);
  shown.setUTCFullYear(year, number('month') - 1, number('day'));
  shown.setUTCHours(number('hour'), number('minute'), number('second'));
  return shown.getTime() - seconds;
}

/**
 * What a zone's clocks show at an instant.
 * @throws ExecutionError INVALID_VALUE, OUT_OF_RANGE
 */
export function toZone(timestamp: string, zone: string): string {
  const time = toTime(timestamp);
  return timeToTimestamp(time + offsetAt(time, clockOf(zone)));
}

/**
 * The instant at which a zone's clocks show a time. A time that clocks skip in spring is read by the
 * offset before the change, one that they show twice in autumn by the one after it: as PostgreSQL.
 * @throws ExecutionError INVALID_VALUE, OUT_OF_RANGE
 */
export function fromZone(timestamp: string, zone: string): string {
  const clock = clockOf(zone);
  const shown = toTime(timestamp);
  const [before, after] = [
    offsetAt(shown - MS_PER_DAY, clock),
    offsetAt(shown + MS_PER_DAY, clock),
  ];
  const [early, late] = [shown - before, shown - after];
  const fits = (time: number): boolean => time + offsetAt(time, clock) === shown;
  const time = fits(late) ? late : early;
  return timeToTimestamp(time);
}
