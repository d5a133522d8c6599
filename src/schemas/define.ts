/**
 * Builders that let a table file read as a page of data: one line a column, with its type, where
 * it stands in the JSON and what it means. Names of columns in keys, filters, orders and
 * references are checked by the compiler.
 */
import type {
  AccessPath,
  ColumnDefinition,
  ColumnType,
  Endpoint,
  ForeignKey,
  PushableFilter,
  ReportShape,
  SchemaName,
  TableDefinition,
  TableInput,
  UnionSource,
} from './model.ts';

/** A column before it has its name: the key under which it stands in `columns`. */
export type ColumnSpec = Omit<ColumnDefinition, 'name'>;

export interface ColumnOptions {
  /** Further names that resolve and are never shown. */
  readonly aliases?: readonly string[];
  /** The values Xero documents. */
  readonly values?: readonly string[];
}

/**
 * @param path dotted path in the JSON object of the row, as `Contact.ContactID`
 * @param description one sentence
 */
export type ColumnBuilder = (
  path: string,
  description: string,
  options?: ColumnOptions,
) => ColumnSpec;

const columnOf =
  (type: ColumnType, scale = 0): ColumnBuilder =>
  (path, description, options = {}) => ({
    type,
    source: { kind: 'json', up: 0, path: path.split('.') },
    description,
    scale,
    aliases: options.aliases ?? [],
    values: options.values ?? [],
    absentFromSummary: false,
    onlyInDetail: false,
  });

export const uuid = columnOf('uuid');
export const text = columnOf('text');
export const boolean = columnOf('boolean');
export const integer = columnOf('integer');
/** An exact number with as many digits as Xero sends: quantities and rates. */
export const decimal = columnOf('decimal');
/** An exact number that always shows two digits after the point; unit prices keep up to four. */
export const money = columnOf('decimal', 2);
/** A calendar day. */
export const date = columnOf('date');
/** An instant, in UTC. */
export const timestamp = columnOf('timestamp');

/** The column stands in the object that holds the list, `levels` lists further out. */
export function parent(spec: ColumnSpec, levels = 1): ColumnSpec {
  if (spec.source.kind !== 'json') throw new Error('Only a JSON column can stand in a parent');
  return { ...spec, source: { ...spec.source, up: spec.source.up + levels } };
}

/** The place of the row in its parent's list, from 1. */
export function position(description: string): ColumnSpec {
  return { ...integer('', description), source: { kind: 'position' } };
}

/** The value that the call was made with. */
export function input(spec: ColumnSpec): ColumnSpec {
  return { ...spec, source: { kind: 'input' } };
}

/** The day of the row: the parent's at `path`, `levels` lists further out, plus its place less one. */
export function dayByPosition(path: string, description: string, levels = 1): ColumnSpec {
  const spec = date(path, description);
  return { ...spec, source: { kind: 'dayByPosition', up: levels, path: path.split('.') } };
}

/** Lists leave the column empty: it costs a call for each row. */
export function onlyInDetail(spec: ColumnSpec): ColumnSpec {
  return { ...spec, onlyInDetail: true };
}

/** Xero leaves the column out of a `summaryOnly` answer, or is not known to put it in. */
export function notInSummary(spec: ColumnSpec): ColumnSpec {
  return { ...spec, absentFromSummary: true };
}

// --------------------------------------------------------------------- tables

export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

/** The columns that every table of an organisation ends with. */
const TENANT_COLUMNS = {
  TenantId: {
    ...uuid('', 'Key of the organisation that the row was read from; a filter on it chooses.'),
    source: { kind: 'tenant', field: 'tenantId' },
  },
  TenantName: {
    ...text('', 'Name of the organisation that the row was read from.'),
    source: { kind: 'tenant', field: 'tenantName' },
  },
} as const satisfies ColumnSpecs;

type OwnColumn<C extends ColumnSpecs> = Extract<keyof C, string>;
type AnyColumn<C extends ColumnSpecs> = OwnColumn<C> | keyof typeof TENANT_COLUMNS;

export interface Reference<Column extends string> {
  readonly columns: readonly Column[];
  /** Of the table; the own one when left out. */
  readonly schema?: SchemaName;
  readonly table: string;
  /** Columns of `table`; the same names when left out. */
  readonly targetColumns?: readonly string[];
}

