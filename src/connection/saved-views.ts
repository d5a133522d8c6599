/** Views as the file of saved connections holds them. */

export interface SavedView {
  readonly name: string;
  /** The query as written. */
  readonly sql: string;
  /** Where its tables without a schema are looked up. */
  readonly schema: string;
  readonly columns: readonly SavedViewColumn[];
}

export interface SavedViewColumn {
  readonly name: string;
  /** What the query calls it. */
  readonly output: string;
  /** Its SQL type. */
  readonly type: string;
}

export function isSavedView(value: unknown): value is SavedView {
  return (
    isRecord(value) &&
    hasTexts(value, 'name', 'sql', 'schema') &&
    Array.isArray(value['columns']) &&
    value['columns'].every(
      (column: unknown) => isRecord(column) && hasTexts(column, 'name', 'output', 'type'),
    )
  );
}

const hasTexts = (value: Readonly<Record<string, unknown>>, ...keys: readonly string[]): boolean =>
  keys.every((key) => typeof value[key] === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
