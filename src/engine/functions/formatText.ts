/** format() and what it quotes with; numbers out of formatted texts. */
import { ExecutionError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';
import { keyOf } from '../values/compare.ts';
import { Decimal } from '../values/decimal.ts';
import type { SqlValue } from '../values/types.ts';
import { VALUE_TYPES, type ScalarDeclaration } from './declare.ts';

const SPECIFIER = /%(?:(%)|(?:(\d+)\$)?(-)?(\d+)?([sIL])|([^]?))/g;

/** As PostgreSQL: a backslash makes the string one of the form E'…'. */
function quoteLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

const quoteName = (text: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;

function shown(value: string | null, kind: string): string {
  if (kind === 's') return value ?? '';
  if (kind === 'L') return value === null ? 'NULL' : quoteLiteral(value);
  if (value !== null) return quoteName(value);
  throw new ExecutionError('INVALID_VALUE', 'NULL cannot be a name: %I takes a text');
}

/** `format('%s has %s', …)`: %s a value, %I a name, %L a literal; %2$s its place, %-10s its width. */
function format(template: string, values: readonly (string | null)[]): string {
  let next = 0;
  return template.replace(
    SPECIFIER,
    (
      whole: string,
      percent: string | undefined,
      place: string | undefined,
      left: string | undefined,
      width: string | undefined,
      kind: string | undefined,
    ) => {
      if (percent !== undefined) return '%';
      if (kind === undefined) {
        throw new ExecutionError('INVALID_VALUE', `${abbreviate(whole)} is no part of a template`, {
          hint: 'There are %s, %I, %L and %%.',
        });
      }
      next = place === undefined ? next + 1 : Number(place);
      const value = values[next - 1];
      if (value === undefined) {
        throw new ExecutionError('INVALID_VALUE', 'format has too few arguments for its template');
      }
      const text = shown(value, kind);
      const padding = ' '.repeat(Math.max(0, Number(width ?? 0) - [...text].length));
      return left === undefined ? padding + text : text + padding;
    },
  );
}

/** What a template of to_number may hold besides places for digits. */
const NUMBER_TEMPLATE = /^(?:FM)?[09.,DGSMIPRL$ ]+$/i;

/**
 * `to_number('12,454.8-', '99G999D9S')`: digits are read, groups and currency are passed over.
 * @throws ExecutionError INVALID_VALUE for a text with more digits than the template has places for
 */
function numberIn(text: string, template: string): Decimal {
  if (!NUMBER_TEMPLATE.test(template) || !/[09]/.test(template)) {
    throw new ExecutionError(
      'INVALID_VALUE',
      `${abbreviate(template)} is no template of a number`,
      {
        hint: "Write it as '9,999,999.99'.",
      },
    );
  }
  const [whole = '', fraction = ''] = template
    .split(/[.D]/i)
    .map((part) => part.replace(/[^09]/g, ''));
  const match = /^\s*([-+<]?)\s*(?:[^\d.+<-]*)([\d, ]*)(?:\.(\d*))?\s*([-+>]?)\s*$/.exec(text);
  const digits = match?.[2]?.replace(/[, ]/g, '') ?? '';
  const decimals = match?.[3] ?? '';
  const fits = digits.length <= whole.length && decimals.length <= fraction.length;
  if (match === null || digits + decimals === '' || !fits) {
    throw new ExecutionError(
      'INVALID_VALUE',
      `${abbreviate(text)} is not of the form ${abbreviate(template)}`,
    );
  }
  const value = Decimal.parse(`${digits === '' ? '0' : digits}.${decimals}0`).round(
    decimals.length,
  );
  const negative = [match[1], match[4]].some((sign) => sign === '-' || sign === '<');
  return negative ? value.negate() : value;
}

const texts = (args: readonly SqlValue[]): readonly (string | null)[] =>
  args as readonly (string | null)[];

export const FORMAT_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'format',
    description:
      'A template filled with values: %s is a value, %I a name and %L a literal in SQL; %2$s says which, %-10s how wide.',
    strict: false,
    overloads: [
      {
        args: ['text'],
        returns: 'text',
        evaluate: ([template = null]) =>
          template === null ? null : format(template as string, []),
      },
      {
        args: ['text', 'text'],
        variadic: true,
        anyAsText: true,
        returns: 'text',
        evaluate: ([template = null, ...values]) =>
          template === null ? null : format(template as string, texts(values)),
      },
    ],
  },
  {
    name: 'quote_literal',
    description: 'The value as a literal in SQL.',
    overloads: [
      {
        args: ['text'],
        anyAsText: true,
        returns: 'text',
        evaluate: ([text]) => quoteLiteral(text as string),
      },
    ],
  },
  {
    name: 'quote_ident',
    description: 'The text as a name in SQL, in quotes where it needs them.',
    overloads: [
      { args: ['text'], returns: 'text', evaluate: ([text]) => quoteName(text as string) },
    ],
  },
  {
    name: 'to_number',
    description: "The number in a text of a form: to_number('1,234.50', '9,999.99').",
    overloads: [
      {
        args: ['text', 'text'],
        returns: 'decimal',
        evaluate: ([text, template]) => numberIn(text as string, template as string),
      },
    ],
  },
  {
    name: 'distinct_text',
    description: 'A text that is the same for equal values and for no others.',
    overloads: VALUE_TYPES.map((type) => {
      const key = keyOf(type);
      return { args: [type], returns: 'text', evaluate: ([value = null]) => key(value) };
    }),
  },
  {
    name: 'pg_typeof',
    aliases: ['typeof'],
    description: 'The name of the type of a value.',
    strict: false,
    overloads: VALUE_TYPES.map((type) => ({
      args: [type],
      returns: 'text',
      evaluate: () => type,
    })),
  },
];
