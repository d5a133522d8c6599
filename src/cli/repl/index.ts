/** The prompt on a terminal. */
import { connectionBook } from '../../connection/index.ts';
import { resolveTenant, type XeroConnection } from '../../xero/index.ts';
import { VERSION } from '../../version.ts';
import { XeroSqlError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { count } from '../progress.ts';
import type { Session } from '../session.ts';
import { visible } from '../visible.ts';
import { openHistory } from './history.ts';
import { Repl, type Whereabouts } from './repl.ts';

/** @throws what a connection that does not work throws */
export async function runRepl(session: Session): Promise<ExitCode> {
  const where = await signIn(session);
  session.screen.tell(
    `xero-sql ${VERSION}, connected to ${where.place.organisation}. \\? for help, \\q to leave.`,
  );
  const history = await openHistory(await session.io.historyFile());
  const saved = await connectionBook()
    .list()
    .catch(() => []);
  const connections = saved.map(({ name }) => name);
  const findPlace = () => findWhereabouts(session);
  await new Repl({ session, history, findPlace, connections }, where).run();
  return EXIT.done;
}

async function signIn(session: Session): Promise<Whereabouts> {
  const { io, progress } = session;
  const interrupt = new AbortController();
  const stopListening = io.onInterrupt(() =>
    interrupt.abort(new XeroSqlError('CANCELLED', 'The sign-in was cancelled.')),
  );
  const stopProgress = progress.start(() => ({ rowsFetched: 0 }));
  try {
    return await findWhereabouts(session, interrupt.signal);
  } finally {
    stopProgress();
    stopListening();
  }
}

/** The organisations that queries will read, and those that there are. */
async function findWhereabouts({ database }: Session, signal?: AbortSignal): Promise<Whereabouts> {
  const connections = await database.connections({ signal });
  const read = resolveTenant(database.properties.Tenant ?? '', connections);
  const organisations = connections.filter(({ tenantType }) => tenantType === 'ORGANISATION');
  return {
    place: { organisation: placeName(read), schema: database.properties.Schema },
    tenants: [...new Set(organisations.flatMap(({ tenantName }) => tenantName ?? []))],
  };
}

function placeName(tenants: readonly XeroConnection[]): string {
  const [only] = tenants;
  if (tenants.length !== 1 || only === undefined) return count(tenants.length, 'organisation');
  return visible(only.tenantName ?? only.tenantId);
}
