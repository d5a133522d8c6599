import type { TableDefinition } from './model.ts';

/** Keeps the views of a saved connection from one start to the next. */
export interface ViewStorage {
  /** Names the place, for messages: `the connection books`. */
  readonly name: string;
  /** @throws XeroSqlError VIEW_ERROR when there is a view of that name that must not be replaced */
  save(view: TableDefinition, options: { readonly replace: boolean }): Promise<void>;
  /** Also when there is none of that name any more. */
  drop(name: string): Promise<void>;
}

/**
 * What is in LOCAL, beside Xero's tables: rows of the program's own, and views. They share one set of
 * names, which have no case.
 */
export class LocalTables {
  readonly #byName = new Map<string, TableDefinition>();

  /** Where views are kept; null when they go with the session. */
  viewStorage: ViewStorage | null = null;

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
