import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { suitableMode } from '../../src/auth/sign-in.ts';
import { CLIENT_ID, CLIENT_SECRET, freePort } from './fake-identity.ts';
import {
  browse,
  CUSTOM_CONNECTION,
  failureOf,
  fakeIdentity,
  PKCE,
  temporaryFolder,
  tokensFor,
  WEB_APP,
} from './harness.ts';

const callback = async (): Promise<string> => `CallbackURL=http://localhost:${await freePort()}`;

describe('sign-in in the browser', () => {
  it('with PKCE sends the client ID in the body and proves the verifier', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${PKCE};${await callback()}`, { openBrowser: browse });
    expect(await tokens.current()).toMatch(/^at-/);
    const [page] = identity.pages;
    expect(Object.fromEntries(page ?? [])).toMatchObject({
      response_type: 'code',
      client_id: CLIENT_ID,
      code_challenge_method: 'S256',
      scope:
        'offline_access accounting.settings.read accounting.contacts.read accounting.invoices.read ' +
        'accounting.payments.read accounting.banktransactions.read ' +
        'accounting.manualjournals.read accounting.classicexpenses.read accounting.budgets.read ' +
        'accounting.attachments.read accounting.reports.profitandloss.read ' +
        'accounting.reports.balancesheet.read accounting.reports.trialbalance.read ' +
        'accounting.reports.banksummary.read accounting.reports.budgetsummary.read ' +
        'accounting.reports.executivesummary.read accounting.reports.aged.read ' +
        'accounting.reports.tenninetynine.read',
    });
    const [call] = identity.tokenCalls;
    expect(call?.authorization).toBeUndefined();
    expect(call?.body.get('client_id')).toBe(CLIENT_ID);
    expect(call?.body.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it('with a secret uses HTTP Basic and no PKCE', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${WEB_APP};${await callback()}`, { openBrowser: browse });
    expect(await tokens.current()).toMatch(/^at-/);
    expect(identity.pages[0]?.has('code_challenge')).toBe(false);
    const [call] = identity.tokenCalls;
    expect(call?.authorization).toBe(`Basic ${btoa(`${CLIENT_ID}:${CLIENT_SECRET}`)}`);
    expect(call?.body.has('code_verifier')).toBe(false);
    expect(call?.body.has('client_secret')).toBe(false);
  });

  it('answers the browser with a page and closes the port', async () => {
    const identity = await fakeIdentity();
    const url = await callback();
    let page: { status: number; html: string } | undefined;
    const tokens = tokensFor(identity, `${PKCE};${url}`, {
      openBrowser: async (address) => {
        const response = await fetch(address);
        page = { status: response.status, html: await response.text() };
      },
    });
    await tokens.current();
    await vi.waitFor(() => expect(page?.status).toBe(200));
    expect(page?.html).toContain('You can close this window.');
    await expect(fetch(url.replace('CallbackURL=', ''))).rejects.toThrow();
  });

  it('answers on the path of the CallbackURL only', async () => {
    const identity = await fakeIdentity();
    const port = await freePort();
    const statuses: number[] = [];
    const tokens = tokensFor(identity, `${PKCE};CallbackURL=http://localhost:${port}/cb`, {
      openBrowser: async (address) => {
        for (const path of ['/', '/favicon.ico', '/cb', '/other?code=1']) {
          statuses.push((await fetch(`http://127.0.0.1:${port}${path}`)).status);
        }
        await browse(address);
      },
    });
    await tokens.current();
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('says that the person declined, and escapes what the host said', async () => {
    const identity = await fakeIdentity({ person: 'declines' });
    let html = '';
    const tokens = tokensFor(identity, `${PKCE};${await callback()}`, {
      openBrowser: async (address) => {
        html = await (await fetch(address)).text();
      },
    });
    const failure = await failureOf(tokens.current());
    expect(failure).toMatchObject({
      code: 'SIGN_IN_REFUSED',
      message: 'The sign-in was declined.',
      hint: 'Run it again and choose "Allow access" for the organisations to query.',
    });
    await vi.waitFor(() => expect(html).toContain('&lt;b&gt;DENIED&lt;/b&gt;'));
    expect(html).not.toContain('<b>');
    expect(identity.tokenCalls).toHaveLength(0);
  });

  it('refuses an answer with another state', async () => {
    const identity = await fakeIdentity({ person: 'is sent with another state' });
    let status = 0;
    const tokens = tokensFor(identity, `${WEB_APP};${await callback()}`, {
      openBrowser: async (address) => {
        status = (await fetch(address)).status;
      },
    });
    const failure = await failureOf(tokens.current());
    expect(failure.code).toBe('SIGN_IN_REFUSED');
    expect(failure.message).toBe(
      'Xero refused the sign-in: the answer does not belong to this sign-in.',
    );
    await vi.waitFor(() => expect(status).toBe(400));
    expect(identity.tokenCalls).toHaveLength(0);
  });

  it('names the scopes when the app may not have one', async () => {
    const identity = await fakeIdentity({ allowedScopes: ['offline_access', 'files.read'] });
    const tokens = tokensFor(identity, `${PKCE};Scope=files.read nonsense;${await callback()}`, {
      openBrowser: browse,
    });
    const failure = await failureOf(tokens.current());
    expect(failure.code).toBe('TOKEN_REFUSED');
    expect(failure.message).toBe(
      'The app may not have one of: offline_access files.read nonsense.',
    );
  });

  it('says which port is taken', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${PKCE};CallbackURL=http://localhost:${port}`);
    const failure = await failureOf(tokens.current());
    other.close();
    expect(failure.code).toBe('SIGN_IN_REFUSED');
    expect(failure.message).toBe(`Port ${port} of the CallbackURL is taken.`);
  });

  it('says that it cannot listen at an address that is not of this machine', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${PKCE};CallbackURL=http://192.0.2.1:8080`);
    expect(await failureOf(tokens.current())).toMatchObject({
      code: 'SIGN_IN_REFUSED',
      message: 'Port 8080 of the CallbackURL cannot be listened on (EADDRNOTAVAIL).',
    });
  });

  it('ends when nobody signs in, and says what Xero may have shown', async () => {
    const identity = await fakeIdentity({ redirectUris: ['http://elsewhere'] });
    const url = await callback();
    const tokens = tokensFor(identity, `${PKCE};${url}`, {
      openBrowser: browse,
      signInTimeoutMs: 100,
    });
    const failure = await failureOf(tokens.current());
    expect(failure.code).toBe('SIGN_IN_REFUSED');
    expect(failure.message).toMatch(/^Nobody completed the sign-in within/);
    expect(failure.hint).toContain(`add exactly ${url.replace('CallbackURL=', '')} to the app`);
  });

  it('can be cancelled, which frees the port', async () => {
    const identity = await fakeIdentity();
    const url = await callback();
    const cancel = new AbortController();
    const tokens = tokensFor(identity, `${PKCE};${url}`, {
      openBrowser: () => {
        cancel.abort();
        return Promise.resolve();
      },
    });
    expect(await failureOf(tokens.current(cancel.signal))).toMatchObject({ code: 'CANCELLED' });
    const again = tokensFor(identity, `${PKCE};${url}`, { openBrowser: browse });
    expect(await again.current()).toMatch(/^at-/);
  });

  it('goes on for others when one of its callers is cancelled', async () => {
    const identity = await fakeIdentity();
    const cancel = new AbortController();
    const tokens = tokensFor(identity, `${PKCE};${await callback()}`, {
      openBrowser: (address) => {
        cancel.abort();
        return browse(address);
      },
    });
    const [one, other] = await Promise.allSettled([
      tokens.current(cancel.signal),
      tokens.current(),
    ]);
    expect(one.status).toBe('rejected');
    expect(other.status).toBe('fulfilled');
    expect(identity.pages).toHaveLength(1);
  });
});

