/** `xero-sql test`: does this connection work, and if not, what to do. */
import { covers, scopesFor } from '../auth/index.ts';
import type { Database } from '../database/database.ts';
import { resolveTenant } from '../xero/tenants.ts';
import { AuthError, XeroSqlError, type ErrorCode } from '../errors.ts';
import { oneLine } from './render-error.ts';

/**
 * Signs in, lists the connected organisations, finds the one that the connection names, and looks
 * whether the sign-in may read anything of the connection's schema. One call, of no organisation's limit.
 * @returns the one line to print, and whether the connection works
 */
export async function testConnection(
  open: () => Promise<Database>,
): Promise<{ readonly works: boolean; readonly line: string }> {
  try {
    const database = await open();
    resolveTenant(database.properties.Tenant ?? '', await database.connections());
    checkScopes(database.properties.Schema, (await database.session()).scopes);
    return { works: true, line: 'connection available' };
  } catch (error) {
    return { works: false, line: `Connection unavailable: ${oneLine(withAdvice(error))}` };
  }
}

/** @throws AuthError when not one of the schema's scopes is there: nothing could be read */
function checkScopes(
  schema: Database['properties']['Schema'],
  granted: readonly string[] | null,
): void {
  const needed = scopesFor([schema]);
  if (granted === null || needed.some((scope) => covers(granted, [scope]))) return;
  throw new AuthError(
    'TOKEN_REFUSED',
    `The sign-in has no scope that reads the schema ${schema}.`,
    {
      hint:
        `Give the app or the Custom Connection these scopes (and Scope, if it is set), then sign in ` +
        `again: ${needed.join(' ')}`,
    },
  );
}

/** What to do, added to what the error says. */
const ADVICE: Partial<Readonly<Record<ErrorCode, string>>> = {
  PROPERTY_UNKNOWN: 'xero-sql --help lists the properties.',
  PROPERTY_INVALID: 'xero-sql --help lists what the properties take.',
  PROPERTY_MISSING: 'xero-sql --help lists the properties.',
  CONNECTION_STRING_SYNTAX: 'Write Key=Value;Key=Value, with quotes around a value that holds ";".',
  CONNECTION_NOT_FOUND: 'Check the path or the name.',
  TENANT_NOT_FOUND: 'Set the Tenant property to one that is connected, or leave it out.',
};

function withAdvice(error: unknown): unknown {
  if (!(error instanceof XeroSqlError)) return error;
  const advice = ADVICE[error.code];
  if (advice === undefined || error.hint?.includes(advice) === true) return error;
  const hint = error.hint === undefined ? advice : `${error.hint} ${advice}`;
  return new XeroSqlError(error.code, error.message, { hint });
}
