import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ageBetween,
  countBoundaries,
  extractField,
  isoWeek,
  parseDateUnit,
  truncateTime,
} from '../../../src/engine/values/datefields.ts';
import {
  addInterval,
  civilToTime,
  parseDate,
  parseTimestamp,
  timestampToText,
  timeToDate,
  timeToTimestamp,
  toTime,
} from '../../../src/engine/values/datetime.ts';
import {
  intervalLength,
  intervalToText,
  multiplyInterval,
  parseInterval,
} from '../../../src/engine/values/interval.ts';

describe('literals', () => {
  test.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-1-3', '2026-01-03T00:00:00.000Z'],
    ['20260131', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31 10:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:05Z', '2026-01-31T10:00:05.000Z'],
    ['2026-01-31 10:00:05.1239', '2026-01-31T10:00:05.124Z'],
    ['2026-01-31T23:59:59.9996', '2026-02-01T00:00:00.000Z'],
    ['2026-01-31T10:00:00+10:00', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00:00-0330', '2026-01-31T13:30:00.000Z'],
    ['2026-01-31 10:00:00+10', '2026-01-31T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31 23:59:59', '9999-12-31T23:59:59.000Z'],
  ])('%s is the timestamp %s', (text, value) => {
    expect(parseTimestamp(text)).toBe(value);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '31/01/2026',
    '2026-01-31 25:00',
    '2026-01-31 10:60',
    '2026-01-31x',
    '2026-01-3110:00',
    'yesterday',
    '',
    '1e5',
  ])('%j is no date', (text) => {
    for (const parse of [parseDate, parseTimestamp]) {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    }
  });

  test('a date drops a time', () => {
    expect(parseDate('2026-01-31 23:00')).toBe('2026-01-31');
  });

  test('text output has milliseconds only when there are some', () => {
    expect(timestampToText('2026-01-31T10:00:00.000Z')).toBe('2026-01-31 10:00:00');
    expect(timestampToText('2026-01-31T10:00:00.120Z')).toBe('2026-01-31 10:00:00.12');
  });

  test('every day of the calendar exists once', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const day = timeToDate(date.getTime());
          const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
          expect(civilToTime(year, month, number)).toBe(toTime(day));
        },
      ),
    );
  });

  test('outside the years 0001 to 9999 is out of range', () => {
    expect(() => timeToTimestamp(toTime('9999-12-31') + 86_400_000)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });
});

