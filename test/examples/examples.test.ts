/** Every example runs, against the emulator, and prints what it promises. */
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';

const FOLDER = resolve(import.meta.dirname, '..', '..', 'examples');

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  vi.stubEnv('XERO_SQL_CONNECTION', emulator.connectionString());
  vi.stubEnv('TODAY', '2026-11-20');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator.close();
});

const EXPECTED: Readonly<Record<string, RegExp>> = {
  'overdue.ts': /^Yarra Bend Boathouse: 19901\.09 on 2 invoices\n.*\n.*\n2 calls to Xero$/,
  'stream.ts': /^a page of \d+ rows of InvoiceLineItems\n[^]*500 lines, \d+ calls$/,
  'token-store.ts': /^Bellbird Coffee Traders [0-9a-f-]{36}\n[^]*stays signed in$/,
  'errors.ts':
    /^UNKNOWN_COLUMN at column 8: There is no column Totl\. Did you mean Total\?\n1 rows$/,
  'views.ts':
    /^The view reminders is made, for as long as this session lasts\.\nYarra Bend Boathouse: \d+\.\d\d since 2025-05-16\n.*\n5 calls to Xero$/,
};

it.each(Object.keys(EXPECTED))('%s', async (name) => {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
  try {
    await import(resolve(FOLDER, name));
  } finally {
    log.mockRestore();
  }
  expect(printed.join('\n')).toMatch(EXPECTED[name] ?? /$^/);
});

it('none is left out', async () => {
  expect((await readdir(FOLDER)).sort()).toEqual(Object.keys(EXPECTED).sort());
});
