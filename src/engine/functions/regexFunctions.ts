/** Functions and operators of regular expressions, with PostgreSQL's arguments. */
import { ExecutionError } from '../../errors.ts';
import type { SqlArray, SqlType, SqlValue } from '../values/types.ts';
import { characterCount, sliceCharacters } from './characters.ts';
import type { Evaluate, Overload, ScalarDeclaration } from './declare.ts';
import { type Match, regex, similarPattern } from './regex.ts';

const TEXTS = (count: number): readonly SqlType[] => Array.from({ length: count }, () => 'text');

const overload = (args: readonly SqlType[], returns: SqlType, evaluate: Evaluate): Overload => ({
  args,
  returns,
  evaluate,
});

/** `~5`: PostgreSQL has one sign for both. */
const BITS_INVERTED = overload(['integer'], 'integer', ([value]) => -1 - (value as number));

const matchOperator = (name: string, ignoreCase: boolean, negated: boolean): ScalarDeclaration => ({
  name,
  description: `Whether the text ${negated ? 'does not match' : 'matches'} a regular expression${ignoreCase ? ', without regard to case' : ''}.`,
  overloads: [
    overload(
      TEXTS(2),
      'boolean',
      ([text, pattern]) =>
        regex(pattern as string, ignoreCase ? 'i' : '').test(text as string) !== negated,
    ),
    ...(name === '~' ? [BITS_INVERTED] : []),
  ],
});

/** The offset at which character `start`, from 1, begins. */
function offsetOf(text: string, start: number): number {
  if (start < 1) throw new ExecutionError('INVALID_VALUE', 'the start must be 1 or more');
  return start === 1 ? 0 : sliceCharacters(text, 0, start - 1).length;
}

/** Match number `occurrence`, from 1; null when there are not so many. */
function nth(matches: Iterable<Match>, occurrence: number): Match | null {
  if (occurrence < 1) {
    throw new ExecutionError('INVALID_VALUE', 'the number of the match must be 1 or more');
  }
  let number = 0;
  for (const match of matches) if (++number === occurrence) return match;
  return null;
}

/** What a pattern is searched for: the whole match, or its first group if it has groups. */
function firstGroupOrAll(text: string, pattern: string, options = ''): string | null {
  const compiled = regex(pattern, options);
  const match = nth(compiled.matches(text), 1);
  if (match === null) return null;
  return compiled.groupCount > 0 ? (match.groups[0] ?? null) : text.slice(match.start, match.end);
}

/** The groups of the first match, the whole match if there are none; null where nothing matches. */
function groupsOrAll(text: string, pattern: string, options = ''): SqlArray | null {
  if (options.includes('g')) {
    throw new ExecutionError('INVALID_VALUE', 'regexp_match finds one match: it has no option g', {
      hint: 'Use regexp_substr(text, pattern, start, number) for the others.',
    });
  }
  const match = nth(regex(pattern, options).matches(text), 1);
  if (match === null) return null;
  return match.groups.length > 0 ? match.groups : [text.slice(match.start, match.end)];
}

/** The groups of each match, or the match itself where there are none; of the first without `g`. */
export function groupsOfMatches(
  text: string,
  pattern: string,
  options: string,
): readonly (readonly (string | null)[])[] {
  const matches = regex(pattern, options.replaceAll('g', '')).matches(text);
  const found: (readonly (string | null)[])[] = [];
  for (const { start, end, groups } of matches) {
    found.push(groups.length > 0 ? groups : [text.slice(start, end)]);
    if (!options.includes('g')) break;
  }
  return found;
}

/** What a group of a match holds; the whole match is group 0. */
const groupOf = (text: string, { start, end, groups }: Match, group: number): string | null =>
  group === 0 ? text.slice(start, end) : (groups[group - 1] ?? null);

/** DuckDB's: an empty text where nothing matches. */
const extract = (text: string, pattern: string, group: number, options: string): string => {
  const match = nth(regex(pattern, options).matches(text), 1);
  return match === null ? '' : (groupOf(text, match, group) ?? '');
};

const extractAll = (text: string, pattern: string, group: number): SqlArray =>
  [...regex(pattern, '').matches(text)].map((match) => groupOf(text, match, group));

/**
 * The parts of `text` between matches. As PostgreSQL has it, matches of no length count neither at
 * the ends of the text nor right after another match.
 */
