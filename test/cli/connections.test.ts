import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { runCli } from '../../src/cli/cli.ts';
import { createForm, editForm, type FormParts } from '../../src/cli/connections/form.ts';
import { guideOf, helpFor } from '../../src/cli/connections/guide.ts';
import type { Prompter } from '../../src/cli/connections/prompter.ts';
import {
  AUTH_SCHEMES,
  draftOf,
  draftString,
  parseConnectionString,
  PROPERTY_NAMES,
} from '../../src/connection/index.ts';
import { fakeIo, plain, run, until, type FakeIoOptions, type Outcome } from './support.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-connections-'));
  process.env['XERO_SQL_HOME'] = folder;
});
afterEach(async () => {
  delete process.env['XERO_SQL_HOME'];
  await rm(folder, { recursive: true, force: true });
});

const connections = (argv: readonly string[], options?: FakeIoOptions): Promise<Outcome> =>
  run(['connections', ...argv], options);

const given = (): readonly string[] =>
  [
    'AuthScheme=OAuthClient',
    `ClientId=${emulator.apps.custom.clientId}`,
    `ApiUrl=${emulator.url}`,
    `IdentityUrl=${emulator.url}`,
  ].flatMap((pair) => ['--property', pair]);

const SECRET_ENV = ['--secret-env', 'OAuthClientSecret=MY_SECRET'];

function createBooks(...more: readonly string[]): Promise<Outcome> {
  return connections(['create', '--name', 'books', ...given(), ...SECRET_ENV, ...more], {
    env: { MY_SECRET: emulator.apps.custom.clientSecret },
  });
}

describe('by options', () => {
  test('a connection is created, listed, shown, tested, used, changed and removed', async () => {
    expect(await createBooks('--test')).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/^connection available\nSaved as books; .*xero-sql\n$/) as string,
    });
    const file = join(folder, 'connections.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const listed = await connections(['list', '--format', 'json']);
    expect(JSON.parse(listed.out)).toEqual([
      {
        Name: 'books',
        Default: 'yes',
        AuthScheme: 'OAuthClient',
        Tenant: null,
        Schema: null,
        Secrets: 'file',
      },
    ]);
    const shown = await connections(['show', 'BOOKS']);
    expect(shown.out).toContain(emulator.apps.custom.clientId);
    expect(shown.out).toMatch(/OAuthClientSecret +│ \*\*\* /);
    expect(shown.out + listed.out).not.toContain(emulator.apps.custom.clientSecret);

    expect(await connections(['test', 'books'])).toEqual({
      code: 0,
      out: 'connection available\n',
      err: '',
    });
    expect(await run(['--format', 'csv', 'SELECT Code FROM Accounts LIMIT 1'])).toMatchObject({
      code: 0,
    });

    expect(await connections(['edit', 'books', '-p', 'Tenant=Nope'])).toMatchObject({ code: 0 });
    expect(await connections(['test'])).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^Connection unavailable: No connected .*"Nope"/) as string,
    });
    await connections(['edit', '--unset', 'tenant']);
    expect(await connections(['test'])).toMatchObject({ code: 0 });

    expect(await connections(['remove', 'books'])).toMatchObject({ code: 0 });
    expect(await connections(['list'])).toMatchObject({ code: 0, out: '' });
  });

  test('a secret comes from standard input too, and never from an argument', async () => {
    const stdin = `${emulator.apps.custom.clientSecret}\n`;
    const argv = ['create', '--name', 'b', ...given(), '--secret-stdin', 'OAuthClientSecret'];
    expect(await connections(argv, { stdin })).toMatchObject({ code: 0 });
    expect(await connections(['test', 'b'])).toMatchObject({ code: 0 });

    const refused = await connections(['create', '--name', 'c', '-p', 'ClientSecret=topsecret']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('--secret-env OAuthClientSecret=VARIABLE');
    expect(refused.err).not.toContain('topsecret');
  });

  test.each([
    ['no name', ['create', '-p', 'ClientId=a'], /Give the connection a name/],
    ['no value', ['create', '--name', 'a', '-p', 'ClientId'], /Write --property Key=Value/],
    [
      'a variable that is not set',
      ['create', '--name', 'a', '--secret-env', 'ClientSecret=NOT_SET'],
      /variable for OAuthClientSecret is not set/,
    ],
    ['an empty input', ['create', '--name', 'a', '--secret-stdin', 'ClientSecret'], /in one line/],
    ['nothing to change', ['edit', 'books'], /Say what to change/],
    ['nothing named', ['remove'], /Say which/],
    ['a name that is taken', ['create', '--name', 'Books', '-p', 'ClientId=a'], /--replace/],
  ])('%s is wrong usage', async (_what, argv, message) => {
    await createBooks();
    const outcome = await connections(argv);
    expect(outcome).toMatchObject({ code: 2, out: '' });
    expect(outcome.err).toMatch(message);
  });

  test.each([
    ['an unknown property', ['create', '--name', 'a', '-p', 'Tennant=x'], /Did you mean Tenant\?/],
    ['a wrong value', ['create', '--name', 'a', '-p', 'PageSize=0'], /PageSize must be/],
    ['too little', ['create', '--name', 'a', '-p', 'Tenant=x'], /needs OAuthClientId/],
    ['no such connection', ['show', 'nope'], /no saved connection named "nope"/],
  ])('%s is no connection', async (_what, argv, message) => {
    const outcome = await connections(argv);
    expect(outcome).toMatchObject({ code: 3, out: '' });
    expect(outcome.err).toMatch(message);
  });

  test('one that does not work is not saved when it is to be tested', async () => {
    const outcome = await createBooks('--test', '-p', 'Tenant=Nope');
    expect(outcome).toMatchObject({ code: 3 });
    expect(outcome.err).toMatch(/^Connection unavailable: /);
    expect((await connections(['list'])).out).toBe('');
  });

  test('the default is shown, chosen and given up', async () => {
    await createBooks();
    await connections(['create', '--name', 'other', '-p', 'ClientId=a']);
    expect((await connections(['default'])).out).toBe('books\n');
    expect((await connections(['default', 'other'])).out).toBe('other\n');
    expect((await connections(['default', '--none'])).out).toBe('');
    expect(await connections(['default', 'nope'])).toMatchObject({ code: 3 });
  });
});

