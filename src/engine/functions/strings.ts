/** Text functions. Positions and lengths count characters (code points), from 1. */
import { createHash } from 'node:crypto';
import { ExecutionError } from '../../errors.ts';
import type { SqlType, SqlValue } from '../values/types.ts';
import {
  characterCount,
  characterPosition,
  filler,
  repeatText,
  sliceCharacters,
  toLower,
  toUpper,
} from './characters.ts';
import type { Evaluate, Overload, ScalarDeclaration } from './declare.ts';
import { SUBSTRING_BY_PATTERN } from './regexFunctions.ts';

const overload = (args: readonly SqlType[], returns: SqlType, evaluate: Evaluate): Overload => ({
  args,
  returns,
  evaluate,
});

/** text → text. */
const mapping = (map: (text: string) => string): readonly Overload[] => [
  overload(['text'], 'text', ([text]) => map(text as string)),
];

/** (text, integer) → text. */
const sized = (map: (text: string, count: number) => string): readonly Overload[] => [
  overload(['text', 'integer'], 'text', ([text, count]) => map(text as string, count as number)),
];

/** (text [, characters]) → text. */
const trimming = (leading: boolean, trailing: boolean): readonly Overload[] => [
  overload(['text'], 'text', ([text]) => trim(text as string, ' ', leading, trailing)),
  overload(['text', 'text'], 'text', ([text, set]) =>
    trim(text as string, set as string, leading, trailing),
  ),
];

function trim(text: string, set: string, leading: boolean, trailing: boolean): string {
  const unwanted = new Set(set);
  const characters = Array.from(text);
  let [start, end] = [0, characters.length];
  while (leading && start < end && unwanted.has(characters[start] ?? '')) start++;
  while (trailing && end > start && unwanted.has(characters[end - 1] ?? '')) end--;
  return characters.slice(start, end).join('');
}

function substring(text: string, from: number, count: number): string {
  if (count < 0) throw new ExecutionError('INVALID_VALUE', 'negative substring length');
  const start = Math.max(from - 1, 0);
  return sliceCharacters(text, start, Math.max(from - 1 + count, start));
}

/** The first `count` characters; negative: all but the last. */
function left(text: string, count: number): string {
  return sliceCharacters(text, 0, count >= 0 ? count : Math.max(characterCount(text) + count, 0));
}

/** The last `count` characters; negative: all but the first. */
function right(text: string, count: number): string {
  const start = count >= 0 ? Math.max(characterCount(text) - count, 0) : -count;
  return sliceCharacters(text, start, Infinity);
}

/** `text` cut or filled to `length` characters. */
function pad(text: string, length: number, fill: string, side: 'left' | 'right'): string {
  const missing = length - characterCount(text);
  if (missing <= 0) return sliceCharacters(text, 0, Math.max(length, 0));
  const padding = filler(fill, missing);
  return side === 'left' ? padding + text : text + padding;
}

const padding = (side: 'left' | 'right'): readonly Overload[] => [
  overload(['text', 'integer'], 'text', ([text, length]) =>
    pad(text as string, length as number, ' ', side),
  ),
  overload(['text', 'integer', 'text'], 'text', ([text, length, fill]) =>
    pad(text as string, length as number, fill as string, side),
  ),
];

/** Field `index` from 1, negative from the end; empty when there is none. */
function splitPart(text: string, delimiter: string, index: number): string {
  if (index === 0) throw new ExecutionError('INVALID_VALUE', 'the field position must not be zero');
  const parts = delimiter === '' ? [text] : text.split(delimiter);
  return (index > 0 ? parts[index - 1] : parts.at(index)) ?? '';
}

function initialCapitals(text: string): string {
  return toLower(text).replace(
    /[\p{L}\p{N}]+/gu,
    (word) => toUpper(left(word, 1)) + sliceCharacters(word, 1, Infinity),
  );
}

/** Each character of `from` becomes the one at its place in `to`, or goes. */
function translate(text: string, from: string, to: string): string {
  const targets = Array.from(to);
  const map = new Map<string, string>();
  Array.from(from).forEach((character, index) => {
    if (!map.has(character)) map.set(character, targets[index] ?? '');
  });
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}

function character(code: number): string {
  if (code >= 1 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) {
    return String.fromCodePoint(code);
  }
  throw new ExecutionError('OUT_OF_RANGE', `${code} is not the code of a character`);
}

