import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyState, type TokenState } from '../../src/auth/grant.ts';
import {
  defaultTokenFile,
  fileTokenStore,
  storageTokenStore,
  type TokenStorage,
} from '../../src/auth/token-store.ts';
import { parseConnectionString } from '../../src/connection/index.ts';
import { fakeKeychain, vaultOf } from '../connection/fake-keychain.ts';
import { temporaryFolder } from './harness.ts';

const fileOf = (text: string): string => defaultTokenFile(parseConnectionString(text));

describe('the default token file', () => {
  it('is one per app, scheme and identity host', () => {
    const files = [
      'ClientId=a',
      'ClientId=b',
      'ClientId=a;ClientSecret=s',
      'ClientId=a;IdentityUrl=http://localhost:1',
    ].map(fileOf);
    expect(new Set(files).size).toBe(4);
    expect(files[0]).toMatch(/[/\\]xero-sql[/\\].*tokens[/\\]pkce-[0-9a-f]{16}\.json$/);
  });

  it('does not depend on what is queried, nor on the secret', () => {
    expect(fileOf('ClientId=a;ClientSecret=s;Tenant=x;Schema=FILES')).toBe(
      fileOf('ClientId=a;ClientSecret=t'),
    );
  });

  it('is one per refresh token given: they may be of different people', () => {
    const files = ['', ';RefreshToken=r', ';RefreshToken=q'].map((text) =>
      fileOf(`ClientId=a${text}`),
    );
    expect(new Set(files).size).toBe(3);
  });
});

const OWNER = 'owner';
const STATE: TokenState = {
  ...emptyState(OWNER),
  grant: {
    accessToken: 'at-1',
    issuedAt: 1,
    expiresAt: 2,
    refreshToken: 'rt-secret-1',
    scope: null,
  },
};

describe('a token file with a keychain', () => {
  it('is sealed, and opens in another process', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'tokens.json');
    const keychain = fakeKeychain();
    const store = (): ReturnType<typeof fileTokenStore> =>
      fileTokenStore(file, OWNER, undefined, vaultOf(keychain, join(folder, 'keychain')));
    await store().write(STATE);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('rt-secret-1');
    expect(text).not.toContain(keychain.held());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await store().read()).toMatchObject(STATE);
  });

  it('written before there was a keychain is read, and sealed at the next write', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'tokens.json');
    await fileTokenStore(file, OWNER).write(STATE);
    const vault = vaultOf(fakeKeychain(), join(folder, 'keychain'));
    const store = fileTokenStore(file, OWNER, undefined, vault);
    expect(await store.read()).toMatchObject(STATE);
    await store.write(STATE);
    expect(await readFile(file, 'utf8')).not.toContain('rt-secret-1');
    await expect(fileTokenStore(file, OWNER).read()).rejects.toMatchObject({ code: 'KEYCHAIN' });
  });
});

describe('a token store of the program’s own', () => {
  const inMemory = (): TokenStorage & { text: string | null } => ({
    text: null,
    load() {
      return Promise.resolve(this.text);
    },
    save(text) {
      this.text = text;
      return Promise.resolve();
    },
  });

  it('gets the text that it saved', async () => {
    const storage = inMemory();
    expect(await storageTokenStore(storage, OWNER).read()).toEqual(emptyState(OWNER));
    await storageTokenStore(storage, OWNER).write(STATE);
    expect(await storageTokenStore(storage, OWNER).read()).toMatchObject(STATE);
  });

  it('is not used for another app, nor when it is damaged', async () => {
    const storage = inMemory();
    await storageTokenStore(storage, OWNER).write(STATE);
    await expect(storageTokenStore(storage, 'another').read()).rejects.toMatchObject({
      code: 'TOKEN_STORE',
    });
    storage.text = 'x';
    await expect(storageTokenStore(storage, OWNER).read()).rejects.toMatchObject({
      code: 'TOKEN_STORE',
      message: 'The token store given is damaged.',
    });
  });

  it('that fails is told apart from the work that fails', async () => {
    const storage = { ...inMemory(), exclusive: <T>(work: () => Promise<T>) => work() };
    const store = storageTokenStore(storage, OWNER);
    await expect(store.exclusive(() => Promise.reject(new Error('work')))).rejects.toThrow('work');
    const broken = storageTokenStore(
      { ...storage, load: () => Promise.reject(new Error('no database')) },
      OWNER,
    );
    await expect(broken.read()).rejects.toMatchObject({
      code: 'TOKEN_STORE',
      cause: { message: 'no database' },
    });
  });
});
