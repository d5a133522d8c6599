import { mkdtemp, readdir, rm, stat, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  connectionBook,
  noVault,
  parseConnectionString,
  resolveConnection,
  type ConnectionBook,
  type ConnectionFiles,
  type Keychain,
} from '../../src/connection/index.ts';
import { fakeKeychain, vaultOf } from './fake-keychain.ts';

let folder: string;
let file: string;
let book: ConnectionBook;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-saved-'));
  file = join(folder, 'config', 'connections.json');
  book = connectionBook({ file, vault: noVault });
});
afterEach(() => rm(folder, { recursive: true }));

const names = async (): Promise<string[]> => (await book.list()).map(({ name }) => name);

describe('saved connections', () => {
  it('are kept by name, compared without case', async () => {
    await book.save('Demo', 'ClientId=a');
    await book.save('books', 'ClientId=b');
    await book.save('DEMO', 'ClientId=c');
    expect(await names()).toEqual(['books', 'DEMO']);
    expect(await book.load('demo')).toBe('ClientId=c');
  });

  it('survive being saved at the same time', async () => {
    const saved = Array.from({ length: 12 }, (_, index) => `c${index}`);
    await Promise.all(saved.map((name) => book.save(name, 'ClientId=a')));
    expect((await names()).sort()).toEqual([...saved].sort());
  });

  it('are readable by their owner only, and leave no other file', async () => {
    await book.save('demo', 'ClientId=a;ClientSecret=s');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'config'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'config'))).toEqual(['connections.json']);
  });

  it('hold names that are also names of object properties', async () => {
    await book.save('__proto__', 'ClientId=a');
    expect(await book.load('__proto__')).toBe('ClientId=a');
    await expect(book.load('constructor')).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
    });
  });

  it.each(['', '  ', 'a=b', '@demo'])('cannot be named %j', async (name) => {
    await expect(book.save(name, 'ClientId=a')).rejects.toMatchObject({
      code: 'PROPERTY_INVALID',
    });
  });

  it('must be right to be saved', async () => {
    await expect(book.save('demo', 'ClientId=a;PageSize=x')).rejects.toMatchObject({
      code: 'PROPERTY_INVALID',
    });
    expect(await names()).toEqual([]);
  });

  it('suggest a near name for one that does not exist', async () => {
    await book.save('production', 'ClientId=a');
    await expect(book.load('prodution')).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
      message: 'There is no saved connection named "prodution".',
      hint: 'Did you mean production?',
    });
    await expect(book.load('x')).rejects.toMatchObject({
      hint: 'There are: production. A connection string has the form Key=Value;Key=Value.',
    });
  });

  it('do not repeat what may be a token instead of a name', async () => {
    const token = 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjFDQUY4RTY2';
    await expect(book.load(token)).rejects.toMatchObject({
      message: 'There is no saved connection of that name.',
    });
  });

  it('leave a damaged file as it is', async () => {
    await book.save('a', 'ClientId=a');
    await writeFile(file, '{"version":1,');
    await expect(book.save('b', 'ClientId=b')).rejects.toThrow(/does not hold saved/);
    expect(await readFile(file, 'utf8')).toBe('{"version":1,');
  });
});