describe('the form', () => {
  interface Asked {
    readonly kind: 'text' | 'secret' | 'select' | 'note';
    readonly message: string;
  }

  /** A person who gives these answers, each checked as the form would. */
  function person(
    answers: readonly string[],
  ): Prompter & { readonly asked: Asked[]; notes: string } {
    const left = [...answers];
    const asked: Asked[] = [];
    const next = (kind: Asked['kind'], message: string): string => {
      asked.push({ kind, message });
      const answer = left.shift();
      if (answer === undefined) throw new Error(`Nothing to answer to ${message}`);
      return answer;
    };
    const checked = (
      kind: Asked['kind'],
      message: string,
      problem: (t: string) => string | null,
    ) => {
      for (;;) {
        const answer = next(kind, message);
        const wrong = problem(answer);
        if (wrong === null) return Promise.resolve(answer);
        asked.push({ kind: 'note', message: wrong });
      }
    };
    return {
      asked,
      notes: '',
      note(title, lines) {
        this.notes += `${title}\n${lines.join('\n')}\n`;
      },
      text: ({ message, problem }) => checked('text', message, problem),
      secret: ({ message, problem }) => checked('secret', message, problem),
      select: ({ message, choices }) => {
        const answer = next('select', message);
        const choice = choices.find(({ value, label }) => value === answer || label === answer);
        if (choice === undefined) throw new Error(`${message} has no choice ${answer}`);
        return Promise.resolve(choice.value);
      },
    };
  }

  const parts = (prompter: Prompter): FormParts => ({
    prompter,
    nameProblem: (name) => (name === 'taken' ? 'A connection of that name is saved.' : null),
    test: (text) => Promise.resolve(`tested ${parseConnectionString(text).OAuthClientId ?? ''}`),
  });

  test('asks what the scheme needs, shows the steps, tests, and gives the connection', async () => {
    const prompter = person([
      ...['', 'taken', 'books'],
      'OAuthClient',
      ...['', 'abc'],
      ...['', 's3cret;x'],
      ...['', 'ACCOUNTING'],
      'Test',
      ...['Further properties', 'PageSize', '0', '100'],
      'Create',
    ]);
    const form = await createForm(parts(prompter));
    expect(form?.name).toBe('books');
    const properties = parseConnectionString(draftString(form?.draft ?? new Map()));
    expect(properties).toMatchObject({
      AuthScheme: 'OAuthClient',
      OAuthClientId: 'abc',
      PageSize: 100,
      Tenant: null,
    });
    expect(properties.OAuthClientSecret?.reveal()).toBe('s3cret;x');
    expect(prompter.notes).toContain('https://developer.xero.com/app/manage');
    expect(prompter.notes).toContain('tested abc');
    expect(prompter.notes).not.toContain('s3cret');
    expect(prompter.asked.filter(({ kind }) => kind === 'secret')).toHaveLength(2);
    expect(
      prompter.asked.filter(({ kind }) => kind === 'note').map(({ message }) => message),
    ).toEqual([
      'A name is not blank, has no "=" and does not begin with "@".',
      'A connection of that name is saved.',
      'OAuthClientId is needed.',
      'OAuthClientSecret is needed.',
      'PageSize must be a whole number from 1 to 1000.',
    ]);
  });

  test('a secret is kept, changed or given up, and never shown', async () => {
    const draft = draftOf('ClientId=a;ClientSecret=old;ProxyServer=p;ProxyUser=u;ProxyPassword=pw');
    const prompter = person([
      ...['Change OAuthClientSecret', ''],
      ...['Change ProxyPassword', '-'],
      'Save',
    ]);
    const form = await editForm(parts(prompter), { name: 'b', draft });
    const properties = parseConnectionString(draftString(form?.draft ?? new Map()));
    expect(properties.OAuthClientSecret?.reveal()).toBe('old');
    expect(properties.ProxyPassword).toBeNull();
  });

  test('what is not complete is not saved', async () => {
    const draft = draftOf('ClientId=a;ProxyUser=u');
    const prompter = person(['Save', 'Leave unchanged']);
    expect(await editForm(parts(prompter), { name: 'b', draft })).toBeNull();
    expect(prompter.notes).toContain('ProxyUser needs ProxyServer.');
  });

  test('every property has help, every scheme a guide', () => {
    for (const name of PROPERTY_NAMES) expect(helpFor(name).join(' ').length).toBeGreaterThan(20);
    for (const scheme of AUTH_SCHEMES) {
      const guide = guideOf(scheme);
      expect(guide.steps('http://localhost:1').length).toBeGreaterThan(2);
      expect(guide.needs).toContain('OAuthClientId');
    }
    expect(guideOf('PKCE').steps('http://localhost:1').join()).toContain('http://localhost:1');
  });
});

