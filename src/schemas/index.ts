/** All tables, and how they are found by name. */
import { accountingTables } from './accounting/index.ts';
import { assetsTables } from './assets/index.ts';
import { booksViews } from './books/index.ts';
import { catalogueOf } from './catalogue.ts';
import { filesTables } from './files/index.ts';
import { LocalTables } from './local.ts';
import { SCHEMA_NAMES, type Catalogue, type SchemaName, type TableDefinition } from './model.ts';
import { payrollAuTables } from './payroll-au/index.ts';
import { projectsTables } from './projects/index.ts';
import { systemTables, type ConnectionPropertyDescription } from './system/index.ts';
import { tenants } from './tenants.ts';

export { LocalTables };
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
  /** The tables of LOCAL, which come and go. */
  readonly localTables?: LocalTables;
}

export function createCatalogue(options: CatalogueOptions = {}): Catalogue {
  const { connectionProperties = [], localTables } = options;
  const local = (): readonly TableDefinition[] => localTables?.tables ?? [];
  const system = systemTables(() => [...shipped, ...local()], connectionProperties);
  const shipped: readonly TableDefinition[] = [
    ...SCHEMA_NAMES.flatMap(tablesOf),
    ...booksViews,
    ...system,
  ];
  return catalogueOf(shipped, localTables);
}

/** The catalogue without rows in `sys_connection_props`. */
export const catalogue: Catalogue = createCatalogue();
