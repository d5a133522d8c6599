import { describe, expect, test } from 'vitest';
import * as edit from '../../src/cli/repl/editor/buffer.ts';
import { layout, windowOf } from '../../src/cli/repl/editor/layout.ts';
import { find, newer, older } from '../../src/cli/repl/editor/search.ts';
import { highlight } from '../../src/cli/repl/highlight.ts';
import { piecesOf } from '../../src/cli/repl/pieces.ts';
import {
  continuation,
  isComplete,
  promptText,
  readEntered,
} from '../../src/cli/repl/prompt-text.ts';

/** `|` is the cursor. */
const buffer = (text: string): edit.Buffer => ({
  text: text.replace('|', ''),
  cursor: text.indexOf('|'),
});
const shown = ({ text, cursor }: edit.Buffer): string =>
  `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const moved = (text: string, move: (buffer: edit.Buffer) => number | null): string | null => {
  const target = move(buffer(text));
  return target === null ? null : shown(edit.moveTo(buffer(text), target));
};

describe('the text', () => {
  test('characters are what a person counts as one', () => {
    expect(moved('a👩‍👩‍👧|b', edit.before)).toBe('a|👩‍👩‍👧b');
    expect(moved('a|e\u0301b', edit.after)).toBe('ae\u0301|b');
    expect(moved('|a', edit.before)).toBe('|a');
    expect(moved('a|', edit.after)).toBe('a|');
  });

  test('words and lines', () => {
    expect(moved('SELECT Total, |', edit.wordBefore)).toBe('SELECT |Total, ');
    expect(moved('|SELECT Total', edit.wordAfter)).toBe('SELECT| Total');
    expect(moved('a\nb|c\nd', edit.lineStart)).toBe('a\n|bc\nd');
    expect(moved('a\nb|c\nd', edit.lineEnd)).toBe('a\nbc|\nd');
    expect(moved('abcd\nx|', edit.above)).toBe('a|bcd\nx');
    expect(moved('abc|d\nx', edit.below)).toBe('abcd\nx|');
    expect(moved('abc|\nx', edit.above)).toBeNull();
    expect(moved('abc\nx|', edit.below)).toBeNull();
  });

  test('two characters change places', () => {
    expect(shown(edit.transpose(buffer('ab|c')))).toBe('acb|');
    expect(shown(edit.transpose(buffer('ab|')))).toBe('ba|');
    expect(shown(edit.transpose(buffer('a|')))).toBe('a|');
    expect(shown(edit.transpose(buffer('a\n|b')))).toBe('a\n|b');
  });
});

describe('layout', () => {
  const look = {
    columns: 10,
    prompt: (line: number) => (line === 0 ? '> ' : '- '),
    paintPrompt: (text: string) => text,
    spans: [],
    paint: (_: string, text: string) => text,
  };

  test('wraps at the edge; the cursor never stands beyond it', () => {
    expect(layout('abcdefgh', 8, look)).toEqual({
      rows: ['> abcdefgh', ''],
      cursor: { row: 1, column: 0 },
    });
    expect(layout('abcdefghij', 9, look)).toEqual({
      rows: ['> abcdefgh', 'ij'],
      cursor: { row: 1, column: 1 },
    });
  });

  test('wide characters are not cut in two', () => {
    expect(layout('abcdefg漢字', 0, look).rows).toEqual(['> abcdefg', '漢字']);
  });

  test('each line has its prompt; control characters are written out', () => {
    expect(layout('a\nb\x07\tc', 2, look)).toEqual({
      rows: ['> a', '- b\\x07', '    c'],
      cursor: { row: 1, column: 2 },
    });
  });

  test('paints what is coloured, across a wrap too', () => {
    const painted = layout('abcdefghij', 0, {
      ...look,
      spans: [{ part: 'string', at: 6, end: 10 }],
      paint: (_, text) => `<${text}>`,
    });
    expect(painted.rows).toEqual(['> abcdef<gh>', '<ij>']);
  });

  test('a window around the cursor when there are more rows than the terminal has', () => {
    const whole = layout('a\nb\nc\nd', 2, look);
    expect(windowOf(whole, 2)).toEqual({ rows: ['> a', '- b'], cursor: { row: 1, column: 2 } });
    expect(windowOf(layout('a\nb\nc\nd', 7, look), 2).rows).toEqual(['- c', '- d']);
    expect(windowOf(whole, 9)).toBe(whole);
  });
});

describe('highlighting', () => {
  const parts = (text: string): readonly string[] =>
    highlight(text).map(({ part, at, end }) => `${part} ${text.slice(at, end)}`);

  test('tells keywords, functions, texts, numbers, parameters and comments', () => {
    expect(
      parts(
        "select sum(Total), left(a, 1) from t left join u -- c\nwhere x = :p and y = 'it''s' /* b */",
      ),
    ).toEqual([
      'keyword select',
      'function sum',
      'function left',
      'number 1',
      'keyword from',
      'keyword left',
      'keyword join',
      'comment -- c',
      'keyword where',
      'parameter :p',
      'keyword and',
      "string 'it''s'",
      'comment /* b */',
    ]);
  });

  test('what is not closed yet, what has no meaning, commands', () => {
    expect(parts("select 'ab")).toEqual(['keyword select', "string 'ab"]);
    expect(parts('select /* ab')).toEqual(['keyword select', 'comment /* ab']);
    expect(parts('select 12ab, 3')).toEqual(['keyword select', 'wrong 12ab', 'number 3']);
    expect(parts('\\d Invoices')).toEqual(['command \\d']);
  });

  test('a text cut anywhere never throws, and its pieces cover it in order', () => {
    const text =
      "E'a\\z' N'x' x'00' U&'d' \"q\"\"\" `t` [b] a[1] $1 $$ :n @m ? ?| 1e5 .5 1.2.3 <@p → “x” \\ /* a /* b */ c */ -- end\r\n'open";
    for (let from = 0; from < text.length; from += 7) {
      for (let to = from; to <= text.length; to++) {
        let end = 0;
        for (const piece of piecesOf(text.slice(from, to))) {
          expect(piece.at).toBeGreaterThanOrEqual(end);
          expect(piece.end).toBeGreaterThan(piece.at);
          expect(text.slice(from, to).slice(end, piece.at)).toMatch(/^\s*$/);
          end = piece.end;
        }
        expect(text.slice(from, to).slice(end)).toMatch(/^\s*$/);
      }
    }
  });
});

describe('search', () => {
  const entries = ['SELECT 1', 'select 2', 'other', 'SELECT 3'];

  test('newest first, without regard to case, older and newer from there', () => {
    const first = find(entries, 'select', 3);
    expect(first.found).toBe(3);
    const second = older(entries, first);
    expect(second.found).toBe(1);
    expect(newer(entries, second).found).toBe(3);
    expect(older(entries, older(entries, second)).found).toBe(0);
    expect(find(entries, 'nothing', 3).found).toBeNull();
    expect(find(entries, '', 3).found).toBeNull();
  });
});

describe('the prompt', () => {
  const place = { organisation: 'Bellbird Coffee Traders', schema: 'ACCOUNTING' };

  test('takes at most a third of the terminal', () => {
    expect(promptText(place, 160)).toBe('Bellbird Coffee Traders/ACCOUNTING> ');
    expect(promptText(place, 80)).toBe('Bellbird Coffe…/ACCOUNTING> ');
    expect(promptText(place, 30)).toBe('Bellbir…> ');
  });

  test('further lines say what is open', () => {
    expect(continuation('abc/def> ', 'SELECT')).toBe('      -> ');
    expect(continuation('abc/def> ', "SELECT 'a")).toBe("      '> ");
  });

  test.each([
    ['', true],
    ['SELECT 1', false],
    ['SELECT 1;', true],
    ["SELECT ';", false],
    ['SELECT 1; SELECT', false],
    ['\\d', true],
    ['exit', true],
    ['SELECT 1\n\\e', true],
    ["SELECT 'a\n\\e", false],
    ['-- note', true],
  ])('Enter ends %j: %s', (text, ends) => {
    expect(isComplete(text)).toBe(ends);
  });

  test('a command on the last line leaves what was begun', () => {
    expect(readEntered('SELECT 1\n  \\explain')).toEqual({
      sql: 'SELECT 1\n',
      command: '\\explain',
    });
    expect(readEntered('\\d x')).toEqual({ sql: '', command: '\\d x' });
    expect(readEntered("SELECT 'a\n\\q';")).toEqual({ sql: "SELECT 'a\n\\q';", command: null });
  });
});
