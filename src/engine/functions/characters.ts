/** Text by characters (code points), where JavaScript counts UTF-16 units. */
import { ExecutionError } from '../../errors.ts';

/** Longest text that a function may build, in characters. */
const MAX_LENGTH = 10_000_000;

const SURROGATE = /[\ud800-\udfff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Number of characters. */
export function characterCount(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}

/** Characters `start` (from 0) up to `end`, both within or beyond the text; never negative. */
export function sliceCharacters(text: string, start: number, end: number): string {
  if (!SURROGATE.test(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}

/** Position from 1 of the first `part` in `text`; 0 when there is none. */
export function characterPosition(text: string, part: string): number {
  const index = text.indexOf(part);
  return index < 0 ? 0 : characterCount(text.slice(0, index)) + 1;
}

/** `text` over and over. @throws ExecutionError OUT_OF_RANGE above ten million characters. */
export function repeatText(text: string, times: number): string {
  if (times <= 0) return '';
  if (text.length * times > MAX_LENGTH) {
    throw new ExecutionError('OUT_OF_RANGE', `a text may have at most ${MAX_LENGTH} characters`);
  }
  return text.repeat(times);
}

/** As many characters as `length`, from `fill` over and over. */
export function filler(fill: string, length: number): string {
  if (fill === '' || length <= 0) return '';
  return sliceCharacters(repeatText(fill, Math.ceil(length / characterCount(fill))), 0, length);
}

/**
 * Upper case by Unicode's one-to-one mapping, in no language's special way: `ß` stays `ß`.
 */
export function toUpper(text: string): string {
  return mapCharacters(text, (character) => character.toUpperCase());
}

/** Lower case, as `toUpper`. */
export function toLower(text: string): string {
  return mapCharacters(text, (character) =>
    character === DOTTED_CAPITAL_I ? 'i' : character.toLowerCase(),
  );
}

/** The one letter whose one-to-one lower case JavaScript does not know: it makes two of it. */
const DOTTED_CAPITAL_I = '\u0130';

const ASCII = /^[\0-\x7f]*$/;

function mapCharacters(text: string, map: (character: string) => string): string {
  if (ASCII.test(text)) return map(text);
  let mapped = '';
  for (const character of text) {
    const other = map(character);
    mapped += characterCount(other) === 1 ? other : character;
  }
  return mapped;
}
