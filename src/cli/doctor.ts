/** `xero-sql doctor`: checks what a connection depends on, a line for each, with what to do. */
import { stat } from 'node:fs/promises';
import { tokenFileOf } from '../auth/index.ts';
import { codeOf, readPrivateFile } from '../connection/private-file.ts';
import {
  configFolder,
  proxySettings,
  resolveConnection,
  systemVault,
  type ConnectionProperties,
} from '../connection/index.ts';
import { XeroSqlError } from '../errors.ts';
import { createExchange, type Answer } from '../xero/exchange.ts';
import { networkAdvice } from '../xero/index.ts';
import { VERSION } from '../version.ts';
import type { CommandContext } from './commands.ts';
import { startDemoOrganisation } from './demo-organisation.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openDatabase } from './open.ts';
import { oneLine } from './render-error.ts';
import { callsLeft } from './sign-in.ts';
import { styleFor } from './style.ts';
import { testConnection } from './test-connection.ts';
import { visible } from './visible.ts';

export interface Check {
  readonly status: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly said: string;
  /** What to do about it. */
  readonly advice?: string;
}

const OLDEST_NODE = [20, 12] as const;
const REACH_MS = 10_000;
/** A token lives for 30 minutes and is renewed 90 seconds ahead. */
const SKEW_WARN_S = 60;
const SKEW_FAIL_S = 300;

export async function doctor(context: CommandContext): Promise<ExitCode> {
  const { options, screen } = context;
  const demo = options.demo ? await startDemoOrganisation(screen) : null;
  let failed = false;
  try {
    for await (const check of checks(context, demo?.connection ?? options.connection)) {
      failed ||= check.status === 'fail';
      await screen.result(lineOf(check, context));
    }
  } finally {
    await demo?.close();
  }
  return failed ? EXIT.noConnection : EXIT.done;
}

function lineOf({ status, what, said, advice }: Check, { io }: CommandContext): string {
  const style = styleFor(io.stdout, io.env);
  const mark = status.padEnd(4);
  const shown = status === 'fail' ? style.red(mark) : status === 'warn' ? style.bold(mark) : mark;
  const todo = advice === undefined ? '' : `\n     ${' '.repeat(12)} ${visible(advice)}`;
  return `${shown} ${what.padEnd(12)} ${visible(said)}${todo}\n`;
}

async function* checks(
  context: CommandContext,
  connection: string | undefined,
): AsyncGenerator<Check> {
  const { env } = context.io;
  yield nodeVersion(process.versions.node);
  yield { status: 'ok', what: 'xero-sql', said: `${VERSION}, files in ${configFolder()}` };
  yield await keychain();
  const resolved = await resolveConnection(connection, env).catch((error: unknown) => error);
  const properties = isProperties(resolved) ? resolved : null;
  yield proxy(properties, env);
  yield* network(properties);
  if (properties === null) {
    yield noConnection(resolved);
    return;
  }
  yield await tokenFile(properties);
  yield* works(context, connection);
}

/** @param version as `20.12.1` */
export function nodeVersion(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return isOld
    ? {
        status: 'fail',
        what: 'node',
        said: version,
        advice: `Install Node.js ${OLDEST_NODE.join('.')} or later.`,
      }
    : { status: 'ok', what: 'node', said: version };
}

async function keychain(): Promise<Check> {
  const state = await systemVault().state();
  return state.kind === 'present'
    ? { status: 'ok', what: 'keychain', said: state.keychain.name }
    : {
        status: 'warn',
        what: 'keychain',
        said: state.reason,
        advice: 'Secrets and tokens are kept in files that only you may read.',
      };
}

function proxy(properties: ConnectionProperties | null, env: CommandContext['io']['env']): Check {
  const what = 'proxy';
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find(
    (name) => (env[name] ?? '') !== '',
  );
  const settings = properties === null ? undefined : proxySettings(properties);
  if (settings !== undefined) {
    return { status: 'ok', what, said: `${settings.host}:${settings.port} (ProxyServer)` };
  }
  return { status: 'ok', what, said: named === undefined ? 'none' : `by ${named}` };
}

