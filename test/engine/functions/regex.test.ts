/** Regular expressions as PostgreSQL has them; the answers are those its documentation gives. */
import { describe, expect, test } from 'vitest';
import { XeroSqlError } from '../../../src/errors.ts';
import { regex, similarPattern } from '../../../src/engine/functions/regex.ts';

const found = (pattern: string, text: string, options = ''): readonly string[] =>
  Array.from(regex(pattern, options).matches(text), ({ start, end }) => text.slice(start, end));

describe('matches', () => {
  test.each([
    ['foo|foobar', 'foobar', ['foobar'], 'the longest branch'],
    ['a+', 'caaat aa', ['aaa', 'aa'], 'as much as there is'],
    ['a+?', 'aa', ['a', 'a'], 'as little as there is'],
    ['.', 'a\n', ['a', '\n'], 'a line end is a character'],
    ['^b', 'a\nb', [], 'a line is no beginning'],
    ['\\w+', 'Zoë 9_', ['Zoë', '9_'], 'letters of every language'],
    ['[[:alpha:]]+', 'Zoë9', ['Zoë'], 'classes in brackets'],
    ['[^[:space:]]+', 'a b', ['a', 'b'], 'negated classes'],
    ['[]x]+', 'a]x[', [']x'], 'a bracket first in brackets'],
    ['[a[]+', 'b[a', ['[a'], 'an opening bracket in brackets'],
    ['\\.\\$', 'a.$', ['.$'], 'escapes'],
    ['\\yis\\y', 'this is', ['is'], 'edges of words'],
    ['a{2,3}', 'aaaaa', ['aaa', 'aa'], 'counted repetition'],
  ])('%j in %j', (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });

  test('options', () => {
    expect(found('B', 'ab', 'i')).toEqual(['b']);
    expect(found('^b', 'a\nb', 'n')).toEqual(['b']);
    expect(found('[^x]+', 'a\nb', 'n')).toEqual(['a', 'b']);
    expect(found('a.', 'aba.', 'q')).toEqual(['a.']);
  });

  test('take time linear in the text where others would not end', () => {
    expect(regex('(a+)+$').test(`${'a'.repeat(5000)}b`)).toBe(false);
    expect(regex('(x+x+)+y').test('x'.repeat(5000))).toBe(false);
  });
});

test.each([
  ['(a', 'missing closing'],
  ['a**', 'repetition'],
  ['(a)\\1', 'back references'],
  ['a(?=b)', ''],
  ['\\ma', 'the escape \\m'],
  ['[[=a=]]', 'collating'],
  ['[[:nope:]]', 'no class'],
  ['[a', 'never closed'],
  ['a\\', 'backslash'],
])('%j is refused', (pattern, reason) => {
  const failure = (): unknown => regex(pattern);
  expect(failure).toThrow(XeroSqlError);
  try {
    failure();
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_VALUE' });
    expect((error as XeroSqlError).hint?.toLowerCase()).toContain(reason.toLowerCase());
  }
});

test('a pattern that mixes short and long repetition tests, but is not searched with', () => {
  expect(regex('Y*?([0-9]{1,3})').test('XY1234Z')).toBe(true);
  expect(() => found('Y*?([0-9]{1,3})', 'XY1234Z')).toThrow(/cannot|can be used/);
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'a', false],
  ['abc', '%(b|d)%', true],
  ['abc', '(b|c)%', false],
  ['a.c', 'a.c', true],
  ['abc', 'a.c', false],
  ['a%c', 'a\\%c', true],
  ['abc', 'a\\%c', false],
  ['abc', '_{3}', true],
  ['2026', '[0-9]+', true],
])('%j SIMILAR TO %j is %j', (text, pattern, matches) => {
  expect(regex(similarPattern(pattern, '\\')).test(text)).toBe(matches);
});
