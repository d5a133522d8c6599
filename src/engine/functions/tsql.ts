/** Functions that users of T-SQL bring and PostgreSQL has under other names or not at all. */
import { ExecutionError } from '../../errors.ts';
import { extractField, parseDateUnit } from '../values/datefields.ts';
import { toTime } from '../values/datetime.ts';
import { characterCount, characterPosition, repeatText, sliceCharacters } from './characters.ts';
import type { ScalarDeclaration } from './declare.ts';
import { formatDatetime } from './format.ts';

/** A field as T-SQL counts it: Sunday is day 1 of the week; seconds are whole. */
function datePart(unit: string, time: number): number {
  const name = unit.trim().toLowerCase();
  if (name === 'weekday' || name === 'dw') return extractField('dow', time).toNumber() + 1;
  if (name === 'dayofyear' || name === 'dy') return extractField('doy', time).toNumber();
  return Math.floor(extractField(parseDateUnit(name), time).toNumber());
}

function dateName(unit: string, time: number): string {
  const name = unit.trim().toLowerCase();
  if (name === 'weekday' || name === 'dw') return formatDatetime(time, 'FMDay');
  const isMonth = name !== 'dayofyear' && name !== 'dy' && parseDateUnit(name) === 'month';
  return isMonth ? formatDatetime(time, 'FMMonth') : String(datePart(name, time));
}

/** `text` with `count` characters from `start` replaced. */
function stuff(text: string, start: number, count: number, replacement: string): string | null {
  if (start < 1 || count < 0 || start > characterCount(text)) return null;
  const rest = sliceCharacters(text, start - 1 + count, Infinity);
  return sliceCharacters(text, 0, start - 1) + replacement + rest;
}

function findFrom(part: string, text: string, start: number): number {
  const skipped = Math.max(start, 1) - 1;
  const place = characterPosition(sliceCharacters(text, skipped, Infinity), part);
  return place === 0 ? 0 : place + skipped;
}

function spaces(count: number): string {
  if (count >= 0) return repeatText(' ', count);
  throw new ExecutionError('INVALID_VALUE', 'a number of spaces must be 0 or more');
}

export const TSQL_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'datepart',
    description: 'A part of a date as an integer: datepart(month, d); Sunday is weekday 1.',
    overloads: [
      {
        args: ['text', 'timestamp'],
        returns: 'integer',
        evaluate: ([unit, at]) => datePart(unit as string, toTime(at as string)),
      },
    ],
  },
  {
    name: 'datename',
    description: 'A part of a date as text, months and weekdays by name: datename(month, d).',
    overloads: [
      {
        args: ['text', 'timestamp'],
        returns: 'text',
        evaluate: ([unit, at]) => dateName(unit as string, toTime(at as string)),
      },
    ],
  },
  {
    name: 'monthname',
    description: 'Name of the month.',
    overloads: [
      {
        args: ['timestamp'],
        returns: 'text',
        evaluate: ([at]) => formatDatetime(toTime(at as string), 'FMMonth'),
      },
    ],
  },
  {
    name: 'dayname',
    description: 'Name of the day of the week.',
    overloads: [
      {
        args: ['timestamp'],
        returns: 'text',
        evaluate: ([at]) => formatDatetime(toTime(at as string), 'FMDay'),
      },
    ],
  },
  {
    name: 'charindex',
    description: 'Where the first text starts in the second (from a position on); 0 if nowhere.',
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'integer',
        evaluate: ([part, text]) => findFrom(part as string, text as string, 1),
      },
      {
        args: ['text', 'text', 'integer'],
        returns: 'integer',
        evaluate: ([part, text, start]) =>
          findFrom(part as string, text as string, start as number),
      },
    ],
  },
  {
    name: 'stuff',
    description: 'So many characters from a position replaced: stuff(text, start, count, new).',
    overloads: [
      {
        args: ['text', 'integer', 'integer', 'text'],
        returns: 'text',
        evaluate: ([text, start, count, replacement]) =>
          stuff(text as string, start as number, count as number, replacement as string),
      },
    ],
  },
  {
    name: 'space',
    description: 'So many spaces.',
    overloads: [
      { args: ['integer'], returns: 'text', evaluate: ([count]) => spaces(count as number) },
    ],
  },
];
