/**
 * PostgreSQL's regular expressions on an engine that takes time linear in the text (RE2): no
 * pattern of a user's can hang. What RE2 lacks (back references, look-around) is refused.
 */
import { RE2JS } from 're2js';
import { ExecutionError, XeroSqlError } from '../../errors.ts';
import { abbreviate } from '../values/abbreviate.ts';

/** A match by offsets (UTF-16): of the whole, then of each group; null for a group without one. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

export interface Regex {
  readonly groupCount: number;
  readonly test: (text: string) => boolean;
  /** All matches from an offset on, none over another. */
  readonly matches: (text: string, from?: number) => Iterable<Match>;
}

/** Longest pattern that is compiled, in characters. */
const MAX_PATTERN = 10_000;
/** Compiled patterns that are kept. */
const MAX_KEPT = 200;

const kept = new Map<string, Regex>();

/**
 * @param options PostgreSQL's letters: i, c, n or m, s, q
 * @throws ExecutionError INVALID_VALUE for a pattern or option that there is not
 */
export function regex(pattern: string, options = ''): Regex {
  const key = `${options}/${pattern}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const compiled = compile(pattern, options);
  kept.set(key, compiled);
  return compiled;
}

function compile(pattern: string, options: string): Regex {
  const { flags, lines, literal } = readOptions(options);
  if (pattern.length > MAX_PATTERN) throw invalid(pattern, `it is longer than ${MAX_PATTERN}`);
  const { source, mixesGreed, isLazy } = literal
    ? { source: RE2JS.quote(pattern), mixesGreed: false, isLazy: false }
    : translate(pattern, lines);
  // PostgreSQL takes the longest match unless the pattern asks for short ones.
  const program = compileSource(pattern, source, isLazy ? flags : flags | RE2JS.LONGEST_MATCH);
  return {
    groupCount: program.groupCount(),
    test: (text) => program.test(text),
    *matches(text, from = 0) {
      if (mixesGreed)
        throw invalid(pattern, 'it mixes short and long repetition, such as *? and *');
      const matcher = program.matcher(text);
      for (let found = matcher.find(from); found; found = matcher.find()) {
        yield {
          start: matcher.start(),
          end: matcher.end(),
          groups: Array.from({ length: program.groupCount() }, (_, index) =>
            matcher.group(index + 1),
          ),
        };
      }
    },
  };
}

function compileSource(pattern: string, source: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(pattern, reason.replace(/^error parsing regexp: /, ''));
  }
}

const invalid = (pattern: string, why: string): XeroSqlError =>
  new ExecutionError('INVALID_VALUE', `${abbreviate(pattern)} is not a pattern that can be used`, {
    hint: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
  });

interface Options {
  readonly flags: number;
  /** `.` and `[^x]` stop at the end of a line, `^` and `$` match there. */
  readonly lines: boolean;
  readonly literal: boolean;
}

function readOptions(options: string): Options {
  let [ignoreCase, lines, literal] = [false, false, false];
  for (const letter of options) {
    if (letter === 'i' || letter === 'c') ignoreCase = letter === 'i';
    else if (letter === 'n' || letter === 'm' || letter === 's') lines = letter !== 's';
    else if (letter === 'q') literal = true;
    else {
      throw new ExecutionError(
        'INVALID_VALUE',
        `${abbreviate(letter)} is not a regular expression option`,
        {
          hint: 'Options are i (ignore case), c (mind it), n (by lines), s (as one line), q (literal) and, to replace all, g.',
        },
      );
    }
  }
  const flags =
    (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (lines ? RE2JS.MULTILINE : RE2JS.DOTALL);
  return { flags, lines, literal };
}

// --------------------------------------------------------------- translation

/** PostgreSQL's classes hold the letters of every language; RE2's own only those of English. */
const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  digit: '0-9',
  xdigit: '0-9A-Fa-f',
  space: '\\t-\\r ',
  blank: '\\t ',
  punct: '!-\\/:-@\\[-`{-~',
  cntrl: '\\x00-\\x1f\\x7f',
};
const WORD = '\\p{L}\\p{N}_';
const SHORTHANDS: Readonly<Record<string, string>> = { d: '0-9', s: '\\t-\\r ', w: WORD };
/** Escapes that mean the same to both. */
const SAME = /[afnrtv]/;
const ANCHORS: Readonly<Record<string, string>> = { A: '\\A', Z: '\\z', y: '\\b', Y: '\\B' };

interface Translation {
  readonly source: string;
  readonly mixesGreed: boolean;
  /** All its repetitions are short ones. */
  readonly isLazy: boolean;
}

function translate(pattern: string, lines: boolean): Translation {
  let source = '';
  let [lazy, greedy] = [0, 0];
  let at = 0;
  if (/^\*\*\*/.test(pattern)) throw invalid(pattern, 'the prefix *** is not supported');
  while (at < pattern.length) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      source += translateEscape(pattern, at);
      at += 2;
    } else if (char === '[') {
      const bracket = translateBracket(pattern, at, lines);
      source += bracket.source;
      at = bracket.end;
    } else {
      const repeat = /[*+?]\??|\{\d+(?:,\d*)?\}\??/y;
      repeat.lastIndex = at;
      const [text = char] = repeat.exec(pattern) ?? [];
      const isRepeat = /[*+?{]/.test(char) && !/\($/.test(source) && text !== '{';
      if (isRepeat && text.length > 1 && text.endsWith('?')) lazy++;
      else if (isRepeat) greedy++;
      source += text;
      at += text.length;
    }
  }
  // Between branches PostgreSQL prefers the longest, whatever the repetition.
  const branches = pattern.includes('|');
  return { source, mixesGreed: lazy > 0 && (greedy > 0 || branches), isLazy: lazy > 0 };
}

function translateEscape(pattern: string, at: number): string {
  const next = pattern.charAt(at + 1);
  if (next === '') throw invalid(pattern, 'it ends with a backslash');
  const shorthand = SHORTHANDS[next.toLowerCase()];
  if (shorthand !== undefined)
    return next === next.toLowerCase() ? `[${shorthand}]` : `[^${shorthand}]`;
  if (Object.hasOwn(ANCHORS, next)) return ANCHORS[next] ?? '';
  if (SAME.test(next)) return `\\${next}`;
  if (next === 'b') return '\\x08';
  if (next === 'B') return '\\\\';
  if (/[1-9]/.test(next)) throw invalid(pattern, 'back references are not supported');
  if (/[A-Za-z0]/.test(next)) throw invalid(pattern, `the escape \\${next} is not supported`);
  return /[\p{L}\p{N}\s]/u.test(next) ? next : `\\${next}`;
}

/** A bracket expression: `[a-z]`, `[^[:space:]]`, `[]x]`. */
function translateBracket(
  pattern: string,
  start: number,
  lines: boolean,
): { readonly source: string; readonly end: number } {
  let at = start + 1;
  const negated = pattern.charAt(at) === '^';
  if (negated) at++;
  let inside = '';
  for (let first = true; first || pattern.charAt(at) !== ']'; first = false) {
    const char = pattern.charAt(at);
    if (char === '') throw invalid(pattern, 'a bracket [ is never closed');
    const named = /\[:(\w+):\]/y;
    named.lastIndex = at;
    const [text, name = ''] = named.exec(pattern) ?? [];
    if (text !== undefined) {
      const set = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
      if (set === undefined) throw invalid(pattern, `there is no class [:${name}:]`);
      inside += set;
      at += text.length;
    } else if (/\[[.=:]/.test(pattern.slice(at, at + 2))) {
      throw invalid(pattern, 'collating elements are not supported');
    } else if (char === '\\') {
      const next = pattern.charAt(at + 1);
      const set = Object.hasOwn(SHORTHANDS, next) ? SHORTHANDS[next] : undefined;
      if (set === undefined && /[DSW]/.test(next)) {
        throw invalid(pattern, `\\${next} cannot stand in brackets`);
      }
      inside += set ?? translateEscape(pattern, at);
      at += 2;
    } else {
      inside += char === '[' || char === ']' ? `\\${char}` : char;
      at++;
    }
  }
  return {
    source: `[${negated ? '^' : ''}${inside}${negated && lines ? '\\n' : ''}]`,
    end: at + 1,
  };
}

// ---------------------------------------------------------------- SIMILAR TO

/**
 * A SIMILAR TO pattern as a regular expression of the whole text: `%` and `_` are wildcards,
 * `| * + ? { } ( ) [ ]` as in one, and all else is itself.
 * @throws ExecutionError INVALID_VALUE
 */
export function similarPattern(pattern: string, escape: string | null): string {
  let source = '';
  let inBracket = false;
  const characters = Array.from(pattern);
  for (let index = 0; index < characters.length; index++) {
    const char = characters[index] ?? '';
    if (escape !== null && char === escape) {
      const next = characters[++index];
      if (next === undefined) throw invalid(pattern, 'it ends with its escape character');
      source += literalCharacter(next);
    } else if (inBracket) {
      inBracket = char !== ']';
      source += char === '\\' ? '\\\\' : char;
    } else if (char === '[') {
      inBracket = true;
      source += char;
    } else if (char === '%') source += '.*';
    else if (char === '_') source += '.';
    else if (char === '(') source += '(?:';
    else source += /[.^$\\]/.test(char) ? `\\${char}` : char;
  }
  return `\\A(?:${source})\\Z`;
}

const literalCharacter = (char: string): string =>
  /[\p{L}\p{N}\s]/u.test(char) ? char : `\\${char}`;
