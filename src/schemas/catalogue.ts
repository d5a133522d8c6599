import type { Catalogue, SchemaName, TableDefinition } from './model.ts';

/** Looks tables up by name, without regard to case. */
export function catalogueOf(tables: readonly TableDefinition[]): Catalogue {
  const bySchema = new Map<string, Map<string, TableDefinition>>();
  for (const table of tables) {
    const names = bySchema.get(table.schema) ?? new Map<string, TableDefinition>();
    bySchema.set(table.schema, names);
    for (const name of [table.name, ...table.aliases]) names.set(name.toUpperCase(), table);
  }
  const inSchema = (schema: string, name: string): TableDefinition | null =>
    bySchema.get(schema.toUpperCase())?.get(name.toUpperCase()) ?? null;
  return {
    tables,
    find: (schema: string | null, name: string, defaultSchema: SchemaName) =>
      schema === null
        ? (inSchema(defaultSchema, name) ?? inSchema('SYS', name))
        : inSchema(schema, name),
  };
}
