/** `xero-sql test`: does this connection work, and if not, what to do. */
import type { Database } from '../database/database.ts';
import { resolveTenant } from '../xero/tenants.ts';
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
    return { works: false, line: `Connection unavailable: ${oneLine(error)}` };
  }
}
