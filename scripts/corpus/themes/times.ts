import { combine, lines } from './combine.ts';
import type { CorpusTheme } from './index.ts';

const FIELDS = [
  'year',
  'month',
  'day',
  'quarter',
  'week',
  'isoyear',
  'dow',
  'isodow',
  'doy',
  'decade',
  'century',
  'millennium',
  'epoch',
] as const;
const CLOCK = ['hour', 'minute', 'second', 'milliseconds', 'microseconds'] as const;
const UNITS = ['decade', 'year', 'quarter', 'month', 'week', 'day'] as const;
const DAYS = [
  '2024-02-29',
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2023-03-31',
  '2000-02-29',
  '1999-12-31',
  '2026-06-30',
  '2020-12-28',
  '2021-01-03',
] as const;
const INTERVALS = [
  '1 day',
  '1 month',
  '-1 month',
  '1 year',
  '3 months',
  '13 months',
  '1 month 1 day',
  '-1 day',
  '2 hours',
  '1 year 2 months 3 days 04:05:06',
  '0 days',
  '90 minutes',
  '1 week',
  '36 hours',
] as const;
const FORMATS = [
  'YYYY-MM-DD',
  'DD/MM/YYYY',
  'Mon YYYY',
  'FMMonth FMDD, YYYY',
  'Day',
  'Dy DD',
  'YY-Q',
  'IYYY-IW',
  'DDD',
  'HH24:MI:SS',
  'HH12:MI AM',
  'MS',
  'YYYY"W"WW',
  'month',
  'MON',
  'D',
  'FMDDth',
] as const;

