/**
 * The catalogue of connection properties. Parsing, defaults, `--help`, the documentation's table,
 * `sys_connection_props` and error messages all read it; nothing else lists properties.
 */
import { SCHEMA_NAMES } from '../schemas/model.ts';
import type { PropertyDefinition, ValueOf } from './definition.ts';

export const ON_TENANT_ERROR = ['fail', 'skip'] as const;

export const ENGINES = ['auto', 'builtin', 'duckdb'] as const;

export const AUTH_SCHEMES = ['OAuth', 'PKCE', 'OAuthClient'] as const;
export type AuthScheme = (typeof AUTH_SCHEMES)[number];

export const INITIATE_OAUTH = ['OFF', 'REFRESH', 'GETANDREFRESH'] as const;
export type InitiateOAuth = (typeof INITIATE_OAUTH)[number];

const APP_PAGE = 'developer.xero.com, My Apps, the app, Configuration';

export const PROPERTIES = {
  ConnectionName: {
    kind: 'string',
    default: null,
    aliases: [],
    group: 'Connection',
    description: 'The name that the connection is listed and saved under.',
  },
  Tenant: {
    kind: 'string',
    default: null,
    defaultNote: 'the first organisation that Xero lists',
    aliases: ['TenantId', 'Organisation', 'Organization'],
    group: 'Connection',
    description:
      'The organisation to read: its name or its tenant ID; `*` reads every connected ' +
      'organisation. A name that several organisations bear is an error that lists their IDs.',
    whereXeroShowsIt: 'SELECT * FROM Tenants',
  },
  OnTenantError: {
    kind: 'enum',
    values: ON_TENANT_ERROR,
    default: 'fail',
    aliases: [],
    group: 'Connection',
    description:
      'What a statement over several organisations does when one of them may not be read: `fail` ' +
      'with an error that names it, or `skip` it whole, with a warning. Results of `skip` come when ' +
      'all organisations have been read. If none can be read, it is an error.',
  },
  Schema: {
    kind: 'enum',
    values: SCHEMA_NAMES,
    default: 'ACCOUNTING',
    aliases: ['DefaultSchema'],
    group: 'Connection',
    description:
      'The schema that unqualified table names belong to. Qualified names reach every schema.',
  },
  Readonly: {
    kind: 'boolean',
    default: true,
    aliases: [],
    group: 'Connection',
    description: 'Refuses statements that would change data in Xero.',
  },
  AuthScheme: {
    kind: 'enum',
    values: AUTH_SCHEMES,
    default: 'PKCE',
    defaultNote: 'OAuth if a client secret is given, else PKCE',
    aliases: [],
    group: 'Sign-in',
    description:
      '`OAuth`: a web app, with client ID and secret, and a sign-in in the browser. `PKCE`: a mobile ' +
      'or desktop app, with a client ID only, and a sign-in in the browser. `OAuthClient`: a Custom ' +
      'Connection, with client ID and secret, one organisation and no sign-in.',
    whereXeroShowsIt: 'the type chosen when the app was made',
  },
  OAuthClientId: {
    kind: 'string',
    default: null,
    aliases: ['ClientId'],
    group: 'Sign-in',
    description: "The app's client ID.",
    whereXeroShowsIt: APP_PAGE,
  },
  OAuthClientSecret: {
    kind: 'secret',
    default: null,
    aliases: ['ClientSecret'],
    group: 'Sign-in',
    description: "The app's client secret. PKCE apps have none.",
    whereXeroShowsIt: `${APP_PAGE}, Generate a secret (shown once)`,
  },
  OAuthRefreshToken: {
    kind: 'secret',
    default: null,
    aliases: ['RefreshToken'],
    group: 'Sign-in',
    description:
      'A refresh token from an earlier sign-in. Xero replaces it at each use; the newest one is kept ' +
      'in OAuthSettingsLocation and takes over from the one given here.',
  },
  OAuthAccessToken: {
    kind: 'secret',
    default: null,
    aliases: ['AccessToken'],
    group: 'Sign-in',
    description:
      'An access token to use as it is. It lasts 30 minutes; without a refresh token it cannot be ' +
      'renewed.',
  },
  CallbackURL: {
    kind: 'url',
    form: 'callback',
    default: 'http://localhost:33333',
    aliases: ['RedirectURI', 'RedirectURL', 'OAuthCallbackURL'],
    group: 'Sign-in',
    description:
      "Where Xero sends the browser after the sign-in. It must be one of the app's redirect URIs, " +
      'letter for letter.',
    whereXeroShowsIt: `${APP_PAGE}, Redirect URIs`,
  },
  OAuthVerifier: {
    kind: 'secret',
    default: null,
    aliases: ['Verifier'],
    group: 'Sign-in',
    description:
      'For a sign-in without a browser on this machine: the code, or the whole address, that Xero ' +
      'redirected to after the sign-in page that an earlier run printed was completed.',
  },
  InitiateOAuth: {
    kind: 'enum',
    values: INITIATE_OAUTH,
    default: 'GETANDREFRESH',
    aliases: [],
    group: 'Sign-in',
    description:
      '`GETANDREFRESH`: starts a sign-in when there is no usable token, and renews tokens. `REFRESH`: ' +
      'renews tokens, but never starts a sign-in. `OFF`: uses OAuthAccessToken as given.',
  },
  OAuthSettingsLocation: {
    kind: 'path',
    default: null,
    defaultNote: "one file per app in the operating system's configuration folder",
    aliases: [],
    group: 'Sign-in',
    description:
      'The file that tokens are kept in, readable by its owner only. `memory://` keeps them until the ' +
      'program ends. Custom Connections keep nothing: they can always ask for a new token.',
  },
  Scope: {
    kind: 'string',
    default: null,
    defaultNote:
      'the least read-only scopes for the Schema; for a Custom Connection those chosen in Xero',
    aliases: ['Scopes'],
    group: 'Sign-in',
    description:
      'The scopes to ask for, separated by spaces; a browser sign-in adds `offline_access`. Asking for ' +
      'more than was granted starts a new sign-in.',
    whereXeroShowsIt: 'developer.xero.com, Documentation, Scopes',
  },
  PageSize: {
    kind: 'integer',
    min: 1,
    max: 1000,
    default: 1000,
    defaultNote: '1000, or the most that an endpoint takes',
    aliases: [],
    group: 'Reading',
    description:
      'The most rows to ask for in one call. Smaller pages cost more calls of the daily limit.',
  },
  MaxRows: {
    kind: 'integer',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    default: null,
    defaultNote: 'no limit',
    aliases: [],
    group: 'Reading',
    description: 'The most rows that a query returns.',
  },
  MaxCalls: {
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: 1_000,
    aliases: [],
    group: 'Reading',
    description:
      'The most calls that one statement may make; one that needs more is refused before it burns them.',
  },
  IncludeArchived: {
    kind: 'boolean',
    default: false,
    aliases: [],
    group: 'Reading',
    description:
      'Also reads the archived records that Xero leaves out of its lists, such as contacts.',
  },
  CacheSeconds: {
    kind: 'integer',
    min: 0,
    max: 86_400,
    default: 60,
    aliases: [],
    group: 'Reading',
    description:
      'How many seconds the answers of small lists that seldom change serve again on the same ' +
      'connection: Accounts, BrandingThemes, Currencies, Organisation, TaxRates, ' +
      'TrackingCategories, Users. A minute spares a run of queries most of these calls, and a ' +
      'change made in Xero is seen soon; 0 always asks Xero.',
  },
  Engine: {
    kind: 'enum',
    values: ENGINES,
    default: 'auto',
    aliases: [],
    group: 'Reading',
    description:
      'What joins, groups and sorts rows: `auto` takes DuckDB for large results where the package ' +
      '`@duckdb/node-api` is installed, and the built-in engine otherwise; `builtin` and `duckdb` name ' +
      'one. The answers are the same.',
  },
  Timeout: {
    kind: 'integer',
    min: 1,
    max: 3600,
    default: 60,
    aliases: [],
    group: 'Limits',
    description: 'Seconds that one call to Xero may take.',
  },
  MaxRetries: {
    kind: 'integer',
    min: 0,
    max: 20,
    default: 5,
    aliases: [],
    group: 'Limits',
    description: 'How often a read that failed for a passing reason is tried again.',
  },
  RetryDailyLimit: {
    kind: 'boolean',
    default: false,
    aliases: [],
    group: 'Limits',
    description:
      "Waits, for hours if need be, when the organisation's calls for the day are used up. Otherwise " +
      'the query fails at once and says when the limit resets.',
  },
  ProxyServer: {
    kind: 'url',
    form: 'proxy',
    default: null,
    defaultNote: 'the HTTPS_PROXY, HTTP_PROXY and NO_PROXY environment variables',
    aliases: ['Proxy'],
    group: 'Network',
    description: 'The HTTP proxy to go through, as `http://host:port`.',
  },
  ProxyPort: {
    kind: 'integer',
    min: 1,
    max: 65_535,
    default: null,
    defaultNote: 'the port in ProxyServer, or 80 (443 for https)',
    aliases: [],
    group: 'Network',
    description: "The proxy's port.",
  },
  ProxyUser: {
    kind: 'string',
    default: null,
    aliases: [],
    group: 'Network',
    description: 'The user name for the proxy.',
  },
  ProxyPassword: {
    kind: 'secret',
    default: null,
    aliases: [],
    group: 'Network',
    description: 'The password for the proxy.',
  },
  ApiUrl: {
    kind: 'url',
    form: 'base',
    default: 'https://api.xero.com',
    aliases: [],
    group: 'Network',
    description:
      "The base address of Xero's APIs. Change it to use an emulator; IdentityUrl and LoginUrl follow it.",
  },
  AccountingUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'ApiUrl and `/api.xro/2.0`',
    aliases: [],
    group: 'Network',
    description: 'The base address of the accounting API, where it is not the one below ApiUrl.',
  },
  AssetsUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'ApiUrl and `/assets.xro/1.0`',
    aliases: [],
    group: 'Network',
    description: 'The base address of the assets API, where it is not the one below ApiUrl.',
  },
  FilesUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'ApiUrl and `/files.xro/1.0`',
    aliases: [],
    group: 'Network',
    description: 'The base address of the files API, where it is not the one below ApiUrl.',
  },
  PayrollAuUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'ApiUrl and `/payroll.xro/1.0`',
    aliases: [],
    group: 'Network',
    description:
      'The base address of the Australian payroll API, where it is not the one below ApiUrl.',
  },
  ProjectsUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'ApiUrl and `/projects.xro/2.0`',
    aliases: [],
    group: 'Network',
    description: 'The base address of the projects API, where it is not the one below ApiUrl.',
  },
  IdentityUrl: {
    kind: 'url',
    form: 'base',
    default: 'https://identity.xero.com',
    defaultNote: 'https://identity.xero.com, or ApiUrl where that is given',
    aliases: [],
    group: 'Network',
    description: 'The base address that issues tokens.',
  },
  TokenUrl: {
    kind: 'url',
    form: 'base',
    default: null,
    defaultNote: 'IdentityUrl and `/connect/token`',
    aliases: [],
    group: 'Network',
    description:
      'The address that tokens are asked for at, where it is not the one below IdentityUrl.',
  },
  LoginUrl: {
    kind: 'url',
    form: 'base',
    default: 'https://login.xero.com',
    defaultNote: 'https://login.xero.com, or ApiUrl where that is given',
    aliases: [],
    group: 'Network',
    description: 'The base address of the sign-in page.',
  },
  Verbosity: {
    kind: 'integer',
    min: 1,
    max: 5,
    default: 1,
    aliases: [],
    group: 'Logging',
    description:
      'How much is logged, from 1 (queries and errors) to 5 (everything but secrets and tokens).',
  },
  Logfile: {
    kind: 'path',
    default: null,
    defaultNote: 'no log is written',
    aliases: [],
    group: 'Logging',
    description: 'The file that log lines are added to.',
  },
} as const satisfies Readonly<Record<string, PropertyDefinition>>;

export type PropertyName = keyof typeof PROPERTIES;

/** A parsed, complete and checked connection string. */
export type ConnectionProperties = {
  readonly [Name in PropertyName]: ValueOf<(typeof PROPERTIES)[Name]>;
};

export const PROPERTY_NAMES = Object.keys(PROPERTIES) as PropertyName[];

/** The definition of a property, seen as any property's. */
export function definitionOf(name: PropertyName): PropertyDefinition {
  return PROPERTIES[name];
}

/** The form in which names are compared: case, spaces and underscores do not matter. */
export function normaliseName(name: string): string {
  return name.replace(/[\s_]/g, '').toLowerCase();
}

const BY_NORMALISED_NAME: ReadonlyMap<string, PropertyName> = new Map(
  PROPERTY_NAMES.flatMap((name) =>
    [name, ...definitionOf(name).aliases].map((known) => [normaliseName(known), name] as const),
  ),
);

/** The property that `name` or one of its aliases stands for; undefined when there is none. */
export function findProperty(name: string): PropertyName | undefined {
  return BY_NORMALISED_NAME.get(normaliseName(name));
}
