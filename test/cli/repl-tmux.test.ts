/** The prompt in a real terminal, where tmux is installed. `repl.test.ts` tests the same everywhere. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from './support.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const socket = `xero-sql-test-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'xero-sql-tmux-'));

const tmux = (...args: readonly string[]): string =>
  execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });
const screen = (): string => tmux('capture-pane', '-p', '-t', 'repl').trimEnd();
/** A `;` at the end would part two commands of tmux. */
const type = (text: string): string =>
  tmux('send-keys', '-t', 'repl', '-l', text.replace(/;$/, '\\;'));
const press = (...keys: readonly string[]): string => tmux('send-keys', '-t', 'repl', ...keys);
const sees = (wanted: RegExp): Promise<void> =>
  until(() => wanted.test(screen()), String(wanted)).catch((error: unknown) => {
    throw new Error(`${String(error)} There was:\n${screen()}`);
  });

describe.skipIf(!hasTmux)('in tmux', () => {
  beforeAll(async () => {
    const command = `XDG_CONFIG_HOME='${folder}' NO_COLOR=1 '${process.execPath}' --import tsx src/cli/main.ts --demo`;
    tmux('new-session', '-d', '-s', 'repl', '-x', '100', '-y', '30', command);
    await until(() => /ACCOUNTING>$/.test(screen()), 'the prompt');
  });

  afterAll(() => {
    spawnSync('tmux', ['-L', socket, 'kill-server']);
    rmSync(folder, { recursive: true, force: true });
  });

  test('completes, runs, pages, draws, remembers and leaves', async () => {
    type("select count(*) as n from Invoices where Status = 'AUTH");
    press('Tab');
    await sees(/'AUTHORISED'$/);
    type(';');
    press('Enter');
    await sees(/ n\n─+\n +\d+\n\(1 row, \d+ calls?; [\d,]+ left today\)\n[^\n]*ACCOUNTING>$/);
    type('select Type, count(*) as n from Invoices group by Type;');
    press('Enter');
    await sees(/ACCPAY │ +\d+/);
    type('\\chart bar');
    press('Enter');
    await sees(/ACCREC +\d+ █+/);
    press('C-r');
    type('AUTHORISED');
    await sees(/search in the history: AUTHORISED$/);
    press('C-c');
    await sees(/ACCOUNTING>$/);
    tmux('resize-window', '-t', 'repl', '-x', '60', '-y', '30');
    type("select 'a\n");
    await sees(/'>$/);
    press('C-c');
    await sees(/\^C\n[^\n]*>$/);
    press('C-d');
    await until(
      () => spawnSync('tmux', ['-L', socket, 'has-session', '-t', 'repl']).status !== 0,
      'the end',
    );
    expect(spawnSync('tmux', ['-L', socket, 'has-session', '-t', 'repl']).status).not.toBe(0);
  }, 180_000);
});