describe('sign-in without a browser', () => {
  /** Signs in on the page at the address in `text` and gives the address that Xero redirects to. */
  const completed = async (text: string): Promise<string> => {
    const url = /http\S+/.exec(text)?.[0] ?? '';
    const response = await fetch(url, { redirect: 'manual' });
    return response.headers.get('location') ?? '';
  };

  it.each(['the whole address', 'its query', 'the code'] as const)(
    'takes %s, pasted',
    async (form) => {
      const identity = await fakeIdentity();
      let printed = '';
      const tokens = tokensFor(identity, PKCE, {
        signInMode: 'paste',
        write: (text) => {
          printed += text;
        },
        prompt: async () => {
          const address = await completed(printed);
          if (form === 'the whole address') return `  "${address}"\n`;
          if (form === 'its query') return new URL(address).search;
          return new URL(address).searchParams.get('code') ?? '';
        },
      });
      expect(await tokens.current()).toMatch(/^at-/);
    },
  );

  it('refuses a pasted address with another state', async () => {
    const identity = await fakeIdentity({ person: 'is sent with another state' });
    let printed = '';
    const tokens = tokensFor(identity, PKCE, {
      signInMode: 'paste',
      write: (text) => {
        printed += text;
      },
      prompt: () => completed(printed),
    });
    expect(await failureOf(tokens.current())).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(identity.tokenCalls).toHaveLength(0);
  });

  it.each(['', 'http://localhost:33333/', 'no idea'])('refuses %j, pasted', async (pasted) => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, PKCE, {
      signInMode: 'paste',
      prompt: () => Promise.resolve(pasted),
    });
    expect(await failureOf(tokens.current())).toMatchObject({
      code: 'SIGN_IN_REFUSED',
      message: 'There is no sign-in code in what was given.',
    });
  });

  it.each([
    ['PKCE', PKCE],
    ['OAuth', WEB_APP],
  ])('prints the address in one run and takes OAuthVerifier in the next: %s', async (_, app) => {
    const identity = await fakeIdentity();
    const file = join(await temporaryFolder(), 'tokens.json');
    const connection = `${app};OAuthSettingsLocation=${file}`;
    const runs: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      let printed = '';
      const tokens = tokensFor(identity, connection, {
        signInMode: 'print',
        write: (text) => {
          printed += text;
        },
      });
      expect(await failureOf(tokens.current())).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
      runs.push(printed);
    }
    expect(runs[1]).toBe(runs[0]);

    const withVerifier = `${connection};OAuthVerifier="${await completed(runs[0] ?? '')}"`;
    const first = await tokensFor(identity, withVerifier).current();
    expect(first).toMatch(/^at-/);
    // The verifier stays in the connection string, where it must not be used twice.
    expect(await tokensFor(identity, withVerifier).current()).toBe(first);
    expect(await tokensFor(identity, withVerifier).renew(first)).not.toBe(first);
    const grants = identity.tokenCalls.map(({ body }) => body.get('grant_type'));
    expect(grants).toEqual(['authorization_code', 'refresh_token']);
  });

  it('refuses an OAuthVerifier that no page of ours led to, with PKCE', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${PKCE};OAuthVerifier=code-1`);
    expect(await failureOf(tokens.current())).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message: 'No sign-in waits for the code in OAuthVerifier.',
    });
  });

  it('explains a code that Xero refuses, without repeating it', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, `${WEB_APP};OAuthVerifier=code-0123456789`);
    const failure = await failureOf(tokens.current());
    expect(failure).toMatchObject({
      code: 'TOKEN_REFUSED',
      message: 'Xero refused the sign-in code.',
    });
    expect(inspect(failure, { depth: null })).not.toContain('code-0123456789');
  });

  it('keeps nothing of the person but the state and verifier while it waits', async () => {
    const identity = await fakeIdentity();
    const file = join(await temporaryFolder(), 'tokens.json');
    const tokens = tokensFor(identity, `${WEB_APP};OAuthSettingsLocation=${file}`, {
      signInMode: 'print',
    });
    await failureOf(tokens.current());
    expect(await readFile(file, 'utf8')).not.toContain(CLIENT_SECRET);
  });
});

describe('suitableMode', () => {
  const LOCAL = 'http://localhost:33333';
  it.each([
    ['a desktop', LOCAL, true, { DISPLAY: ':0' }, 'linux', 'browser'],
    ['a Mac', LOCAL, false, {}, 'darwin', 'browser'],
    ['a Linux server', LOCAL, true, {}, 'linux', 'paste'],
    ['a job on a server', LOCAL, false, {}, 'linux', 'print'],
    ['a remote shell', LOCAL, true, { SSH_CONNECTION: '1' }, 'darwin', 'paste'],
    ['a callback elsewhere', 'https://app.example/cb', true, {}, 'darwin', 'paste'],
  ] as const)('%s', (_what, url, canPrompt, env, platform, mode) => {
    expect(suitableMode(url, canPrompt, env, platform)).toBe(mode);
  });
});

describe('a Custom Connection', () => {
  it('gets its token with Basic, no scope and no sign-in', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, CUSTOM_CONNECTION);
    expect(await tokens.current()).toMatch(/^at-/);
    expect(identity.pages).toHaveLength(0);
    const [call] = identity.tokenCalls;
    expect(call?.body.get('grant_type')).toBe('client_credentials');
    expect(call?.body.has('scope')).toBe(false);
    expect(call?.authorization).toMatch(/^Basic /);
  });

  it('asks for the scopes that Scope names', async () => {
    const identity = await fakeIdentity();
    await tokensFor(identity, `${CUSTOM_CONNECTION};Scope=assets.read  files.read`).current();
    expect(identity.tokenCalls[0]?.body.get('scope')).toBe('assets.read files.read');
  });

  it('gets another token when Xero refuses one', async () => {
    const identity = await fakeIdentity();
    const tokens = tokensFor(identity, CUSTOM_CONNECTION);
    const first = await tokens.current();
    const second = await tokens.renew(first);
    expect(second).not.toBe(first);
    expect(await tokens.current()).toBe(second);
  });

  it('says which scope the app may not have', async () => {
    const identity = await fakeIdentity({ allowedScopes: ['assets.read'] });
    const tokens = tokensFor(identity, `${CUSTOM_CONNECTION};Scope=assets.read files`);
    const failure = await failureOf(tokens.current());
    expect(failure.message).toBe('The app may not have one of: assets.read files.');
  });
});
