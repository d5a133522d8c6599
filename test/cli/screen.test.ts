import { describe, expect, test } from 'vitest';
import { Screen } from '../../src/cli/screen.ts';
import { fakeIo } from './support.ts';

describe('the status line', () => {
  test('is taken away before anything else is written', async () => {
    const io = fakeIo({ terminal: true });
    const screen = new Screen(io);
    screen.status('3 calls');
    await screen.result('row\n');
    screen.status('4 calls');
    screen.tell('note');
    const clear = '\r\x1b[2K';
    expect(io.all()).toBe(`${clear}3 calls${clear}row\n${clear}4 calls${clear}note\n`);
  });

  test('fits on one line', () => {
    const io = fakeIo({ terminal: true, columns: 10 });
    new Screen(io).status('a long line of progress');
    expect(io.err()).toBe('\r\x1b[2Ka long l…');
  });

  test('is for terminals that can rewrite a line', () => {
    for (const io of [fakeIo(), fakeIo({ terminal: true, env: { TERM: 'dumb' } })]) {
      new Screen(io).status('3 calls');
      expect(io.all()).toBe('');
    }
  });
});