export interface TableSpec<C extends ColumnSpecs> {
  readonly schema: SchemaName;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly endpoint: Endpoint;
  /** Lists to descend into from a document, as `['LineItems']`. */
  readonly rowPath?: readonly string[];
  /** `LineItem` lets `LineItem_UnitAmount` resolve: how flattening drivers name a child's fields. */
  readonly aliasPrefix?: string;
  /** In the order that `SELECT *` shows. */
  readonly columns: C;
  readonly key: readonly NoInfer<AnyColumn<C>>[];
  readonly references?: readonly Reference<NoInfer<OwnColumn<C>>>[];
  /** For one column and operator the first that fits is used: the cheapest stands first. */
  readonly filters?: readonly PushableFilter<NoInfer<OwnColumn<C>>>[];
  readonly sortable?: readonly NoInfer<OwnColumn<C>>[];
  /** The last list of `rowPath` holds plain values; a column reads them as `Value`. */
  readonly plainRows?: boolean;
  readonly inputs?: readonly TableInput<NoInfer<OwnColumn<C>>>[];
  readonly alternatives?: readonly AccessPath[];
  /** Where a document is read whole, for columns that are `onlyInDetail`. */
  readonly detail?: { readonly endpoint: Endpoint; readonly column: NoInfer<OwnColumn<C>> };
  readonly report?: ReportShape;
}

/** Completes a table that is read from an endpoint: tenant columns and underscore aliases. */
export function defineTable<C extends ColumnSpecs>(spec: TableSpec<C>): TableDefinition {
  return {
    schema: spec.schema,
    name: spec.name,
    aliases: spec.aliases ?? [],
    description: spec.description,
    columns: columnsOf({ ...spec.columns, ...TENANT_COLUMNS }, spec.aliasPrefix ?? null),
    primaryKey: spec.key,
    references: (spec.references ?? []).map((reference) => foreignKey(spec.schema, reference)),
    source: {
      kind: 'endpoint',
      endpoint: spec.endpoint,
      rowPath: spec.rowPath ?? [],
      plainRows: spec.plainRows ?? false,
      filters: spec.filters ?? [],
      sortable: spec.sortable ?? [],
      inputs: spec.inputs ?? [],
      alternatives: spec.alternatives ?? [],
      detail: spec.detail ?? null,
      report: spec.report ?? null,
    },
  };
}

export interface UnionSpec {
  readonly schema: SchemaName;
  readonly name: string;
  readonly description: string;
  readonly columns: ColumnSpecs;
  readonly key: readonly string[];
  readonly members: UnionSource['members'];
}

/** Completes a table that holds the rows of several others. */
export function defineUnion(spec: UnionSpec): TableDefinition {
  return {
    schema: spec.schema,
    name: spec.name,
    aliases: [],
    description: spec.description,
    columns: columnsOf({ ...spec.columns, ...TENANT_COLUMNS }, null),
    primaryKey: spec.key,
    references: [],
    source: { kind: 'union', members: spec.members },
  };
}

/** Gives each column its name, and the aliases that follow from where it stands. */
export function columnsOf(specs: ColumnSpecs, aliasPrefix: string | null): ColumnDefinition[] {
  return Object.entries(specs).map(([name, spec]) => {
    const aliases = [...spec.aliases, ...pathAliases(spec, aliasPrefix)];
    return { name, ...spec, aliases: unlike(name, aliases) };
  });
}

/** `BankAccount_AccountID`; with a prefix also `LineItem_UnitAmount`. */
function pathAliases({ source }: ColumnSpec, prefix: string | null): string[] {
  if (source.kind !== 'json') return [];
  const joined = source.path.join('_');
  const aliases = source.path.length > 1 ? [joined] : [];
  return prefix !== null && source.up === 0 ? [...aliases, `${prefix}_${joined}`] : aliases;
}

function unlike(name: string, aliases: readonly string[]): string[] {
  const seen = new Set([name.toLowerCase()]);
  return aliases.filter((alias) => {
    const folded = alias.toLowerCase();
    if (seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

function foreignKey(own: SchemaName, reference: Reference<string>): ForeignKey {
  const { columns, schema = own, table, targetColumns } = reference;
  return { columns, schema, table, targetColumns: targetColumns ?? columns };
}
