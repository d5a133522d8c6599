/** Commands about where results come from: the connection, its organisations, its limits. */
import type { Database } from '../../../database/database.ts';
import { formatConnectionString, describeProperties } from '../../../connection/index.ts';
import { resolveTenant, type XeroConnection } from '../../../xero/index.ts';
import { CALLS_PER_MINUTE } from '../../../xero/budget.ts';
import { UsageError } from '../../exit-codes.ts';
import type { Command, Prompt } from './command.ts';
import { textColumns } from './columns.ts';

export const CONNECTION_COMMANDS: readonly Command[] = [
  {
    name: 'tenants',
    argument: '',
    takes: 'none',
    help: 'the organisations that this sign-in reaches; picks one',
    run: pickTenant,
  },
  {
    name: 'tenant',
    argument: '[NAME|ID|*]',
    takes: 'tenant',
    help: 'read another organisation, or all of them (*)',
    run: (prompt, name) => (name === '' ? pickTenant(prompt) : useTenant(prompt, name)),
  },
  {
    name: 'connect',
    aliases: ['c'],
    argument: 'STRING|NAME|@FILE',
    takes: 'connection',
    help: 'go on with another connection',
    run: connect,
  },
  {
    name: 'conninfo',
    argument: '',
    takes: 'none',
    help: 'the properties of this connection, secrets masked',
    run: showProperties,
  },
  {
    name: 'limits',
    argument: '',
    takes: 'none',
    help: 'the calls that each organisation has left',
    run: showLimits,
  },
  {
    name: 'refresh',
    argument: '',
    takes: 'none',
    help: 'forget what is cached',
    run: ({ session }) => {
      session.database.refresh();
      session.screen.tell('The next statements read from Xero anew.');
    },
  },
];

async function pickTenant(prompt: Prompt): Promise<void> {
  const { session } = prompt;
  const connections = await prompt.cancellable((signal) =>
    session.database.connections({ signal }),
  );
  const current = new Set(read(session.database, connections).map(({ tenantId }) => tenantId));
  const organisations = connections.filter(({ tenantType }) => tenantType === 'ORGANISATION');
  await session.show(
    textColumns('#', 'TenantName', 'TenantType', 'TenantId', 'Read'),
    connections.map((connection) => ({
      '#': String(organisations.indexOf(connection) + 1 || ''),
      TenantName: connection.tenantName,
      TenantType: connection.tenantType,
      TenantId: connection.tenantId,
      Read: current.has(connection.tenantId) ? 'yes' : '',
    })),
  );
  if (organisations.length < 2) return;
  const answer =
    (await prompt.ask('Number to read, * for all, Enter for no change> '))?.trim() ?? '';
  if (answer === '') return;
  if (answer === '*') return useTenant(prompt, '*');
  const chosen = organisations[Number(answer) - 1];
  if (chosen === undefined) throw new UsageError(`There is no organisation ${answer} in the list.`);
  await useTenant(prompt, chosen.tenantId);
}

function read(
  { properties }: Database,
  connections: readonly XeroConnection[],
): readonly XeroConnection[] {
  try {
    return resolveTenant(properties.Tenant ?? '', connections);
  } catch {
    return [];
  }
}

async function useTenant(prompt: Prompt, name: string): Promise<void> {
  const { properties } = prompt.session.database;
  const Tenant = name.replace(/^(["'])(.*)\1$/, '$2');
  const connection = formatConnectionString({ ...properties, Tenant }, { secrets: 'keep' });
  await reconnect(prompt, connection, { keepsLocal: true });
}

async function connect(prompt: Prompt, connection: string): Promise<void> {
  if (connection === '')
    throw new UsageError('\\connect takes a connection string, a name or @file.');
  await reconnect(prompt, connection);
}

/** Only to a connection that works: a sign-in and one call tell. */
async function reconnect(
  prompt: Prompt,
  connection: string,
  options: { readonly keepsLocal?: boolean } = {},
): Promise<void> {
  await prompt.cancellable((signal) =>
    prompt.session.reconnect(
      connection,
      async (database) => {
        resolveTenant(database.properties.Tenant ?? '', await database.connections({ signal }));
      },
      options,
    ),
  );
  await prompt.moved();
}

async function showProperties({ session }: Prompt): Promise<void> {
  const rows = describeProperties(session.database.properties)
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => ({ Property: name, Value: value }));
  await session.show(textColumns('Property', 'Value'), rows);
}

async function showLimits(prompt: Prompt): Promise<void> {
  const { session } = prompt;
  const connections = await prompt.cancellable((signal) =>
    session.database.connections({ signal }),
  );
  const left = session.progress.callsLeft();
  const rows = connections
    .filter(({ tenantType }) => tenantType === 'ORGANISATION')
    .map(({ tenantId, tenantName }) => {
      const known = left.get(tenantId.toLowerCase()) ?? left.get(tenantId);
      // Xero's minute is over: as far as this program knows, all calls are there again.
      const isOld = known !== undefined && known.ageMs > 60_000;
      return {
        Organisation: tenantName ?? tenantId,
        'Left this minute':
          known === undefined ? '?' : String(isOld ? CALLS_PER_MINUTE : (known.minute ?? '?')),
        'Left today': known?.day?.toLocaleString('en-US') ?? '?',
        'Xero said so':
          known === undefined ? 'not asked yet' : `${Math.round(known.ageMs / 1000)} s ago`,
      };
    });
  await session.show(
    textColumns('Organisation', 'Left this minute', 'Left today', 'Xero said so'),
    rows,
  );
  session.screen.tell(`${session.progress.totalCalls} calls by this program. Others may call too.`);
}
