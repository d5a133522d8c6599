/**
 * LIKE and ILIKE by our own matcher: no regular expression is made of a pattern, and matching
 * takes time in proportion to text × pattern at worst.
 */
import { ExecutionError } from '../../errors.ts';
import { toLower } from '../functions/characters.ts';
import type { Expr } from '../rel/rel.ts';
import { abbreviate } from '../values/abbreviate.ts';
import type { Compile, Evaluator } from './environment.ts';

export type Matcher = (text: string) => boolean;

/** A character of a segment: itself, or null for `_`. */
type Segment = readonly (string | null)[];

/**
 * The test whether a whole text matches a LIKE pattern; `_` is one character (code point), `%`
 * any number of them.
 * @param escape the one character that makes the next one literal; '' for none
 * @throws ExecutionError INVALID_VALUE when the pattern ends in the escape character or `escape`
 * is longer than a character.
 */
export function compileLike(pattern: string, escape: string, caseInsensitive: boolean): Matcher {
  const fold = caseInsensitive ? toLower : (text: string): string => text;
  const segments = parsePattern(pattern, escape, fold);
  const plain = segments.every((segment) => !segment.includes(null));
  const matches = plain
    ? matchTexts(segments.map((segment) => segment.join('')))
    : matchCharacters(segments);
  return caseInsensitive ? (text) => matches(fold(text)) : matches;
}

/** What stands between the `%` signs. */
function parsePattern(
  pattern: string,
  escape: string,
  fold: (text: string) => string,
): readonly Segment[] {
  if (Array.from(escape).length > 1) {
    throw new ExecutionError('INVALID_VALUE', `${abbreviate(escape)} is not one escape character`);
  }
  const segments: (string | null)[][] = [[]];
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === escape) escaped = true;
    else if (!escaped && character === '%') segments.push([]);
    else {
      segments.at(-1)?.push(!escaped && character === '_' ? null : fold(character));
      escaped = false;
    }
  }
  if (!escaped) return segments;
  throw new ExecutionError(
    'INVALID_VALUE',
    'a LIKE pattern must not end with its escape character',
    {
      hint: "Double the backslash, or write ESCAPE ''.",
    },
  );
}

/** Segments without `_`: text search. Each one is taken as early as it occurs. */
function matchTexts(segments: readonly string[]): Matcher {
  const [first = '', ...rest] = segments;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const segment of rest) {
      const at = text.indexOf(segment, from);
      if (at < 0) return false;
      from = at + segment.length;
    }
    return from <= text.length - last.length;
  };
}

function matchCharacters(segments: readonly Segment[]): Matcher {
  const [first = [], ...rest] = segments;
  const last = rest.pop();
  return (text) => {
    const characters = Array.from(text);
    if (!fits(characters, 0, first)) return false;
    if (last === undefined) return characters.length === first.length;
    let from = first.length;
    for (const segment of rest) {
      const at = find(characters, from, segment);
      if (at < 0) return false;
      from = at + segment.length;
    }
    const end = characters.length - last.length;
    return from <= end && fits(characters, end, last);
  };
}

function find(characters: readonly string[], from: number, segment: Segment): number {
  for (let at = from; at + segment.length <= characters.length; at++) {
    if (fits(characters, at, segment)) return at;
  }
  return -1;
}

function fits(characters: readonly string[], at: number, segment: Segment): boolean {
  if (at + segment.length > characters.length) return false;
  return segment.every((wanted, index) => wanted === null || wanted === characters[at + index]);
}

export function compileLikeExpr(
  expr: Extract<Expr, { readonly kind: 'like' }>,
  recurse: Compile,
): Evaluator {
  const [arg, pattern] = [recurse(expr.arg), recurse(expr.pattern)];
  const escape = expr.escape === null ? (): string => '' : recurse(expr.escape);
  const matcherOf = latest((p, e) => compileLike(p, e, expr.caseInsensitive));
  return (row) => {
    const [text, like, mark] = [arg(row), pattern(row), escape(row)];
    if (text === null || like === null || mark === null) return null;
    return matcherOf(like as string, mark as string)(text as string) !== expr.negated;
  };
}

/** Keeps the matcher of the last pattern: it is usually the same for all rows. */
function latest(
  make: (pattern: string, escape: string) => Matcher,
): (pattern: string, escape: string) => Matcher {
  let kept: { pattern: string; escape: string; matcher: Matcher } | null = null;
  return (pattern, escape) => {
    if (kept?.pattern !== pattern || kept.escape !== escape) {
      kept = { pattern, escape, matcher: make(pattern, escape) };
    }
    return kept.matcher;
  };
}