/** Beyond, the time that comparing takes is felt. */
const MAX_COMPARED = 1000;

function editDistance(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  if (Math.max(from.length, to.length) > MAX_COMPARED) {
    throw new ExecutionError('OUT_OF_RANGE', `levenshtein takes up to ${MAX_COMPARED} characters`);
  }
  let before = Array.from({ length: to.length + 1 }, (_, place) => place);
  from.forEach((character, row) => {
    const line = [row + 1];
    to.forEach((other, place) => {
      const replaced = (before[place] ?? 0) + (character === other ? 0 : 1);
      line.push(Math.min(replaced, (before[place + 1] ?? 0) + 1, (line[place] ?? 0) + 1));
    });
    before = line;
  });
  return before[to.length] ?? 0;
}

/** The arguments that are not NULL. */
function textsOf(args: readonly SqlValue[]): readonly string[] {
  return args.filter((arg): arg is string => typeof arg === 'string');
}

/** `count` characters from `start` on replaced, as many as the new text has unless said. */
function overlay(text: string, other: string, start: number, count: number): string {
  if (start < 1) throw new ExecutionError('INVALID_VALUE', 'negative substring length');
  const size = characterCount(text);
  return (
    sliceCharacters(text, 0, start - 1) +
    other +
    sliceCharacters(text, Math.max(start - 1 + count, 0), size)
  );
}

