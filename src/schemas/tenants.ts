import { columnsOf, text, timestamp, uuid } from './define.ts';
import type { SchemaName, TableDefinition } from './model.ts';

const COLUMNS = {
  TenantId: uuid('tenantId', 'Key of the organisation.'),
  TenantName: text('tenantName', 'Name of the organisation.', { aliases: ['Name'] }),
  TenantType: text('tenantType', 'ORGANISATION; a PRACTICE has no books to read.', {
    aliases: ['Type'],
  }),
  ConnectionId: uuid('id', 'Key of the connection between the app and the organisation.'),
  AuthEventId: uuid('authEventId', 'Key of the sign-in that made the connection.'),
  CreatedDateUtc: timestamp('createdDateUtc', 'When the organisation was first connected.'),
  UpdatedDateUtc: timestamp('updatedDateUtc', 'When the organisation was last connected.'),
};

/** What the app may read. The same in every schema. */
export const tenants = (schema: SchemaName): TableDefinition => ({
  schema,
  name: 'Tenants',
  aliases: [],
  description: 'Organisations that the connection reaches.',
  columns: columnsOf(COLUMNS, null),
  primaryKey: ['TenantId'],
  references: [],
  source: { kind: 'connections' },
});