export function splitAt(text: string, pattern: string, options: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of regex(pattern, options).matches(text)) {
    const isEmpty = match.start === match.end;
    if (isEmpty && (match.start === end || match.end === text.length)) continue;
    parts.push(text.slice(end, match.start));
    end = match.end;
  }
  return [...parts, text.slice(end)];
}

/** `\\1` to `\\9` are groups, `\\&` the whole match, `\\\\` a backslash. */
function expand(replacement: string, text: string, match: Match): string {
  return replacement.replace(/\\([1-9&\\])/g, (_, what: string) => {
    if (what === '\\') return what;
    if (what === '&') return text.slice(match.start, match.end);
    return match.groups[Number(what) - 1] ?? '';
  });
}

/** @param which the number of the match to replace, from 1; 0 for all */
function replace(
  text: string,
  pattern: string,
  replacement: string,
  options: string,
  from: number,
  which: number,
): string {
  const parts: string[] = [];
  let [end, number] = [0, 0];
  for (const match of regex(pattern, options).matches(text, from)) {
    number += 1;
    if (which !== 0 && number < which) continue;
    parts.push(text.slice(end, match.start), expand(replacement, text, match));
    end = match.end;
    if (which !== 0) break;
  }
  return parts.join('') + text.slice(end);
}

/** `g` asks for all matches; the other letters are options of the pattern. */
function replaceWithFlags(
  text: string,
  pattern: string,
  replacement: string,
  flags: string,
): string {
  const which = flags.includes('g') ? 0 : 1;
  return replace(text, pattern, replacement, flags.replaceAll('g', ''), 0, which);
}

function count(text: string, pattern: string, start: number, options: string): number {
  return [...regex(pattern, options).matches(text, offsetOf(text, start))].length;
}

interface Search {
  readonly text: string;
  readonly pattern: string;
  readonly start: number;
  readonly occurrence: number;
  readonly options: string;
}

function search({ text, pattern, start, occurrence, options }: Search): Match | null {
  return nth(regex(pattern, options).matches(text, offsetOf(text, start)), occurrence);
}

function substring(args: Search, group: number): string | null {
  const match = search(args);
  if (match === null) return null;
  return group === 0 ? args.text.slice(match.start, match.end) : (match.groups[group - 1] ?? null);
}

function position(args: Search): number {
  const match = search(args);
  return match === null ? 0 : characterCount(args.text.slice(0, match.start)) + 1;
}

const searchOf = ([
  text,
  pattern,
  start = 1,
  occurrence = 1,
  options = '',
]: readonly SqlValue[]): Search => ({
  text: text as string,
  pattern: pattern as string,
  start: start as number,
  occurrence: occurrence as number,
  options: options as string,
});

const text = (value: SqlValue | undefined): string => (value ?? '') as string;

