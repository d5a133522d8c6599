import { describe, expect, it } from 'vitest';
import { tokenize, type Token } from '../../../src/engine/lex/index.ts';

function show(token: Token): string {
  switch (token.kind) {
    case 'quotedName':
      return `name:${token.name}`;
    case 'string':
      return `string:${token.value}`;
    case 'parameter':
      return `parameter:${token.key}`;
    case 'word':
    case 'number':
    case 'symbol':
      return `${token.kind}:${token.text}`;
  }
}

const tokens = (sql: string): readonly string[] => tokenize(sql).map(show);

describe('tokenize', () => {
  it.each([
    ['SELECT a_1, Größe', ['word:SELECT', 'word:a_1', 'symbol:,', 'word:Größe']],
    ['"a""b" [c]]d] `e``f`', ['name:a"b', 'name:c]d', 'name:e`f']],
    ["'it''s' '' '\\'", ["string:it's", 'string:', 'string:\\']],
    ["'--' \"/*\" '?'", ['string:--', 'name:/*', 'string:?']],
    [
      '1 0.10 .5 5. 1e3 1.5E-7',
      ['number:1', 'number:0.10', 'number:.5', 'number:5.', 'number:1e3', 'number:1.5E-7'],
    ],
    ['?,?', ['parameter:0', 'symbol:,', 'parameter:1']],
    ['$2 $1', ['parameter:1', 'parameter:0']],
    [':name::int', ['parameter:name', 'symbol:::', 'word:int']],
    ['@p', ['parameter:p']],
    [
      'a<=b<>c!=d||e',
      [
        'word:a',
        'symbol:<=',
        'word:b',
        'symbol:<>',
        'word:c',
        'symbol:!=',
        'word:d',
        'symbol:||',
        'word:e',
      ],
    ],
    ['a--b\nc', ['word:a', 'word:c']],
    ['a/* /* b */ c */d', ['word:a', 'word:d']],
    ['a - -b', ['word:a', 'symbol:-', 'symbol:-', 'word:b']],
    ['\ufeffSELECT\u00a01', ['word:SELECT', 'number:1']],
    [String.raw`E'\t\101\x41\u0041\U0001F600\q'`, ['string:\tAAA😀q']],
  ])('%s', (sql, expected) => {
    expect(tokens(sql)).toEqual(expected);
  });

  it('gives each token its place', () => {
    const sql = " a  'b''c' /* d */ \"e\"";
    const places = tokenize(sql).map((token) => sql.slice(token.at, token.end));
    expect(places).toEqual(['a', "'b''c'", '"e"']);
  });

  it.each([
    ["'a", 'This string is never closed.', 0],
    ["x 'a''", 'This string is never closed.', 2],
    ['"a""', 'This quoted name is never closed.', 0],
    ["E'a\\'", 'This string is never closed.', 0],
    ['a /* /* */', 'This comment is never closed.', 2],
    ['""', 'A quoted name cannot be empty.', 0],
    ["x'1F'", "The string form X'…' is not supported.", 0],
    ["U&'a'", "The string form U&'…' is not supported.", 0],
    ['$$a$', 'This string is never closed.', 0],
    ['a $0', '"$" must be followed by a parameter number: $1, $2, …', 2],
    ['ARRAY[[1]]', 'An array of arrays is not supported.', 6],
    ['1a', '"1a" is neither a number nor a name.', 0],
    ['? $1', 'The statement mixes ? and $1 parameters.', 2],
    ['a “b”', 'The character "“" has no meaning here.', 2],
    ['a \u0000', 'The character U+0000 has no meaning here.', 2],
  ])('refuses %j', (sql, message, offset) => {
    expect(() => tokenize(sql)).toThrow(
      expect.objectContaining({
        message,
        position: expect.objectContaining({ offset }) as unknown,
      }),
    );
  });
});