async function* network(properties: ConnectionProperties | null): AsyncGenerator<Check> {
  const hosts = [
    properties?.ApiUrl ?? 'https://api.xero.com',
    properties?.IdentityUrl ?? 'https://identity.xero.com',
    properties?.LoginUrl ?? 'https://login.xero.com',
  ];
  const exchange = createExchange({
    timeoutMs: REACH_MS,
    proxy: properties === null ? undefined : proxySettings(properties),
  });
  const skews: number[] = [];
  try {
    for (const host of new Set(hosts)) {
      const started = Date.now();
      const answer = await exchange.get(`${host}/`, {});
      const ms = Date.now() - started;
      const skew = skewOf(answer, started + ms / 2);
      if (skew !== null) skews.push(skew);
      yield reached(host, answer, ms);
    }
  } finally {
    exchange.close();
  }
  const [skew] = skews;
  if (skew !== undefined) yield clock(skew);
}

/** Any answer means that name, route and TLS are in order. */
function reached(host: string, answer: Answer, ms: number): Check {
  const what = 'network';
  if (answer.kind !== 'complete') {
    return {
      status: 'fail',
      what,
      said: `${host} cannot be reached: ${answer.detail}`,
      advice: networkAdvice(answer.detail) ?? 'Check the network and the proxy.',
    };
  }
  if (answer.status === 407) {
    return {
      status: 'fail',
      what,
      said: `${host}: the proxy wants a sign-in`,
      advice: 'Set ProxyUser and ProxyPassword.',
    };
  }
  return { status: 'ok', what, said: `${host} answers in ${ms} ms` };
}

/** Seconds that this machine's clock is ahead of the host's; null when the host does not say. */
function skewOf(answer: Answer, now: number): number | null {
  const date = answer.kind === 'complete' ? Date.parse(answer.header('date') ?? '') : NaN;
  return Number.isNaN(date) ? null : Math.round((now - date) / 1000);
}

/** @param seconds that this machine is ahead */
export function clock(seconds: number): Check {
  const what = 'clock';
  const away = Math.abs(seconds);
  const said =
    away < 2 ? 'agrees with Xero' : `${away} s ${seconds > 0 ? 'ahead of' : 'behind'} Xero`;
  if (away < SKEW_WARN_S) return { status: 'ok', what, said };
  return {
    status: away < SKEW_FAIL_S ? 'warn' : 'fail',
    what,
    said,
    advice: 'Set the clock, or switch on its setting by the network (NTP).',
  };
}

function noConnection(error: unknown): Check {
  return {
    status: error instanceof XeroSqlError && error.code === 'PROPERTY_MISSING' ? 'warn' : 'fail',
    what: 'connection',
    said: oneLine(error),
  };
}

async function tokenFile(properties: ConnectionProperties): Promise<Check> {
  const what = 'tokens';
  const file = tokenFileOf(properties);
  if (properties.AuthScheme === 'OAuthClient') {
    return { status: 'ok', what, said: 'a Custom Connection keeps none' };
  }
  if (file === null) return { status: 'ok', what, said: 'kept in memory' };
  try {
    const text = await readPrivateFile(file);
    if (text === null) {
      return { status: 'warn', what, said: `none in ${file}`, advice: 'xero-sql login signs in.' };
    }
    const mode = (await stat(file)).mode & 0o777;
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
    return isOpen
      ? {
          status: 'fail',
          what,
          said: `${file} can be read by others (mode ${mode.toString(8)})`,
          advice: `chmod 600 ${file}, and xero-sql login --again, as others may have read it.`,
        }
      : { status: 'ok', what, said: `${file} (mode ${mode.toString(8)})` };
  } catch (error) {
    return {
      status: 'fail',
      what,
      said: `${file} cannot be read (${codeOf(error) ?? 'unknown error'})`,
      advice: 'Check its owner and rights, or name another in OAuthSettingsLocation.',
    };
  }
}

/** Never starts a sign-in: a check must not open a browser. */
async function* works(
  context: CommandContext,
  connection: string | undefined,
): AsyncGenerator<Check> {
  const database = await openDatabase(context, connection, { mayAsk: false });
  try {
    const { works: isUsable, line } = await testConnection(() => Promise.resolve(database));
    yield isUsable
      ? { status: 'ok', what: 'connection', said: line }
      : { status: 'fail', what: 'connection', said: line };
    if (!isUsable) return;
    const left = await callsLeft(database);
    const isSpent = /\b0 calls today/.test(left);
    yield isSpent
      ? {
          status: 'fail',
          what: 'limits',
          said: left,
          advice: 'The day’s calls are used up: narrow queries, or wait until they are back.',
        }
      : { status: 'ok', what: 'limits', said: left };
  } finally {
    await database.close();
  }
}

function isProperties(value: unknown): value is ConnectionProperties {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}