export const THEMES: Readonly<Record<string, CorpusTheme>> = {
  dates: {
    heading: 'Dates, timestamps and intervals: month ends, leap days, year boundaries, NULL.',
    statements: [
      ...combine(FIELDS, (f) => `SELECT id, extract(${f} FROM d) FROM days ORDER BY id`),
      ...combine(
        [...FIELDS, ...CLOCK],
        (f) => `SELECT id, extract(${f} FROM at) FROM days ORDER BY id`,
      ),
      ...combine(
        ['year', 'month', 'day', 'dow', 'week', 'hour', 'second'],
        (f) => `SELECT id, date_part('${f}', at) FROM days ORDER BY id`,
      ),
      ...combine(UNITS, (u) => `SELECT id, date_trunc('${u}', d) FROM days ORDER BY id`),
      ...combine(
        [...UNITS, 'hour', 'minute', 'second', 'milliseconds'],
        (u) => `SELECT id, date_trunc('${u}', at) FROM days ORDER BY id`,
      ),
      ...combine(
        INTERVALS,
        (i) => `SELECT id, d + INTERVAL '${i}', d - INTERVAL '${i}' FROM days ORDER BY id`,
      ),
      ...combine(
        INTERVALS,
        (i) => `SELECT id, at + INTERVAL '${i}', at - INTERVAL '${i}' FROM days ORDER BY id`,
      ),
      ...combine(
        DAYS,
        (d) =>
          `SELECT DATE '${d}' + INTERVAL '1 month', DATE '${d}' - INTERVAL '1 month', DATE '${d}' + INTERVAL '1 year', DATE '${d}' - INTERVAL '1 year', DATE '${d}' + 1, DATE '${d}' - 1, DATE '${d}' - DATE '2024-01-01'`,
      ),
      ...combine(
        DAYS,
        (d) =>
          `SELECT date_trunc('week', TIMESTAMP '${d}'), date_trunc('quarter', TIMESTAMP '${d}'), extract(week FROM DATE '${d}'), extract(isoyear FROM DATE '${d}'), extract(doy FROM DATE '${d}'), extract(dow FROM DATE '${d}')`,
      ),
      ...combine(
        DAYS,
        (d) => `SELECT age(DATE '2024-02-29', DATE '${d}'), age(DATE '${d}', DATE '2024-02-29')`,
      ),
      ...combine(
        DAYS,
        (d) =>
          `SELECT (date_trunc('month', DATE '${d}') + INTERVAL '1 month' - INTERVAL '1 day')::date, CASE WHEN extract(month FROM DATE '${d}') >= 7 THEN extract(year FROM DATE '${d}') + 1 ELSE extract(year FROM DATE '${d}') END`,
      ),
      ...combine(
        INTERVALS,
        (i) =>
          `SELECT INTERVAL '${i}', - INTERVAL '${i}', INTERVAL '${i}' * 2, INTERVAL '${i}' + INTERVAL '1 day', extract(day FROM INTERVAL '${i}'), extract(month FROM INTERVAL '${i}'), extract(epoch FROM INTERVAL '${i}')`,
      ),
      ...combine(
        ['<', '=', '>', '<='],
        (op) =>
          `SELECT INTERVAL '30 days' ${op} INTERVAL '1 month', INTERVAL '24 hours' ${op} INTERVAL '1 day', INTERVAL '1 year' ${op} INTERVAL '360 days', INTERVAL '-1 day' ${op} INTERVAL '0'`,
      ),
      ...combine(
        [
          '2024-02-30',
          '2023-02-29',
          '2024-13-01',
          '2024-00-10',
          '2024-1-5',
          'soon',
          '',
          '2024-02-29x',
          '29.02.2024',
          '20240229',
          '2024-02-29 25:00:00',
        ],
        (d) => `SELECT DATE '${d}'`,
      ),
      ...combine(
        [
          '2024-02-29 24:00:00',
          '2024-02-29 10:00',
          '2024-02-29T10:00:00',
          '2024-02-29 10:00:60',
          '2024-02-29 10:61:00',
          '2024-02-29 10:00:00.123456',
          '2024-02-29 10:00:00Z',
        ],
        (d) => `SELECT TIMESTAMP '${d}'`,
      ),
      ...combine(FORMATS, (f) => `SELECT id, to_char(at, '${f}') FROM days ORDER BY id`),
      ...combine(
        [
          'make_date(2024, 2, 29)',
          'make_date(2023, 2, 29)',
          "to_date('29 Feb 2024', 'DD Mon YYYY')",
          "to_timestamp('2024-02-29 10:11:12', 'YYYY-MM-DD HH24:MI:SS')",
          "DATE '2024-01-01' < TIMESTAMP '2024-01-01 00:00:01'",
          "TIMESTAMP '2024-01-01' = DATE '2024-01-01'",
          "DATE '2024-03-01' - TIMESTAMP '2024-02-29 12:00'",
          "TIMESTAMP '2024-03-01 12:00' - TIMESTAMP '2024-02-01'",
          "justify_days(INTERVAL '35 days')",
          "justify_hours(INTERVAL '27 hours')",
          "justify_interval(INTERVAL '1 month -1 hour')",
          "INTERVAL '1 month' / 2",
          "INTERVAL '1 day' / 3",
          "INTERVAL '1.5 days'",
          "INTERVAL '1' DAY",
          "INTERVAL '2' MONTH",
          "INTERVAL 'P1Y2M'",
          "INTERVAL '1 fortnight'",
          "INTERVAL '10:30'",
          "extract(foo FROM DATE '2024-01-01')",
          "date_trunc('foo', DATE '2024-01-01')",
          "isfinite(DATE '2024-01-01')",
        ],
        (x) => `SELECT ${x}`,
      ),
      ...lines(`
        SELECT min(d), max(d), count(d), max(at) - min(at) FROM days
        SELECT extract(year FROM d) AS y, count(*) FROM days GROUP BY y ORDER BY y
        SELECT date_trunc('month', day) AS m, sum(amount), count(*) FROM sales GROUP BY m ORDER BY m
        SELECT to_char(day, 'YYYY-MM') AS m, sum(qty) FROM sales GROUP BY 1 ORDER BY 1
        SELECT id FROM days WHERE extract(year FROM d) = 2024 ORDER BY id
        SELECT id FROM days WHERE d >= DATE '2024-01-01' AND d < DATE '2024-01-01' + INTERVAL '1 month' ORDER BY id
        SELECT id FROM days WHERE date_trunc('month', d) = DATE '2024-02-01' ORDER BY id
        SELECT id FROM days WHERE d::text LIKE '2024-%' ORDER BY id
        SELECT id FROM days WHERE at::date = d ORDER BY id
        SELECT id FROM days WHERE at::date IS DISTINCT FROM d ORDER BY id
        SELECT id FROM days WHERE at > d ORDER BY id
        SELECT id, d - lag(d) OVER (ORDER BY d, id) FROM days ORDER BY id
        SELECT a.id, b.id, b.d - a.d FROM days a JOIN days b ON b.d > a.d AND b.d - a.d < 400 ORDER BY 1, 2
        SELECT d, at FROM days ORDER BY d DESC NULLS LAST, at
        SELECT sum(at - TIMESTAMP '2024-01-01') FROM days WHERE id IN (1, 3, 4)
        SELECT avg(at - TIMESTAMP '2024-01-01') FROM days WHERE id IN (1, 3)
        SELECT g::date FROM generate_series(DATE '2024-01-31', DATE '2024-05-31', INTERVAL '1 month') AS g ORDER BY 1
        SELECT g FROM generate_series(TIMESTAMP '2024-02-28', TIMESTAMP '2024-03-01', INTERVAL '12 hours') AS t(g) ORDER BY 1
        SELECT DATE '2024-01-01' + 'x'
        SELECT d + 1.5 FROM days
        SELECT d + d FROM days
      `),
    ],
  },
};
