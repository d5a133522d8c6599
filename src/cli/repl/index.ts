/** The prompt on a terminal. */
import { resolveTenant } from '../../xero/tenants.ts';
import type { XeroConnection } from '../../xero/index.ts';
import { VERSION } from '../../version.ts';
import { XeroSqlError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { count } from '../progress.ts';
import type { Session } from '../session.ts';
import { visible } from '../visible.ts';
import { openHistory } from './history.ts';
import { Repl } from './repl.ts';

export { Repl } from './repl.ts';

/** @throws what a connection that does not work throws */
export async function runRepl(session: Session): Promise<ExitCode> {
  const tenants = await signIn(session);
  const where = placeName(tenants);
  const { Schema } = session.database.properties;
  session.screen.tell(`xero-sql ${VERSION}, connected to ${where}. \\? for help, \\q to leave.`);
  const history = await openHistory(await session.io.historyFile());
  await new Repl(session, { organisation: where, schema: Schema }, history).run();
  return EXIT.done;
}

/** The organisations that queries will read. */
async function signIn(session: Session): Promise<readonly XeroConnection[]> {
  const { database, io, progress } = session;
  const interrupt = new AbortController();
  const stopListening = io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'The sign-in was cancelled.')),
  );
  const stopProgress = progress.start(() => 0);
  try {
    const connections = await database.connections({ signal: interrupt.signal });
    return resolveTenant(database.properties.Tenant ?? '', connections);
  } finally {
    stopProgress();
    stopListening();
  }
}

function placeName(tenants: readonly XeroConnection[]): string {
  const [only] = tenants;
  if (tenants.length !== 1 || only === undefined) return count(tenants.length, 'organisation');
  return visible(only.tenantName ?? only.tenantId);
}