export const REGEX_FUNCTIONS: readonly ScalarDeclaration[] = [
  matchOperator('~', false, false),
  matchOperator('~*', true, false),
  matchOperator('!~', false, true),
  matchOperator('!~*', true, true),
  {
    name: 'similar_to',
    description: 'Whether the whole text matches, as text SIMILAR TO pattern.',
    overloads: [
      overload(TEXTS(2), 'boolean', ([value, pattern]) =>
        regex(similarPattern(text(pattern), '\\')).test(text(value)),
      ),
      overload(TEXTS(3), 'boolean', ([value, pattern, escape]) =>
        regex(similarPattern(text(pattern), text(escape) === '' ? null : text(escape))).test(
          text(value),
        ),
      ),
    ],
  },
  {
    name: 'regexp_like',
    description: 'Whether the text matches a regular expression (with options).',
    overloads: [
      overload(TEXTS(2), 'boolean', ([value, pattern]) => regex(text(pattern)).test(text(value))),
      overload(TEXTS(3), 'boolean', ([value, pattern, options]) =>
        regex(text(pattern), text(options)).test(text(value)),
      ),
    ],
  },
  {
    name: 'regexp_replace',
    description:
      'The first match replaced, all with the flag g; \\1 to \\9 in the replacement are groups, \\& the match.',
    overloads: [
      overload(TEXTS(3), 'text', ([value, pattern, to]) =>
        replaceWithFlags(text(value), text(pattern), text(to), ''),
      ),
      overload(TEXTS(4), 'text', ([value, pattern, to, flags]) =>
        replaceWithFlags(text(value), text(pattern), text(to), text(flags)),
      ),
      overload(['text', 'text', 'text', 'integer'], 'text', ([value, pattern, to, start]) =>
        replace(
          text(value),
          text(pattern),
          text(to),
          '',
          offsetOf(text(value), start as number),
          1,
        ),
      ),
      overload(
        ['text', 'text', 'text', 'integer', 'integer'],
        'text',
        ([value, pattern, to, start, which]) =>
          replace(
            text(value),
            text(pattern),
            text(to),
            '',
            offsetOf(text(value), start as number),
            which as number,
          ),
      ),
    ],
  },
  {
    name: 'regexp_count',
    description: 'Number of matches (from a position; with options).',
    overloads: [
      overload(TEXTS(2), 'integer', ([value, pattern]) => count(text(value), text(pattern), 1, '')),
      overload(['text', 'text', 'integer'], 'integer', ([value, pattern, start]) =>
        count(text(value), text(pattern), start as number, ''),
      ),
      overload(['text', 'text', 'integer', 'text'], 'integer', ([value, pattern, start, options]) =>
        count(text(value), text(pattern), start as number, text(options)),
      ),
    ],
  },
  {
    name: 'regexp_substr',
    description:
      'The part of the text that matches: regexp_substr(text, pattern, start, number, options, group).',
    overloads: [
      overload(TEXTS(2), 'text', (args) => substring(searchOf(args), 0)),
      overload(['text', 'text', 'integer'], 'text', (args) => substring(searchOf(args), 0)),
      overload(['text', 'text', 'integer', 'integer'], 'text', (args) =>
        substring(searchOf(args), 0),
      ),
      overload(['text', 'text', 'integer', 'integer', 'text'], 'text', (args) =>
        substring(searchOf(args), 0),
      ),
      overload(['text', 'text', 'integer', 'integer', 'text', 'integer'], 'text', (args) =>
        substring(searchOf(args), args[5] as number),
      ),
    ],
  },
  {
    name: 'regexp_instr',
    description:
      'Where the text matches, from 1; 0 if nowhere: regexp_instr(text, pattern, start, number).',
    overloads: [
      overload(TEXTS(2), 'integer', (args) => position(searchOf(args))),
      overload(['text', 'text', 'integer'], 'integer', (args) => position(searchOf(args))),
      overload(['text', 'text', 'integer', 'integer'], 'integer', (args) =>
        position(searchOf(args)),
      ),
    ],
  },
  {
    name: 'regexp_extract',
    description: 'The first match, or a group of it; an empty text where nothing matches.',
    overloads: [
      overload(TEXTS(2), 'text', ([value, pattern]) => extract(text(value), text(pattern), 0, '')),
      overload(['text', 'text', 'integer'], 'text', ([value, pattern, group]) =>
        extract(text(value), text(pattern), group as number, ''),
      ),
      overload(['text', 'text', 'integer', 'text'], 'text', ([value, pattern, group, options]) =>
        extract(text(value), text(pattern), group as number, text(options)),
      ),
    ],
  },
  {
    name: 'regexp_extract_all',
    description: 'An array of all matches, or of a group of each.',
    overloads: [
      overload(TEXTS(2), 'text[]', ([value, pattern]) => extractAll(text(value), text(pattern), 0)),
      overload(['text', 'text', 'integer'], 'text[]', ([value, pattern, group]) =>
        extractAll(text(value), text(pattern), group as number),
      ),
    ],
  },
  {
    name: 'regexp_full_match',
    description: 'Whether the whole text matches a regular expression.',
    overloads: [
      overload(TEXTS(2), 'boolean', ([value, pattern]) =>
        regex(`^(?:${text(pattern)})$`).test(text(value)),
      ),
    ],
  },
  {
    name: 'regexp_match',
    description:
      'An array of the groups of the first match, or of the whole match if the pattern has no groups.',
    overloads: [
      overload(TEXTS(2), 'text[]', ([value, pattern]) => groupsOrAll(text(value), text(pattern))),
      overload(TEXTS(3), 'text[]', ([value, pattern, options]) =>
        groupsOrAll(text(value), text(pattern), text(options)),
      ),
    ],
  },
];

/** `substring(text FROM pattern)`. */
export const SUBSTRING_BY_PATTERN: Overload = overload(TEXTS(2), 'text', ([value, pattern]) =>
  firstGroupOrAll(text(value), text(pattern)),
);
