/** All tables, and how they are found by name. */
import { accountingTables } from './accounting/index.ts';
import { assetsTables } from './assets/index.ts';
import { catalogueOf } from './catalogue.ts';
import { filesTables } from './files/index.ts';
import { SCHEMA_NAMES, type Catalogue, type SchemaName, type TableDefinition } from './model.ts';
import { payrollAuTables } from './payroll-au/index.ts';
import { projectsTables } from './projects/index.ts';
import { systemTables, type ConnectionPropertyDescription } from './system/index.ts';
import { tenants } from './tenants.ts';

export type { ConnectionPropertyDescription };

const OWN_TABLES: Readonly<Record<SchemaName, readonly TableDefinition[]>> = {
  ACCOUNTING: accountingTables,
  ASSETS: assetsTables,
  PAYROLLAUS: payrollAuTables,
  FILES: filesTables,
  PROJECTS: projectsTables,
};

/** The tables of one schema, `Tenants` last. */
export const tablesOf = (schema: SchemaName): readonly TableDefinition[] => [
  ...OWN_TABLES[schema],
  tenants(schema),
];

export interface CatalogueOptions {
  /** Rows of `sys_connection_props`: what `describeProperties()` of the connection gives. */
  readonly connectionProperties?: readonly ConnectionPropertyDescription[];
}

export function createCatalogue(options: CatalogueOptions = {}): Catalogue {
  const system = systemTables(() => tables, options.connectionProperties ?? []);
  const tables: readonly TableDefinition[] = [...SCHEMA_NAMES.flatMap(tablesOf), ...system];
  return catalogueOf(tables);
}

/** The catalogue without rows in `sys_connection_props`. */
export const catalogue: Catalogue = createCatalogue();
