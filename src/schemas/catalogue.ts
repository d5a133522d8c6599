import type { LocalTables } from './local.ts';
import type { Catalogue, SchemaName, TableDefinition } from './model.ts';

/**
 * Looks tables up by name, without regard to case.
 * @param local the tables of LOCAL as they are at each look
 */
export function catalogueOf(tables: readonly TableDefinition[], local?: LocalTables): Catalogue {
  const bySchema = new Map<string, Map<string, TableDefinition>>();
  for (const table of tables) {
    const names = bySchema.get(table.schema) ?? new Map<string, TableDefinition>();
    bySchema.set(table.schema, names);
    for (const name of [table.name, ...table.aliases]) names.set(name.toUpperCase(), table);
  }
  const inSchema = (schema: string, name: string): TableDefinition | null =>
    schema.toUpperCase() === 'LOCAL'
      ? (local?.find(name) ?? null)
      : (bySchema.get(schema.toUpperCase())?.get(name.toUpperCase()) ?? null);
  return {
    get tables() {
      return local === undefined ? tables : [...tables, ...local.tables];
    },
    find: (schema: string | null, name: string, defaultSchema: SchemaName) =>
      schema === null
        ? (inSchema(defaultSchema, name) ??
          inSchema('SYS', name) ??
          inSchema('BOOKS', name) ??
          inSchema('LOCAL', name))
        : inSchema(schema, name),
  };
}
