import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import ts from 'typescript';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { createAccessTokens } from '../../src/auth/index.ts';
import { programOf } from '../../src/cli/command-line.ts';
import { allNodes, treeOf } from '../../src/cli/command-tree.ts';
import { SHELLS } from '../../src/cli/commands.ts';
import { completionScript } from '../../src/cli/completion.ts';
import { clock, nodeVersion } from '../../src/cli/doctor.ts';
import { manPage } from '../../src/cli/man-page.ts';
import { typesText } from '../../src/cli/types.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import { freePort } from '../auth/fake-identity.ts';
import { run } from './support.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-commands-'));
  process.env['XERO_SQL_HOME'] = folder;
});
afterAll(async () => {
  delete process.env['XERO_SQL_HOME'];
  await emulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => emulator.clear());

describe('a sign-in', () => {
  /** A connection whose tokens are in a file already, as after a sign-in in the browser. */
  async function signedIn(file: string): Promise<string> {
    const callback = `http://localhost:${await freePort()}/`;
    emulator.allowRedirect(callback);
    const hosts = `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url}`;
    const app = `OAuthClientId=${emulator.apps.pkce.clientId};CallbackURL=${callback}`;
    const connection = `${app};${hosts};OAuthSettingsLocation=${join(folder, file)}`;
    const tokens = createAccessTokens(parseConnectionString(connection), {
      signInMode: 'browser',
      write: () => undefined,
      openBrowser: async (url) => {
        await fetch(await emulator.approve(url));
      },
    });
    await tokens.current();
    return connection;
  }

  test('login tells the organisations, whoami the rest, and logout ends it at Xero', async () => {
    const connection = await signedIn('a.json');
    const signIn = await run(['login', '-c', connection]);
    expect(signIn).toMatchObject({ code: 0, out: '' });
    expect(signIn.err).toMatch(/^Signed in: .*Bellbird Coffee Traders/);

    const who = await run(['whoami', '-c', connection]);
    expect(who).toMatchObject({ code: 0, err: '' });
    expect(who.out).toMatch(/Organisations +Bellbird Coffee Traders +[0-9a-f-]{36} +\(queried\)/);
    expect(who.out).toMatch(/Scopes +.*accounting\.settings\.read/);
    expect(who.out).toMatch(/Token +good for (29|30) minutes; renewed by itself/);
    expect(who.out).toMatch(/Calls left +4,999 calls today, 59 calls this minute/);

    emulator.clear();
    const out = await run(['logout', '-c', connection]);
    expect(out).toMatchObject({ code: 0, out: '' });
    expect(out.err).toContain('revoked at Xero');
    expect(emulator.log.map(({ path }) => path)).toEqual(['/connect/revocation']);
    expect(await readFile(join(folder, 'a.json'), 'utf8')).not.toMatch(/"refreshToken": "/);
    expect(await run(['whoami', '-c', `${connection};InitiateOAuth=REFRESH`])).toMatchObject({
      code: 3,
      err: expect.stringContaining('SIGN_IN_REQUIRED') as string,
    });
  });

  test('whoami tells which scopes are missing', async () => {
    const connection = emulator.connectionString({ Scope: 'accounting.contacts.read' });
    const { code, out } = await run(['whoami', '-c', connection]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /Scopes +accounting\.contacts\.read\n +\(without accounting\.settings\.read/,
    );
    expect(out).toMatch(/Calls left +(not known|\d)/);
  });

  test('logout of a Custom Connection says that there is nothing to end', async () => {
    const { code, err } = await run(['logout', '-c', emulator.connectionString()]);
    expect(code).toBe(0);
    expect(err).toContain('keeps no sign-in');
  });

  test('doctor looks at the token file and never starts a sign-in', async () => {
    const connection = await signedIn('b.json');
    const healthy = await run(['doctor', '-c', connection]);
    expect(healthy.out).toMatch(/^ok {3}tokens .*mode 600/m);
    expect(healthy.code).toBe(0);
    await chmod(join(folder, 'b.json'), 0o644);
    const open = await run(['doctor', '-c', connection]);
    expect(open.out).toMatch(/^fail tokens .*read by others \(mode 644\)\n.*chmod 600/m);
    expect(open.code).toBe(3);
    await rm(join(folder, 'b.json'));
    emulator.clear();
    const nobody = await run(['doctor', '-c', connection]);
    expect(nobody.out).toMatch(/^warn tokens .*\n.*xero-sql login/m);
    expect(nobody.out).toMatch(/^fail connection .*Nobody is signed in/m);
    expect(emulator.log.filter(({ path }) => path.includes('authorize'))).toEqual([]);
  });
});

describe('doctor', () => {
  test('tells what is in order', async () => {
    const { code, out, err } = await run(['doctor', '-c', emulator.connectionString()]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    for (const what of ['node', 'proxy', 'network', 'clock', 'tokens', 'connection', 'limits']) {
      expect(lines.some((line) => line.startsWith(`ok   ${what}`))).toBe(true);
    }
    expect(out).toMatch(/^warn keychain .*XERO_SQL_KEYCHAIN=off/m);
    expect(out).toMatch(/^ok {3}limits +4,99\d calls today/m);
    expect(out).not.toContain(emulator.apps.custom.clientSecret);
  });

  test('tells each host that cannot be reached, and what to do', async () => {
    const hosts = { ApiUrl: 'http://127.0.0.1:1', LoginUrl: 'http://xero.invalid' };
    const { code, out } = await run([
      'doctor',
      '-c',
      emulator.connectionString({ ...hosts, MaxRetries: '0' }),
    ]);
    expect(code).toBe(3);
    expect(out).toMatch(/^fail network .*127\.0\.0\.1:1 cannot be reached.*\n.*Nothing answers/m);
    expect(out).toMatch(/^fail network .*xero\.invalid cannot be reached.*\n.*DNS/m);
    expect(out).toMatch(/^ok {3}network /m);
    expect(out).toMatch(/^fail connection +Connection unavailable: /m);
  });

  test('compares the clock with that of the host', async () => {
    const server = createServer((_request, response) => {
      response.sendDate = false;
      response.setHeader('Date', new Date(Date.now() - 3_600_000).toUTCString());
      response.end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const connection = emulator.connectionString({ ApiUrl: url, IdentityUrl: url, LoginUrl: url });
    const { code, out } = await run(['doctor', '-c', connection]);
    server.close();
    expect(code).toBe(3);
    expect(out).toMatch(/^fail clock +3[56]\d\d s ahead of Xero\n.*NTP/m);
    expect(clock(-90)).toMatchObject({ status: 'warn', said: '90 s behind Xero' });
    expect(clock(1)).toMatchObject({ status: 'ok' });
  });

  test('knows which Node is too old', () => {
    expect(nodeVersion('20.11.1').status).toBe('fail');
    expect(nodeVersion('18.20.0').status).toBe('fail');
    expect(nodeVersion('20.12.0').status).toBe('ok');
    expect(nodeVersion('24.1.0').status).toBe('ok');
  });
});

describe('completion', () => {
  const complete = (...words: readonly string[]): readonly string[] => {
    const script = `${completionScript('bash')}
COMP_WORDS=(xero-sql ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_xero_sql
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout.split('\n').filter((line) => line !== '');
  };

  test('bash completes commands, options, and the values of options', () => {
    expect(complete('conn')).toEqual(['connections']);
    expect(complete('connections', 'e')).toEqual(['edit']);
    expect(complete('connections', 'create', '--sec')).toEqual(['--secret-env', '--secret-stdin']);
    expect(complete('--format', 'j')).toContain('json');
    expect(complete('completion', '')).toEqual(expect.arrayContaining([...SHELLS]));
    expect(complete('connections', 'nothing-like-it', 'xyz')).toEqual([]);
  });

  const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
  const asked = (shell: string, script: string): readonly string[] => {
    const { stdout, stderr, status } = spawnSync(shell, ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder },
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
  };

  test.skipIf(!has('fish'))('fish completes the same', () => {
    const ask = (line: string): readonly string[] =>
      asked('fish', `${completionScript('fish')}\ncomplete -C '${line}'`);
    expect(ask('xero-sql conn')).toEqual(['connections']);
    expect(ask('xero-sql connections e')).toEqual(['edit']);
    expect(ask('xero-sql connections create --sec')).toEqual(['--secret-env', '--secret-stdin']);
    expect(ask('xero-sql --format j')).toEqual(['json', 'jsonl']);
    expect(ask('xero-sql completion ')).toEqual(expect.arrayContaining([...SHELLS]));
  });

  test.skipIf(!has('zsh'))('zsh is offered the same', () => {
    // What its completion system would be given: it cannot run without a terminal.
    const ask = (...words: readonly string[]): readonly string[] =>
      asked(
        'zsh',
        `compadd() { shift; print -l -- "$@"; }; _files() { print files; }; compdef() { :; }
${completionScript('zsh')}
words=(xero-sql ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length + 1}
_xero_sql`,
      );
    expect(ask('conn')).toContain('connections');
    expect(ask('connections', '')).toContain('edit');
    expect(ask('connections', 'create', '')).toContain('--secret-env');
    expect(ask('--format', '')).toContain('jsonl');
    expect(ask('completion', '')).toEqual(expect.arrayContaining([...SHELLS]));
    expect(ask('--file', '')).toEqual(['files']);
  });

  test.each(SHELLS)('%s knows every command and option', async (shell) => {
    const { code, out } = await run(['completion', shell]);
    expect(code).toBe(0);
    for (const { path, options } of allNodes(treeOf(programOf()))) {
      for (const word of path) expect(out).toContain(word);
      for (const name of options.flatMap(({ names }) => names).filter((n) => n.startsWith('--'))) {
        expect(out).toContain(shell === 'fish' ? `-l ${name.slice(2)}` : name);
      }
    }
    expect(out).not.toContain('undefined');
  });

  test('an unknown shell is wrong usage', async () => {
    expect(await run(['completion', 'cmd'])).toMatchObject({ code: 2 });
  });
});

test('the manual page is current: npm run docs', async () => {
  const path = resolve(import.meta.dirname, '..', '..', 'man', 'xero-sql.1');
  expect(await readFile(path, 'utf8')).toBe(manPage());
  for (const line of manPage().split('\n')) {
    expect(line).toMatch(/^(?:\.(?:\\"|TH|SH|B|TP|RS|RE|br)\b|\.\\"|(?![.']))/);
  }
});

describe('docs', () => {
  test('lists the tables, those of a schema with examples', async () => {
    const all = await run(['docs', '--format', 'csv']);
    expect(all.code).toBe(0);
    expect(all.out.split(/\r?\n/)).toContain(
      'FILES,Inbox,The folder that new files arrive in: one row.',
    );
    const schema = await run(['docs', 'projects']);
    expect(schema.out).toMatch(/PROJECTS │ Tasks/);
    expect(schema.out).not.toContain('ACCOUNTING │');
    expect(schema.out).toContain('-- What is still to be invoiced');
  });

  test('tells all about a table, of each schema that has it', async () => {
    const { code, out } = await run(['docs', 'employees']);
    expect(code).toBe(0);
    expect(out).toContain('ACCOUNTING.Employees: ');
    expect(out).toContain('PAYROLLAUS.Employees: ');
    expect(out).toMatch(/Title † +│ text/);
    expect(out).toMatch(/Read from GET \/Employees; scope payroll\.employees/);
    expect((await run(['docs', 'PAYROLLAUS.Employees'])).out).not.toContain('ACCOUNTING.Employees');
  });

  test('gives programs the columns alone', async () => {
    const { out } = await run(['docs', 'FILES.Associations', '--format', 'json']);
    const rows = JSON.parse(out) as readonly unknown[];
    expect(rows[0]).toEqual({
      Column: 'FileId',
      Type: 'uuid',
      Key: 'primary, → Files',
      'Filtered by Xero': 'parameter: =, in (superset)',
      Description: 'Key of the file.',
    });
  });

  test('of no table say which may be meant', async () => {
    expect(await run(['docs', 'Invoces'])).toMatchObject({
      code: 1,
      out: '',
      err: 'error[UNKNOWN_TABLE]: There is no table Invoces.\n  hint: Did you mean Invoices?\n',
    });
  });
});

test('types gives TypeScript that compiles, an interface for each table', async () => {
  const { code, out } = await run(['types']);
  expect({ code, out }).toEqual({ code: 0, out: typesText() });
  expect(out).toContain('interface InvoiceLineItems {');
  const file = join(folder, 'xero.d.ts');
  await writeFile(file, out);
  const use = join(folder, 'use.ts');
  await writeFile(
    use,
    `import type { ACCOUNTING } from './xero.d.ts';
type Invoice = Pick<ACCOUNTING.Invoices, 'InvoiceID' | 'Total' | 'Date'>;
const id = (row: Invoice): string => row.InvoiceID;
const total = (row: Invoice): string | null => row.Total;
// @ts-expect-error decimals are text
const wrong = (row: Invoice): number => row.Total;
export { id, total, wrong };
`,
  );
  const program = ts.createProgram([use, file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    lib: ['lib.es5.d.ts'],
    types: [],
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(problems).toEqual([]);
}, 60_000);

test.each([['connections', 'create'], ['completion']])('%s --help is its own', async (...words) => {
  const { code, out } = await run([...words, '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^Usage: xero-sql ${words.join(' ')}`));
});
