import type { TableDefinition } from '../model.ts';
import { sysTableColumns } from './columns.ts';
import { sysConnectionProps, type ConnectionPropertyDescription } from './connection-properties.ts';
import type { Tables } from './define.ts';
import { informationSchema } from './information-schema.ts';
import { sysForeignKeys, sysKeyColumns } from './keys.ts';
import { sysSchemas } from './schemas.ts';
import { sysTables } from './tables.ts';
import { sysViews } from './views.ts';

export type { ConnectionPropertyDescription };

/** The tables that say what there is. Their rows cost no call. */
export const systemTables = (
  tables: Tables,
  connectionProperties: readonly ConnectionPropertyDescription[],
): readonly TableDefinition[] => [
  sysSchemas(tables),
  sysTables(tables),
  sysViews(tables),
  sysTableColumns(tables),
  sysKeyColumns(tables),
  sysForeignKeys(tables),
  sysConnectionProps(connectionProperties),
  ...informationSchema(tables),
];
