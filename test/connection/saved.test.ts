import { mkdtemp, readdir, rm, stat, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  listConnections,
  loadConnection,
  resolveConnection,
  saveConnection,
  type ConnectionFiles,
} from '../../src/connection/index.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xero-sql-saved-'));
  file = join(folder, 'config', 'connections.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('saved connections', () => {
  it('are kept by name, compared without case', async () => {
    await saveConnection('Demo', 'ClientId=a', file);
    await saveConnection('books', 'ClientId=b', file);
    await saveConnection('DEMO', 'ClientId=c', file);
    expect(await listConnections(file)).toEqual(['books', 'DEMO']);
    expect(await loadConnection('demo', file)).toBe('ClientId=c');
  });

  it('survive being saved at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `c${index}`);
    await Promise.all(names.map((name) => saveConnection(name, 'ClientId=a', file)));
    expect([...(await listConnections(file))].sort()).toEqual([...names].sort());
  });

  it('are readable by their owner only, and leave no other file', async () => {
    await saveConnection('demo', 'ClientId=a;ClientSecret=s', file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'config'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'config'))).toEqual(['connections.json']);
  });

  it('hold names that are also names of object properties', async () => {
    await saveConnection('__proto__', 'ClientId=a', file);
    expect(await loadConnection('__proto__', file)).toBe('ClientId=a');
    await expect(loadConnection('constructor', file)).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
    });
  });

  it.each(['', '  ', 'a=b', '@demo'])('cannot be named %j', async (name) => {
    await expect(saveConnection(name, 'ClientId=a', file)).rejects.toMatchObject({
      code: 'PROPERTY_INVALID',
    });
  });

  it('must be right to be saved', async () => {
    await expect(saveConnection('demo', 'ClientId=a;PageSize=x', file)).rejects.toMatchObject({
      code: 'PROPERTY_INVALID',
    });
    expect(await listConnections(file)).toEqual([]);
  });

  it('suggest a near name for one that does not exist', async () => {
    await saveConnection('production', 'ClientId=a', file);
    await expect(loadConnection('prodution', file)).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
      message: 'There is no saved connection named "prodution".',
      hint: 'Did you mean production?',
    });
    await expect(loadConnection('x', file)).rejects.toMatchObject({
      hint: 'There are: production. A connection string has the form Key=Value;Key=Value.',
    });
  });

  it('do not repeat what may be a token instead of a name', async () => {
    const token = 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjFDQUY4RTY2';
    await expect(loadConnection(token, file)).rejects.toMatchObject({
      message: 'There is no saved connection of that name.',
    });
  });

  it('leave a damaged file as it is', async () => {
    await saveConnection('a', 'ClientId=a', file);
    await writeFile(file, '{"version":1,');
    await expect(saveConnection('b', 'ClientId=b', file)).rejects.toThrow(/does not hold saved/);
    expect(await readFile(file, 'utf8')).toBe('{"version":1,');
  });
});

describe('resolveConnection', () => {
  const files: ConnectionFiles = {
    readText: (path) =>
      path === '/run/secrets/xero'
        ? Promise.resolve('\uFEFFClientId=fromFile;\n')
        : Promise.reject(Object.assign(new Error('nope'), { code: 'ENOENT' })),
    load: (name) => Promise.resolve(`ClientId=saved-${name}`),
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
