/** `xero-sql login`, `logout` and `whoami`. */
import { covers, scopesFor } from '../auth/index.ts';
import type { Database } from '../database/database.ts';
import { XeroSqlError } from '../errors.ts';
import { resolveTenant } from '../xero/tenants.ts';
import type { CommandContext } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { cancellable, withDatabase } from './open.ts';
import { count } from './progress.ts';
import { visible } from './visible.ts';

export function login(
  context: CommandContext,
  { again = false }: { readonly again?: boolean },
): Promise<ExitCode> {
  return withDatabase(context, (database) =>
    cancellable(context, async (signal) => {
      if (again) await database.signOut();
      const connections = await database.connections({ signal });
      const names = connections.map(({ tenantName, tenantId }) => visible(tenantName ?? tenantId));
      context.screen.tell(`Signed in: ${names.join(', ') || 'no organisation is connected'}.`);
      return EXIT.done;
    }),
  );
}

export function logout(context: CommandContext): Promise<ExitCode> {
  return withDatabase(context, async (database) => {
    await database.signOut();
    context.screen.tell(
      database.properties.AuthScheme === 'OAuthClient'
        ? 'A Custom Connection keeps no sign-in: there was nothing to end. To shut it out, delete the ' +
            'app or its secret at developer.xero.com.'
        : 'Signed out: the refresh token is revoked at Xero and forgotten here.',
    );
    return EXIT.done;
  });
}

/** One call for the organisations, one to the chosen one, whose answer says what calls are left. */
export function whoami(context: CommandContext): Promise<ExitCode> {
  return withDatabase(context, (database) =>
    cancellable(context, async (signal) => {
      const connections = await database.connections({ signal });
      const { scopes, expiresAt, renewable } = await database.session({ signal });
      const { properties } = database;
      const [read] = resolveTenant(properties.Tenant ?? '', connections);
      const lines: readonly (readonly [string, string])[] = [
        ['Connection', properties.ConnectionName ?? `AuthScheme=${properties.AuthScheme}`],
        ...connections.map(({ tenantName, tenantId, tenantType }, index): [string, string] => [
          index === 0 ? 'Organisations' : '',
          `${tenantName ?? '(no name)'}  ${tenantId}${
            tenantType.toUpperCase() === 'ORGANISATION' ? '' : `  ${tenantType}`
          }${tenantId === read?.tenantId && properties.Tenant !== '*' ? '  (queried)' : ''}`,
        ]),
        ['Scopes', scopes?.join(' ') ?? 'not known'],
        ...missingScopes(database, scopes),
        ['Token', lifeOf(expiresAt, renewable)],
        ['Calls left', await callsLeft(database, signal)],
      ];
      const text = lines.map(([what, value]) => `${what.padEnd(14)} ${visible(value)}\n`).join('');
      await context.screen.result(text);
      return EXIT.done;
    }),
  );
}

function missingScopes(
  { properties }: Database,
  scopes: readonly string[] | null,
): readonly (readonly [string, string])[] {
  const missing = scopesFor([properties.Schema]).filter(
    (scope) => scopes !== null && !covers(scopes, [scope]),
  );
  return missing.length === 0
    ? []
    : [['', `(without ${missing.join(' ')}: tables of ${properties.Schema} that need them fail)`]];
}

function lifeOf(expiresAt: Date | null, renewable: boolean): string {
  const renewed = renewable ? 'renewed by itself' : 'cannot be renewed';
  if (expiresAt === null) return `its end is not known; ${renewed}`;
  const minutes = Math.max(0, Math.round((expiresAt.getTime() - Date.now()) / 60_000));
  return `good for ${count(minutes, 'minute')}; ${renewed}`;
}

/** What Xero said with the answer to the cheapest call there is. */
export async function callsLeft(database: Database, signal?: AbortSignal): Promise<string> {
  const left: { day: number | null; minute: number | null } = { day: null, minute: null };
  const stop = database.on('call', ({ dayRemaining, minuteRemaining }) => {
    left.day = dayRemaining ?? left.day;
    left.minute = minuteRemaining ?? left.minute;
  });
  try {
    await database.query('SELECT Name FROM ACCOUNTING.Organisation LIMIT 1', [], { signal });
  } catch (error) {
    // The count is a courtesy: without the scope for this call the rest is still worth telling.
    if (!(error instanceof XeroSqlError) || error.code === 'CANCELLED') throw error;
    if (left.day === null && left.minute === null) return `not known (${error.message})`;
  } finally {
    stop();
  }
  const { day, minute } = left;
  const numbers = [
    ...(day === null ? [] : [`${count(day, 'call')} today`]),
    ...(minute === null ? [] : [`${count(minute, 'call')} this minute`]),
  ];
  return numbers.length === 0 ? 'Xero did not say' : numbers.join(', ');
}