export const STRING_FUNCTIONS: readonly ScalarDeclaration[] = [
  {
    name: 'overlay',
    description: 'A part replaced: OVERLAY(text PLACING other FROM start FOR count).',
    overloads: [
      overload(['text', 'text', 'integer'], 'text', ([text, other, start]) =>
        overlay(text as string, other as string, start as number, characterCount(other as string)),
      ),
      overload(['text', 'text', 'integer', 'integer'], 'text', ([text, other, start, count]) =>
        overlay(text as string, other as string, start as number, count as number),
      ),
    ],
  },
  {
    name: 'octet_length',
    description: 'Number of bytes in UTF-8.',
    overloads: [
      overload(['text'], 'integer', ([text]) => Buffer.byteLength(text as string, 'utf8')),
    ],
  },
  {
    name: 'bit_length',
    description: 'Number of bits in UTF-8.',
    overloads: [
      overload(['text'], 'integer', ([text]) => Buffer.byteLength(text as string, 'utf8') * 8),
    ],
  },
  {
    name: 'length',
    aliases: ['char_length', 'character_length', 'len'],
    description: 'Number of characters.',
    overloads: [overload(['text'], 'integer', ([text]) => characterCount(text as string))],
  },
  { name: 'lower', aliases: ['lcase'], description: 'Lower case.', overloads: mapping(toLower) },
  { name: 'upper', aliases: ['ucase'], description: 'Upper case.', overloads: mapping(toUpper) },
  {
    name: 'initcap',
    description: 'First letter of each word in upper case, the rest in lower case.',
    overloads: mapping(initialCapitals),
  },
  {
    name: 'trim',
    aliases: ['btrim'],
    description: 'Without spaces (or the given characters) at both ends.',
    overloads: trimming(true, true),
  },
  {
    name: 'ltrim',
    description: 'Without spaces (or the given characters) at the start.',
    overloads: trimming(true, false),
  },
  {
    name: 'rtrim',
    description: 'Without spaces (or the given characters) at the end.',
    overloads: trimming(false, true),
  },
  {
    name: 'substring',
    aliases: ['substr', 'mid'],
    description: 'Characters from a position, all or so many.',
    overloads: [
      overload(['text', 'integer'], 'text', ([text, from]) =>
        sliceCharacters(text as string, Math.max((from as number) - 1, 0), Infinity),
      ),
      overload(['text', 'integer', 'integer'], 'text', ([text, from, count]) =>
        substring(text as string, from as number, count as number),
      ),
      SUBSTRING_BY_PATTERN,
    ],
  },
  {
    name: 'left',
    description: 'The first characters; a negative count leaves out the last.',
    overloads: sized(left),
  },
  {
    name: 'right',
    description: 'The last characters; a negative count leaves out the first.',
    overloads: sized(right),
  },
  {
    name: 'repeat',
    aliases: ['replicate'],
    description: 'The text so many times.',
    overloads: sized(repeatText),
  },
  {
    name: 'replace',
    description: 'Every occurrence of the second text replaced by the third.',
    overloads: [
      overload(['text', 'text', 'text'], 'text', ([text, from, to]) =>
        from === '' ? (text as string) : (text as string).split(from as string).join(to as string),
      ),
    ],
  },
  {
    name: 'translate',
    description: 'Characters of the second text replaced by those of the third.',
    overloads: [
      overload(['text', 'text', 'text'], 'text', ([text, from, to]) =>
        translate(text as string, from as string, to as string),
      ),
    ],
  },
  {
    name: 'position',
    description: 'Where the first text starts in the second; 0 if nowhere.',
    overloads: [
      overload(['text', 'text'], 'integer', ([part, text]) =>
        characterPosition(text as string, part as string),
      ),
    ],
  },
  {
    name: 'strpos',
    aliases: ['instr'],
    description: 'Where the second text starts in the first; 0 if nowhere.',
    overloads: [
      overload(['text', 'text'], 'integer', ([text, part]) =>
        characterPosition(text as string, part as string),
      ),
    ],
  },
  {
    name: 'starts_with',
    aliases: ['prefix'],
    description: 'Whether the first text begins with the second.',
    overloads: [
      overload(['text', 'text'], 'boolean', ([text, start]) =>
        (text as string).startsWith(start as string),
      ),
    ],
  },
  {
    name: 'ends_with',
    aliases: ['suffix'],
    description: 'Whether the first text ends with the second.',
    overloads: [
      overload(['text', 'text'], 'boolean', ([text, end]) =>
        (text as string).endsWith(end as string),
      ),
    ],
  },
  {
    name: 'contains',
    description: 'Whether the second text is a part of the first.',
    overloads: [
      overload(['text', 'text'], 'boolean', ([text, part]) =>
        (text as string).includes(part as string),
      ),
    ],
  },
  {
    name: 'levenshtein',
    aliases: ['editdist3'],
    description: 'How many characters must change, come or go to make one text of the other.',
    overloads: [
      overload(['text', 'text'], 'integer', ([a, b]) => editDistance(a as string, b as string)),
    ],
  },
  {
    name: 'strip_accents',
    description: 'The text without accents.',
    overloads: mapping((text) => text.normalize('NFD').replace(/\p{Mn}/gu, '')),
  },
  {
    name: 'concat',
    description: 'All values as text, one after the other; NULL counts as empty.',
    strict: false,
    overloads: [
      {
        args: ['text'],
        variadic: true,
        anyAsText: true,
        returns: 'text',
        evaluate: (args) => textsOf(args).join(''),
      },
    ],
  },
  {
    name: 'concat_ws',
    description: 'All values but NULLs as text, with the first between them.',
    strict: false,
    overloads: [
      {
        args: ['text', 'text'],
        variadic: true,
        anyAsText: true,
        returns: 'text',
        evaluate: ([separator = null, ...args]) =>
          separator === null ? null : textsOf(args).join(separator as string),
      },
    ],
  },
  {
    name: 'lpad',
    description: 'Filled at the start (with spaces or the given text), or cut, to a length.',
    overloads: padding('left'),
  },
  {
    name: 'rpad',
    description: 'Filled at the end (with spaces or the given text), or cut, to a length.',
    overloads: padding('right'),
  },
  {
    name: 'reverse',
    description: 'Characters in reverse order.',
    overloads: mapping((text) => Array.from(text).reverse().join('')),
  },
  {
    name: 'split_part',
    description: 'A field (from 1, negative from the end) of a text split at a delimiter.',
    overloads: [
      overload(['text', 'text', 'integer'], 'text', ([text, delimiter, index]) =>
        splitPart(text as string, delimiter as string, index as number),
      ),
    ],
  },
  {
    name: 'ascii',
    aliases: ['unicode', 'ord'],
    description: 'Code of the first character; 0 for an empty text.',
    overloads: [overload(['text'], 'integer', ([text]) => (text as string).codePointAt(0) ?? 0)],
  },
  {
    name: 'chr',
    description: 'The character with a code.',
    overloads: [overload(['integer'], 'text', ([code]) => character(code as number))],
  },
  {
    name: 'md5',
    description: 'MD5 hash of the UTF-8 text, in hexadecimal.',
    overloads: mapping((text) => createHash('md5').update(text, 'utf8').digest('hex')),
  },
];