describe('the default connection', () => {
  it('is the one that was chosen, until it is removed', async () => {
    await book.save('a', 'ClientId=a');
    await book.save('b', 'ClientId=b');
    expect(await book.defaultName()).toBeNull();
    await book.setDefault('B');
    expect(await book.defaultName()).toBe('b');
    await book.save('B', 'ClientId=c');
    expect(await book.defaultName()).toBe('B');
    await book.remove('a');
    expect(await book.defaultName()).toBe('B');
    await book.remove('b');
    expect(await book.defaultName()).toBeNull();
    expect(await names()).toEqual([]);
    await book.save('b', 'ClientId=d');
    expect(await book.defaultName()).toBeNull();
  });

  it('must be saved', async () => {
    await expect(book.setDefault('x')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' });
    await expect(book.remove('x')).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' });
  });

  it('may be none again', async () => {
    await book.save('a', 'ClientId=a');
    await book.setDefault('a');
    await book.setDefault(null);
    expect(await book.defaultName()).toBeNull();
  });
});

describe('with a keychain', () => {
  const withKeychain = (keychain: Keychain): ConnectionBook =>
    connectionBook({ file, vault: vaultOf(keychain, join(folder, 'keychain')) });

  it('secrets are sealed, and the rest can be read', async () => {
    const keychain = fakeKeychain();
    const sealing = withKeychain(keychain);
    await sealing.save(
      'a',
      'ClientId=id;ClientSecret="s;3\u00efcret";Tenant=\'x;y\';RefreshToken=',
    );
    const text = await readFile(file, 'utf8');
    expect(text).toContain('ClientId=id');
    expect(text).not.toContain('cret"');
    expect(text).not.toContain(keychain.held() ?? 'no key');
    expect(await sealing.list()).toMatchObject([{ name: 'a', secrets: 'keychain' }]);
    const { OAuthClientSecret, Tenant } = parseConnectionString(await sealing.load('a'));
    expect(OAuthClientSecret?.reveal()).toBe('s;3\u00efcret');
    expect(Tenant).toBe('x;y');
  });

  it('another process opens them with the same key, and no other key does', async () => {
    const keychain = fakeKeychain();
    await withKeychain(keychain).save('a', 'ClientId=id;ClientSecret=s3cret');
    expect(await withKeychain(keychain).load('a')).toBe('ClientId=id;ClientSecret=s3cret');
    const other = fakeKeychain();
    await withKeychain(other).save('b', 'ClientId=id;ClientSecret=s3cret');
    await expect(withKeychain(other).load('a')).rejects.toMatchObject({ code: 'KEYCHAIN' });
    await expect(withKeychain(fakeKeychain()).load('a')).rejects.toMatchObject({
      code: 'KEYCHAIN',
    });
    await expect(book.load('a')).rejects.toMatchObject({ code: 'KEYCHAIN' });
  });

  it('a text that was changed does not open', async () => {
    const keychain = fakeKeychain();
    await withKeychain(keychain).save('a', 'ClientId=id;ClientSecret=s3cret');
    const content = JSON.parse(await readFile(file, 'utf8')) as {
      connections: [{ sealed: { data: string } }];
    };
    const [{ sealed }] = content.connections;
    sealed.data = `${sealed.data.startsWith('A') ? 'B' : 'A'}${sealed.data.slice(1)}`;
    await writeFile(file, JSON.stringify(content));
    await expect(withKeychain(keychain).load('a')).rejects.toThrow(/was changed/);
  });

  it('many who make the key at once make one', async () => {
    const keychain = fakeKeychain();
    const names = Array.from({ length: 8 }, (_, index) => `c${index}`);
    await Promise.all(
      names.map((name) => withKeychain(keychain).save(name, `ClientId=id;ClientSecret=s-${name}`)),
    );
    for (const name of names) {
      expect(await withKeychain(keychain).load(name)).toContain(`ClientSecret=s-${name}`);
    }
  });

  it('that refuses, secrets stay in a file of their owner', async () => {
    const refusing = { ...fakeKeychain(), write: () => Promise.reject(new Error('denied')) };
    const sealing = withKeychain(refusing);
    await sealing.save('a', 'ClientId=id;ClientSecret=s3cret');
    expect(await sealing.list()).toMatchObject([{ secrets: 'file' }]);
    expect(await book.load('a')).toBe('ClientId=id;ClientSecret=s3cret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('resolveConnection', () => {
  const files: ConnectionFiles = {
    readText: (path) =>
      path === '/run/secrets/xero'
        ? Promise.resolve('\uFEFFClientId=fromFile;\n')
        : Promise.reject(Object.assign(new Error('nope'), { code: 'ENOENT' })),
    load: (name) => Promise.resolve(`ClientId=saved-${name}`),
    defaultName: () => Promise.resolve(null),
  };
  const clientIdOf = async (
    input: string | undefined,
    env: Record<string, string> = {},
  ): Promise<string | null> => (await resolveConnection(input, env, files)).OAuthClientId;

  it('reads a literal string', async () => {
    expect(await clientIdOf('ClientId=a')).toBe('a');
  });

  it('reads a file named with @', async () => {
    expect(await clientIdOf('@/run/secrets/xero')).toBe('fromFile');
  });

  it('names a connection after the name it was saved under', async () => {
    expect((await resolveConnection('demo', {}, files)).ConnectionName).toBe('demo');
  });

  it('loads a saved name', async () => {
    expect(await clientIdOf('demo')).toBe('saved-demo');
  });

  it.each([
    ['ClientId=e', 'e'],
    ['@/run/secrets/xero', 'fromFile'],
    ['demo', 'saved-demo'],
  ])('falls back to the environment: %s', async (value, expected) => {
    expect(await clientIdOf(undefined, { XERO_SQL_CONNECTION: value })).toBe(expected);
  });

  it('prefers what is given to the environment', async () => {
    expect(await clientIdOf('ClientId=a', { XERO_SQL_CONNECTION: 'ClientId=e' })).toBe('a');
  });

  it('uses the default connection when nothing else is given', async () => {
    const withDefault = { ...files, defaultName: () => Promise.resolve('books') };
    const clientId = async (input?: string, env = {}): Promise<string | null> =>
      (await resolveConnection(input, env, withDefault)).OAuthClientId;
    expect(await clientId()).toBe('saved-books');
    expect(await clientId('ClientId=a')).toBe('a');
    expect(await clientId(undefined, { XERO_SQL_CONNECTION: 'ClientId=e' })).toBe('e');
  });

  it('says how to give a connection when there is none', async () => {
    await expect(resolveConnection(undefined, {}, files)).rejects.toMatchObject({
      code: 'PROPERTY_MISSING',
      message: 'No connection is given.',
    });
  });

  it('says when the file cannot be read', async () => {
    await expect(resolveConnection('@/missing', {}, files)).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
      message: 'The connection file /missing cannot be read (ENOENT).',
    });
  });
});
