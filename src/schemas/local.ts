import type { TableDefinition } from './model.ts';

/** The tables of LOCAL: rows of the program's own, beside those of Xero. Names have no case. */
export class LocalTables {
  readonly #byName = new Map<string, TableDefinition>();

  get tables(): readonly TableDefinition[] {
    return [...this.#byName.values()];
  }

  find(name: string): TableDefinition | null {
    return this.#byName.get(name.toUpperCase()) ?? null;
  }

  /** A table of that name gives way; statements under way keep the rows they began with. */
  set(table: TableDefinition): void {
    this.#byName.set(table.name.toUpperCase(), table);
  }

  /** @returns whether there was one */
  delete(name: string): boolean {
    return this.#byName.delete(name.toUpperCase());
  }
}
