/**
 * The sign-in from end to end: a real browser opens the address, clicks on the emulator's consent page
 * and is sent back to the callback server. Without a browser on the machine a stand-in of ours follows
 * the same page by HTTP.
 */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { connect, type Database } from '../../src/index.ts';
import { freePort } from './fake-identity.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** Goes to the address, presses a button of the consent page, and reads the page it ends on. */
type Visit = (address: string, button: 'Allow access' | 'Cancel') => Promise<string>;

async function connection(kind: 'oauth' | 'pkce'): Promise<string> {
  const callback = `http://localhost:${await freePort()}/callback`;
  emulator.allowRedirect(callback);
  const { clientId, clientSecret } = emulator.apps[kind];
  const secret = clientSecret === null ? '' : `;OAuthClientSecret=${clientSecret}`;
  const hosts = `ApiUrl=${emulator.url};IdentityUrl=${emulator.url};LoginUrl=${emulator.url}`;
  return `OAuthClientId=${clientId}${secret};CallbackURL=${callback};${hosts};OAuthSettingsLocation=memory://`;
}

async function opened(
  kind: 'oauth' | 'pkce',
  visit: Visit,
  button: 'Allow access' | 'Cancel',
): Promise<{ database: Database; lastPage: () => Promise<string> }> {
  let visited: Promise<string> = Promise.resolve('');
  const database = await connect(await connection(kind), {
    signIn: {
      signInMode: 'browser',
      write: () => undefined,
      openBrowser: async (address) => {
        visited = visit(address, button);
        await visited;
      },
    },
  });
  return { database, lastPage: () => visited };
}

function flows(visit: Visit): void {
  it.each(['oauth', 'pkce'] as const)('%s: who allows access can query', async (kind) => {
    const { database, lastPage } = await opened(kind, visit, 'Allow access');
    const { rows } = await database.query('SELECT TenantName FROM Tenants');
    expect(rows).toContainEqual({ TenantName: 'Bellbird Coffee Traders' });
    expect((await database.session()).renewable).toBe(true);
    expect(await lastPage()).toContain('You can close this window');
    await database.close();
  });

  it.each(['oauth', 'pkce'] as const)('%s: who refuses is told so', async (kind) => {
    const { database, lastPage } = await opened(kind, visit, 'Cancel');
    await expect(database.connections()).rejects.toMatchObject({
      code: 'SIGN_IN_REFUSED',
      message: 'The sign-in was declined.',
    });
    expect(await lastPage()).toContain('Sign-in not completed');
    await database.close();
  });
}

describe.skipIf(CHROMIUM === undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      // Containers run tests as root, which the sandbox refuses.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterAll(() => browser.close());

  flows(async (address, button) => {
    const page = await browser.newPage();
    try {
      await page.goto(address);
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.waitForURL(/localhost/);
      return await page.innerText('body');
    } finally {
      await page.close();
    }
  });
});

describe('by HTTP', () => {
  flows(async (address, button) => {
    const consent = await (await fetch(address)).text();
    expect(consent).toContain(`>${button}</button>`);
    const back = await emulator.approve(address, { allow: button === 'Allow access' });
    return (await fetch(back)).text();
  });
});