describe('intervals', () => {
  // As PostgreSQL 18 prints them.
  test.each([
    ['1 month', '1 mon'],
    ['14 months', '1 year 2 mons'],
    ['2 years 3 days', '2 years 3 days'],
    ['1 day 02:03:04.5', '1 day 02:03:04.5'],
    ['-1 day 2 hours', '-1 days +02:00:00'],
    ['1.5 months', '1 mon 15 days'],
    ['1.5 days', '1 day 12:00:00'],
    ['P1Y2M3DT4H5M6S', '1 year 2 mons 3 days 04:05:06'],
    ['1 week ago', '-7 days'],
    ['90 minutes', '01:30:00'],
    ['1h30m', '01:30:00'],
    ['1 day 25', '1 day 00:00:25'],
    ['0', '00:00:00'],
    ['-00:00:01', '-00:00:01'],
    ['2 mons -3 days', '2 mons -3 days'],
  ])('%s is %s', (text, printed) => {
    expect(intervalToText(parseInterval(text))).toBe(printed);
  });

  test.each(['', 'month', '1 fortnight', 'P', '1.2.3 days', 'P1', '1 month foo'])(
    '%j is not an interval',
    (text) => {
      expect(() => parseInterval(text)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    },
  );

  test('a month compares as 30 days', () => {
    const length = (text: string): bigint => intervalLength(parseInterval(text));
    expect(length('1 month')).toBe(length('30 days'));
    expect(length('1 day')).toBe(length('24 hours'));
    expect(length('1 year') < length('361 days')).toBe(true);
  });

  test('fractions go down to smaller parts', () => {
    expect(intervalToText(multiplyInterval(parseInterval('1 month'), 0.5))).toBe('15 days');
    expect(intervalToText(multiplyInterval(parseInterval('1 day'), 1.5))).toBe('1 day 12:00:00');
  });
});

describe('arithmetic', () => {
  const add = (at: string, interval: string): string =>
    timeToTimestamp(addInterval(toTime(at), parseInterval(interval)));

  test.each([
    ['2026-01-31', '1 month', '2026-02-28'],
    ['2024-01-31', '1 month', '2024-02-29'],
    ['2024-02-29', '1 year', '2025-02-28'],
    ['2024-03-31', '-1 month', '2024-02-29'],
    ['2024-12-31', '2 months 1 day', '2025-03-01'],
    ['2024-01-15', '-13 months', '2022-12-15'],
  ])('%s + %s = %s', (date, interval, result) => {
    expect(add(date, interval)).toBe(`${result}T00:00:00.000Z`);
  });

  test('the time of day stays', () => {
    expect(add('2024-01-31T10:20:30.400Z', '1 month')).toBe('2024-02-29T10:20:30.400Z');
  });

  test.each([
    ['2024-03-31', '2024-02-01', '1 mon 30 days'],
    ['2024-02-01', '2024-03-31', '-1 mons -30 days'],
    ['2001-04-10', '1957-06-13', '43 years 9 mons 27 days'],
    ['2024-03-01', '2024-01-31', '1 mon 1 day'],
  ])('age(%s, %s) = %s', (later, earlier, age) => {
    expect(intervalToText(ageBetween(toTime(later), toTime(earlier)))).toBe(age);
  });

  test.each([
    ['day', '2024-01-31', '2024-02-01', 1],
    ['month', '2024-01-31', '2024-02-01', 1],
    ['year', '2024-12-31', '2025-01-01', 1],
    ['quarter', '2024-01-01', '2024-12-31', 3],
    ['week', '2024-01-07', '2024-01-08', 1],
    ['month', '2024-05-01', '2024-02-28', -3],
  ] as const)('datediff %s of %s and %s is %i', (unit, from, to, count) => {
    expect(countBoundaries(unit, toTime(from), toTime(to))).toBe(count);
  });
});

describe('fields', () => {
  test.each([
    ['year', '2024'],
    ['quarter', '4'],
    ['month', '12'],
    ['week', '1'],
    ['isoyear', '2025'],
    ['day', '30'],
    ['dow', '1'],
    ['isodow', '1'],
    ['doy', '365'],
    ['hour', '13'],
    ['minute', '14'],
    ['second', '15.160000'],
    ['milliseconds', '15160.000'],
    ['epoch', '1735564455.160000'],
    ['decade', '202'],
    ['century', '21'],
    ['millennium', '3'],
  ])('%s of 2024-12-30 13:14:15.16 is %s', (field, value) => {
    expect(extractField(field, toTime('2024-12-30T13:14:15.160Z')).toString()).toBe(value);
  });

  test('unknown fields and units are refused, inherited names too', () => {
    for (const name of ['fortnight', 'constructor', '__proto__', '']) {
      expect(() => extractField(name, 0)).toThrow(
        expect.objectContaining({ code: 'INVALID_VALUE' }),
      );
      expect(() => parseDateUnit(name)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    }
  });

  test.each([
    ['millennium', '2001-01-01'],
    ['century', '2001-01-01'],
    ['decade', '2020-01-01'],
    ['year', '2024-01-01'],
    ['quarter', '2024-04-01'],
    ['month', '2024-05-01'],
    ['week', '2024-05-13'],
    ['day', '2024-05-15'],
  ] as const)('date_trunc %s of 2024-05-15 is %s', (unit, start) => {
    expect(timeToDate(truncateTime(unit, toTime('2024-05-15T11:22:33.444Z')))).toBe(start);
  });

  test('ISO weeks at the turn of the year', () => {
    expect(isoWeek(toTime('2021-01-03'))).toEqual({ year: 2020, week: 53 });
    expect(isoWeek(toTime('2024-12-30'))).toEqual({ year: 2025, week: 1 });
    expect(isoWeek(toTime('2026-01-01'))).toEqual({ year: 2026, week: 1 });
  });

  test('truncation before 1970 goes down, too', () => {
    expect(timeToTimestamp(truncateTime('hour', toTime('1969-12-31T23:30:00.000Z')))).toBe(
      '1969-12-31T23:00:00.000Z',
    );
  });
});
