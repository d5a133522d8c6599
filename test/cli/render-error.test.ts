import { describe, expect, test } from 'vitest';
import { ApiError, ConnectionError, positionAt, SqlError, XeroSqlError } from '../../src/errors.ts';
import { oneLine, renderError } from '../../src/cli/render-error.ts';
import { PLAIN, styleFor } from '../../src/cli/style.ts';

const look = { style: PLAIN, width: 80, debug: false };

const at = (sql: string, token: string): SqlError =>
  new SqlError('UNKNOWN_COLUMN', `There is no column ${token}.`, {
    hint: 'Did you mean Total?',
    position: positionAt(sql, sql.indexOf(token)),
  });

describe('renderError', () => {
  test('shows code, message, the line with the token underlined, and the hint', () => {
    const sql = 'SELECT InvoiceID,\n  Totl\nFROM Invoices';
    expect(renderError(at(sql, 'Totl'), look, { script: sql, offset: 0 })).toBe(
      [
        'error[UNKNOWN_COLUMN]: There is no column Totl.',
        '  2 │   Totl',
        '    │   ^^^^ line 2, column 3',
        '  hint: Did you mean Total?',
        '',
      ].join('\n'),
    );
  });

  test('underlines a name with its qualifiers', () => {
    const sql = 'SELECT i.Totl FROM Invoices i';
    expect(renderError(at(sql, 'i.Totl'), look, { script: sql, offset: 0 })).toContain(
      '        ^^^^^^ line',
    );
  });

  test('counts lines in the whole script, whatever ends them', () => {
    const sql = 'SELECT Totl';
    const script = `SELECT 1;\r\n\r\n${sql}`;
    const lines = renderError(at(sql, 'Totl'), look, { script, offset: script.indexOf(sql) });
    expect(lines).toContain('  3 │ SELECT Totl\n    │        ^^^^ line 3, column 8');
  });

  test('the caret stands under its token behind tabs and wide characters', () => {
    const sql = "\tSELECT '株式会社☕', Totl";
    const [, line = '', caret = ''] = renderError(at(sql, 'Totl'), look, {
      script: sql,
      offset: 0,
    }).split('\n');
    expect(line).toBe("  1 │  SELECT '株式会社☕', Totl");
    // five wide characters take ten columns
    expect(caret.indexOf('^')).toBe(line.indexOf('Totl') + 5);
  });

  test('shows the part of a long line around the token', () => {
    const sql = `SELECT ${'a, '.repeat(200)}Totl${', b'.repeat(200)}`;
    const [, line = '', caret = ''] = renderError(at(sql, 'Totl'), look, {
      script: sql,
      offset: 0,
    }).split('\n');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('Totl');
  });

  test('an error at the end of the text points behind it', () => {
    const sql = 'SELECT';
    const error = new SqlError('SYNTAX_ERROR', 'More is missing.', {
      position: positionAt(sql, sql.length),
    });
    expect(renderError(error, look, { script: sql, offset: 0 })).toContain(
      '  1 │ SELECT\n    │       ^ line 1, column 7\n',
    );
  });

  test('names the call that failed unless the message does', () => {
    const details = { call: 'GET /api.xro/2.0/Invoices?page=1' };
    expect(renderError(new ApiError('TIMEOUT', 'It took too long.', details), look)).toContain(
      'call: GET /api.xro/2.0/Invoices?page=1',
    );
    const named = new ApiError('NOT_FOUND', `Xero has no ${details.call}.`, details);
    expect(renderError(named, look)).not.toContain('call:');
  });

  test('a bug is asked to be reported; the stack is shown only when wanted', () => {
    const bug = new TypeError('x is not a function');
    expect(renderError(bug, look)).toBe(
      'error[INTERNAL]: x is not a function\n' +
        '  hint: This is a bug in xero-sql: please report it, with the statement. ' +
        'XERO_SQL_DEBUG=1 shows more.\n',
    );
    expect(renderError(bug, { ...look, debug: true })).toContain('    at ');
    expect(renderError(new XeroSqlError('INTERNAL', 'No.'), look)).toContain('please report it');
  });

  test('no secret and no control character gets through', () => {
    const message = 'Refused: Bearer abcdefghijklmnop \x1b[2J refresh_token=s3cr3t';
    for (const error of [new SqlError('BAD_REQUEST', message), new Error(message)]) {
      const shown = renderError(error, { ...look, debug: true });
      expect(shown).not.toMatch(/abcdefghijklmnop|s3cr3t/);
      expect(shown).not.toContain('\x1b');
    }
  });
});

test('oneLine has message and hint and no line break', () => {
  const error = new ConnectionError('TENANT_NOT_FOUND', 'None is\ncalled so.', { hint: 'Look.' });
  expect(oneLine(error)).toBe('None is\\ncalled so. Look.');
});

describe('styleFor', () => {
  const red = (stream: { isTTY?: boolean }, env: Record<string, string>): string =>
    styleFor(stream, env).red('x');

  test('colours only on a terminal, and never against NO_COLOR or a dumb terminal', () => {
    expect(red({ isTTY: true }, {})).toBe('\x1b[31mx\x1b[39m');
    expect(red({}, {})).toBe('x');
    expect(red({ isTTY: true }, { NO_COLOR: '1' })).toBe('x');
    expect(red({ isTTY: true }, { NO_COLOR: '' })).not.toBe('x');
    expect(red({ isTTY: true }, { TERM: 'dumb' })).toBe('x');
  });
});