describe('at a terminal', () => {
  const ENTER = '\r';
  const DOWN = '\x1b[B';
  const terminal = (): ReturnType<typeof fakeIo> => {
    const io = fakeIo({ stdin: null, terminal: true });
    Object.assign(io.stdin, { setRawMode: () => io.stdin });
    return io;
  };

  test('without a connection the demo organisation or the form is offered', async () => {
    const io = terminal();
    const done = runCli([], io);
    await until(() => plain(io.err()).includes('There is no connection yet.'), 'the question');
    expect(plain(io.err())).toContain('Look around in the demo organisation');
    expect(plain(io.err())).toContain('Connect to Xero');
    io.stdin.write(DOWN);
    io.stdin.write(DOWN);
    io.stdin.write(ENTER);
    expect(await done).toBe(0);
    expect(io.out()).toBe('');
  });

  test('a secret that is typed is masked, and Ctrl-C leaves the form without saving', async () => {
    const io = terminal();
    const done = runCli(['connections', 'create'], io);
    const asked = async (text: string): Promise<void> => {
      const seen = plain(io.err()).length;
      await until(
        () =>
          plain(io.err())
            .slice(Math.max(0, seen - 2000))
            .includes(text),
        text,
      );
    };
    await asked('Name of the connection');
    io.stdin.write('books');
    io.stdin.write(ENTER);
    await asked('What kind of app');
    io.stdin.write(DOWN);
    io.stdin.write(ENTER);
    await asked('OAuthClientId');
    io.stdin.write('abc');
    io.stdin.write(ENTER);
    await asked('client secret. PKCE apps have none');
    await asked('◆  OAuthClientSecret');
    io.stdin.write('s3cret-value');
    await until(() => /[▪•*]{12}/.test(plain(io.err())), 'the mask');
    io.stdin.write('\x03');
    expect(await done).toBe(0);
    expect(io.err()).not.toContain('s3cret');
    expect(io.err()).toContain('Nothing was saved.');
    await expect(readFile(join(folder, 'connections.json'))).rejects.toThrow(/ENOENT/);
  });
});
