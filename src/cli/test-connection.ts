/** `xero-sql test`: does this connection work, and if not, what to do. */
import type { Database } from '../database/database.ts';
import { resolveTenant } from '../xero/tenants.ts';
import { XeroSqlError, type ErrorCode } from '../errors.ts';
import { oneLine } from './render-error.ts';

/**
 * Signs in, lists the connected organisations and finds the one that the connection names.
 * @returns the one line to print, and whether the connection works
 */
export async function testConnection(
  open: () => Promise<Database>,
): Promise<{ readonly works: boolean; readonly line: string }> {
  try {
    const database = await open();
    resolveTenant(database.properties.Tenant ?? '', await database.connections());
    return { works: true, line: 'connection available' };
  } catch (error) {
    return { works: false, line: `Connection unavailable: ${oneLine(withAdvice(error))}` };
  }
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
