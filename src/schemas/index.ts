/** All tables, and how they are found by name. */
import { accountingTables } from './accounting/index.ts';
import { catalogueOf } from './catalogue.ts';
import { SCHEMA_NAMES, type Catalogue, type SchemaName, type TableDefinition } from './model.ts';
import { tenants } from './tenants.ts';

const TABLES: Readonly<Record<SchemaName, readonly TableDefinition[]>> = {
  ACCOUNTING: accountingTables,
  ASSETS: [],
  PAYROLLAUS: [],
  FILES: [],
  PROJECTS: [],
};

export const catalogue: Catalogue = catalogueOf(
  SCHEMA_NAMES.flatMap((schema) => [...TABLES[schema], tenants(schema)]),
);
