/** The inputs of tables, by where their values come from when no condition gives them. */
import type { TableDefinition, TableInput } from './model.ts';

export interface ParentOptions {
  /** Of the parent; the same name when left out. */
  readonly parentColumn?: string;
  /** In the path; the column's name when left out. */
  readonly name?: string;
  /** Columns that only repeat the parent's, own name → parent's. */
  readonly shared?: Readonly<Record<string, string>>;
  /** Only parents with one of these values have rows. */
  readonly only?: Readonly<Record<string, readonly (string | boolean)[]>>;
}

/** `{name}` in the path, one call for each row of a parent table. */
export const fromParent = <C extends string>(
  column: C,
  table: TableDefinition,
  options: ParentOptions = {},
): TableInput<C> => ({
  column,
  place: { kind: 'path', name: options.name ?? column },
  from: {
    kind: 'parent',
    table,
    column: options.parentColumn ?? column,
    shared: options.shared ?? {},
    only: options.only ?? {},
  },
});

/** A query parameter, one call for each row of a parent table: `contactId=…`. */
export const paramFromParent = <C extends string>(
  column: C,
  param: string,
  table: TableDefinition,
  { parentColumn = column, only = {} }: Pick<ParentOptions, 'parentColumn' | 'only'> = {},
): TableInput<C> => ({
  column,
  place: { kind: 'param', param },
  from: { kind: 'parent', table, column: parentColumn, shared: {}, only },
});

/** A query parameter that must be said, one call for each value it can have: `status=DRAFT`. */
export const eachValue = <C extends string>(
  column: C,
  param: string,
  values: Readonly<Record<string, string>>,
): TableInput<C> => ({ column, place: { kind: 'param', param }, from: { kind: 'each', values } });

/** `{name}` in the path that only a condition can give: for access paths beside the first. */
export const fromCondition = <C extends string>(
  column: C,
  name: string = column,
): TableInput<C> => ({
  column,
  place: { kind: 'path', name },
  from: { kind: 'optional' },
});

/** A query parameter that is sent when a condition gives it. */
export const optionalParam = <C extends string>(column: C, param: string): TableInput<C> => ({
  column,
  place: { kind: 'param', param },
  from: { kind: 'optional' },
});
