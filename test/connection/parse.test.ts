import { homedir } from 'node:os';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  formatConnectionString,
  parseConnectionString,
  Secret,
  type ConnectionProperties,
} from '../../src/connection/index.ts';
import { ConnectionError } from '../../src/errors.ts';

const APP = 'OAuthClientId=0123456789ABCDEF';

/** The properties with their secrets in clear, as plain data to compare. */
function revealed(properties: ConnectionProperties): Record<string, unknown> {
  const entries = Object.entries(properties).map(([name, value]) => [
    name,
    value instanceof Secret ? value.reveal() : value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function errorOf(text: string): ConnectionError {
  try {
    parseConnectionString(text);
  } catch (error) {
    if (error instanceof ConnectionError) return error;
    throw error;
  }
  throw new Error('the connection string was accepted');
}

describe('parseConnectionString: accepted', () => {
  it.each<[string, string, Partial<Record<keyof ConnectionProperties, unknown>>]>([
    ['one property', APP, { OAuthClientId: '0123456789ABCDEF' }],
    ['an alias', 'ClientId=a', { OAuthClientId: 'a' }],
    ['an alias with a space', 'Client ID=a', { OAuthClientId: 'a' }],
    ['underscores and lower case', 'oauth_client_id=a', { OAuthClientId: 'a' }],
    [
      'spaces around everything',
      '  OAuthClientId = a ;  Tenant =  Demo Ltd  ',
      { OAuthClientId: 'a', Tenant: 'Demo Ltd' },
    ],
    [
      'empty and trailing segments',
      ';;OAuthClientId=a;;PageSize=50; ;',
      { OAuthClientId: 'a', PageSize: 50 },
    ],
    ['one property a line', 'OAuthClientId=a;\nPageSize=50;\r\n', { PageSize: 50 }],
    ['"=" inside a value', 'ClientId=a==;Tenant=x=y', { OAuthClientId: 'a==', Tenant: 'x=y' }],
    ['";" in double quotes', `${APP};Tenant="a;b"`, { Tenant: 'a;b' }],
    ['";" in single quotes', `${APP};Tenant='a;b'`, { Tenant: 'a;b' }],
    ['a doubled double quote', `${APP};Tenant="say ""hi"";"`, { Tenant: 'say "hi";' }],
    ['a doubled single quote', `${APP};Tenant='O''Brien'`, { Tenant: "O'Brien" }],
    ['a quote inside a bare value', `${APP};Tenant=O'Brien "Ltd"`, { Tenant: `O'Brien "Ltd"` }],
    ['spaces kept inside quotes', `${APP};Tenant="  a  "  ;`, { Tenant: '  a  ' }],
    [
      'an empty value as the default',
      `${APP};Tenant=;PageSize=;`,
      { Tenant: null, PageSize: 1000 },
    ],
    ['an empty quoted value', `${APP};Tenant=""`, { Tenant: null }],
    ['enumerations without case', `${APP};schema=Payrollaus`, { Schema: 'PAYROLLAUS' }],
    ['emoji and accents', `${APP};Tenant=Crème 🍰`, { Tenant: 'Crème 🍰' }],
    ['yes', `${APP};IncludeArchived=YES`, { IncludeArchived: true }],
    ['0', `${APP};Readonly=0`, { Readonly: false }],
    ['a home folder', `${APP};Logfile=~/x.log`, { Logfile: `${homedir()}/x.log` }],
    [
      'a base address with a slash',
      `${APP};ApiUrl=http://127.0.0.1:8080/`,
      {
        ApiUrl: 'http://127.0.0.1:8080',
      },
    ],
    [
      'a callback letter for letter',
      `${APP};CallbackURL=http://localhost:1/`,
      {
        CallbackURL: 'http://localhost:1/',
      },
    ],
    [
      'a bare proxy host',
      `${APP};ProxyServer=proxy.example;ProxyPort=3128`,
      {
        ProxyServer: 'http://proxy.example',
        ProxyPort: 3128,
      },
    ],
    ['an access token alone', 'OAuthAccessToken=t', { OAuthAccessToken: 't', AuthScheme: 'PKCE' }],
    ['OAuth implied by a secret', 'ClientSecret=s;ClientId=i', { AuthScheme: 'OAuth' }],
    ['PKCE implied without one', APP, { AuthScheme: 'PKCE' }],
    ['PKCE when the secret is empty', `${APP};ClientSecret=`, { AuthScheme: 'PKCE' }],
    [
      'an explicit scheme',
      'ClientSecret=s;ClientId=i;Auth Scheme=oauthclient',
      {
        AuthScheme: 'OAuthClient',
      },
    ],
    ['OFF with a token', 'InitiateOAuth=off;AccessToken=t', { InitiateOAuth: 'OFF' }],
  ])('%s', (_what, text, expected) => {
    expect(revealed(parseConnectionString(text))).toMatchObject(expected);
  });

  it.each([
    ['ApiUrl=http://localhost:8080', 'http://localhost:8080', 'http://localhost:8080'],
    ['ApiUrl=https://api.xero.com', 'https://identity.xero.com', 'https://login.xero.com'],
    [
      'ApiUrl=http://a;IdentityUrl=https://identity.xero.com',
      'https://identity.xero.com',
      'http://a',
    ],
  ])('%s: sign-in goes where the APIs are, unless it is told', (text, identity, login) => {
    const parsed = parseConnectionString(`ClientId=a;${text}`);
    expect([parsed.IdentityUrl, parsed.LoginUrl]).toEqual([identity, login]);
    const again = parseConnectionString(formatConnectionString(parsed, { secrets: 'keep' }));
    expect(again).toEqual(parsed);
  });

  it('fills in every default', () => {
    expect(revealed(parseConnectionString('ClientId=a'))).toEqual({
      ConnectionName: null,
      Tenant: null,
      OnTenantError: 'fail',
      Schema: 'ACCOUNTING',
      Readonly: true,
      AuthScheme: 'PKCE',
      OAuthClientId: 'a',
      OAuthClientSecret: null,
      OAuthRefreshToken: null,
      OAuthAccessToken: null,
      CallbackURL: 'http://localhost:33333',
      OAuthVerifier: null,
      InitiateOAuth: 'GETANDREFRESH',
      OAuthSettingsLocation: null,
      Scope: null,
      PageSize: 1000,
      MaxRows: null,
      MaxCalls: 1000,
      IncludeArchived: false,
      CacheSeconds: 60,
      Engine: 'auto',
      Timeout: 60,
      MaxRetries: 5,
      RetryDailyLimit: false,
      ProxyServer: null,
      ProxyPort: null,
      ProxyUser: null,
      ProxyPassword: null,
      ApiUrl: 'https://api.xero.com',
      AccountingUrl: null,
      AssetsUrl: null,
      FilesUrl: null,
      PayrollAuUrl: null,
      ProjectsUrl: null,
      IdentityUrl: 'https://identity.xero.com',
      TokenUrl: null,
      LoginUrl: 'https://login.xero.com',
      Verbosity: 1,
      Logfile: null,
    });
  });
});

describe('parseConnectionString: refused', () => {
  /** [text, code, message, hint, column] */
  it.each<[string, string, string, string | undefined, number | undefined]>([
    [
      'Tenant',
      'CONNECTION_STRING_SYNTAX',
      'Part 1 of the connection string has no "=".',
      'Write it as Key=Value;Key=Value, and put quotes around a value that contains ";".',
      1,
    ],
    [
      'ClientId=a; Tenant',
      'CONNECTION_STRING_SYNTAX',
      'Part 2 of the connection string has no "=".',
      'Write it as Key=Value;Key=Value, and put quotes around a value that contains ";".',
      13,
    ],
    [
      'ClientId=a;=b',
      'CONNECTION_STRING_SYNTAX',
      'Part 2 of the connection string has no key before "=".',
      undefined,
      12,
    ],
    [
      'ClientId=a;Tenant="b;PageSize=1',
      'CONNECTION_STRING_SYNTAX',
      'The value in part 2 of the connection string has no closing ".',
      'Inside a quoted value, write " twice; put a value that begins with " in quotes.',
      19,
    ],
    [
      `ClientId=a;Tenant='b'c`,
      'CONNECTION_STRING_SYNTAX',
      'Part 2 of the connection string goes on after its closing quote.',
      'Put ";" after the closing quote; inside a quoted value, write the quote twice.',
      22,
    ],
    [
      'ClientId=a;Tennant=b',
      'PROPERTY_UNKNOWN',
      'There is no connection property "Tennant".',
      'Did you mean Tenant?',
      12,
    ],
    [
      'Clinet Id=a',
      'PROPERTY_UNKNOWN',
      'There is no connection property "Clinet Id".',
      'Did you mean ClientId?',
      1,
    ],
    [
      'ClientId=a;Frobnicate=b',
      'PROPERTY_UNKNOWN',
      'There is no connection property "Frobnicate".',
      'xero-sql --help lists the properties.',
      12,
    ],
    [
      'ClientId=a;__proto__=b',
      'PROPERTY_UNKNOWN',
      'There is no connection property with the name given here.',
      'If the value of OAuthClientId contains ";", put quotes around it.',
      12,
    ],
    [
      'ClientId=a;PageSize=1001',
      'PROPERTY_INVALID',
      'PageSize must be a whole number from 1 to 1000.',
      undefined,
      21,
    ],
    [
      'ClientId=a;PageSize=ten',
      'PROPERTY_INVALID',
      'PageSize must be a whole number from 1 to 1000.',
      undefined,
      21,
    ],
    [
      'ClientId=a;MaxRows=0',
      'PROPERTY_INVALID',
      'MaxRows must be a whole number of at least 1.',
      undefined,
      20,
    ],
    [
      'ClientId=a;MaxRows=1.5',
      'PROPERTY_INVALID',
      'MaxRows must be a whole number of at least 1.',
      undefined,
      20,
    ],
    [
      'ClientId=a;Readonly=maybe',
      'PROPERTY_INVALID',
      'Readonly must be true or false.',
      undefined,
      21,
    ],
    [
      'ClientId=a;AuthScheme=OAuth2',
      'PROPERTY_INVALID',
      'AuthScheme must be OAuth, PKCE or OAuthClient.',
      'Did you mean OAuth?',
      23,
    ],
    [
      'ClientId=a;Schema=SALES',
      'PROPERTY_INVALID',
      'Schema must be ACCOUNTING, ASSETS, PAYROLLAUS, FILES or PROJECTS.',
      undefined,
      19,
    ],
    [
      'ClientId=a;ApiUrl=localhost:80',
      'PROPERTY_INVALID',
      'ApiUrl must be an address like http://localhost:8080, without a user, "?" or "#".',
      undefined,
      19,
    ],
    [
      'ClientId=a;ProxyServer=http://me:pass@proxy',
      'PROPERTY_INVALID',
      'ProxyServer must be an address like http://localhost:8080, without a user, "?" or "#".',
      undefined,
      24,
    ],
    [
      'ClientId=a;Tenant=b;TENANT=c',
      'PROPERTY_INVALID',
      'Tenant is given twice.',
      'Remove one of them.',
      21,
    ],
    [
      'ClientId=a;OAuthClientId=a',
      'PROPERTY_INVALID',
      'OAuthClientId is given twice.',
      'Remove one of them.',
      12,
    ],
    [
      'OAuthClientId=a;Client ID=b',
      'PROPERTY_INVALID',
      'OAuthClientId is given twice.',
      '"Client ID" is another name for OAuthClientId. Remove one of them.',
      17,
    ],
    [
      '',
      'PROPERTY_MISSING',
      'AuthScheme=PKCE needs OAuthClientId.',
      'Copy the client ID from the app at developer.xero.com. An app with a client secret needs OAuthClientSecret too.',
      undefined,
    ],
    [
      'ClientId=a;AuthScheme=OAuth',
      'PROPERTY_MISSING',
      'AuthScheme=OAuth needs OAuthClientSecret.',
      'Copy both from the app at developer.xero.com. An app without a secret uses AuthScheme=PKCE.',
      undefined,
    ],
    [
      'AuthScheme=OAuthClient',
      'PROPERTY_MISSING',
      'AuthScheme=OAuthClient needs OAuthClientId and OAuthClientSecret.',
      'Copy both from the Custom Connection at developer.xero.com.',
      undefined,
    ],
    [
      'RefreshToken=r',
      'PROPERTY_MISSING',
      'AuthScheme=PKCE needs OAuthClientId.',
      'Copy the client ID from the app at developer.xero.com. An app with a client secret needs OAuthClientSecret too.',
      undefined,
    ],
    [
      'ClientId=a;InitiateOAuth=OFF',
      'PROPERTY_MISSING',
      'InitiateOAuth=OFF needs OAuthAccessToken.',
      'Give an access token, or set InitiateOAuth to REFRESH or GETANDREFRESH.',
      undefined,
    ],
    [
      'ClientId=a;ProxyPort=80',
      'PROPERTY_MISSING',
      'ProxyPort needs ProxyServer.',
      undefined,
      undefined,
    ],
    [
      'ClientId=a;ProxyServer=p;ProxyPassword=x',
      'PROPERTY_MISSING',
      'ProxyPassword needs ProxyUser.',
      undefined,
      undefined,
    ],
  ])('%s', (text, code, message, hint, column) => {
    const error = errorOf(text);
    expect({
      code: error.code,
      message: error.message,
      hint: error.hint,
      column: error.position?.column,
    }).toEqual({
      code,
      message,
      hint,
      column,
    });
  });

  it('counts lines', () => {
    expect(errorOf('ClientId=a;\nTenant=b;\n  Pagesise=1').position).toEqual({
      line: 3,
      column: 3,
      offset: 24,
    });
  });
});

describe('secrets', () => {
  const SECRET = 'sEcReTvAlUe';

  it.each([
    `OAuthClientSecret ${SECRET}`,
    `OAuthClientSecret="${SECRET}`,
    `OAuthClientSecret="x"${SECRET}`,
    `OAuthClientSecret=x;${SECRET}`,
    `OAuthClientSecret=x;${SECRET}=1`,
    `ClientId=a;OAuthAccessToken=x;${SECRET};Tenant=b`,
    `${SECRET}9=`,
    `OAuthClientSecret=${SECRET};PageSize=x`,
    `OAuthClientSecret=${SECRET};ClientSecret=${SECRET}`,
    `AuthScheme=${SECRET}`,
    `PageSize=${SECRET}`,
    `ApiUrl=http://u:${SECRET}@x`,
    `OAuthClientSecret=${SECRET}`,
  ])('never reach an error: %s', (text) => {
    expect(inspect(errorOf(text), { depth: null })).not.toContain(SECRET);
  });

  it('do not print, serialise or concatenate', () => {
    const properties = parseConnectionString(
      `ClientId=a;ClientSecret=${SECRET};Verifier=${SECRET}`,
    );
    const shown = [
      inspect(properties, { depth: null, showHidden: true }),
      JSON.stringify(properties),
      String(properties.OAuthClientSecret),
    ];
    expect(shown.join()).not.toContain(SECRET);
    expect(properties.OAuthClientSecret?.reveal()).toBe(SECRET);
  });
});

describe('formatConnectionString', () => {
  it.each([
    'ClientId=a',
    'ClientId=a;ClientSecret="x;y";Tenant=" O\'Brien ""& Co"""',
    `ClientId=a;Tenant="'quoted'";PageSize=7;Readonly=no;ApiUrl=http://127.0.0.1:1`,
    'AccessToken=t;InitiateOAuth=OFF',
    'ClientId=a;ClientSecret=s;AuthScheme=PKCE',
  ])('parses back to the same: %s', (text) => {
    const properties = parseConnectionString(text);
    const again = parseConnectionString(formatConnectionString(properties, { secrets: 'keep' }));
    expect(revealed(again)).toEqual(revealed(properties));
  });

  it('masks secrets', () => {
    const properties = parseConnectionString('ClientId=a;ClientSecret=s3;Tenant=b');
    expect(formatConnectionString(properties, { secrets: 'mask' })).toBe(
      'Tenant=b;AuthScheme=OAuth;OAuthClientId=a;OAuthClientSecret=***',
    );
  });
});
