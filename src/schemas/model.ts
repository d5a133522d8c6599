/**
 * The table model: a table definition is plain data. It states where the rows come from, what
 * the columns are and which filters Xero can apply. The engine reads it and knows nothing of any
 * one table; adding a table is adding a definition.
 */

export const SCHEMA_NAMES = ['ACCOUNTING', 'ASSETS', 'PAYROLLAUS', 'FILES', 'PROJECTS'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

// -------------------------------------------------------------------- columns

/** Only local tables have columns of type `double`: Xero's numbers are decimals. */
export type ColumnType =
  'uuid' | 'text' | 'boolean' | 'integer' | 'decimal' | 'double' | 'date' | 'timestamp';

/** Types that no table holds, but that a view may compute. */
export type ComputedType = 'interval' | `${SimpleType}[]`;

/** All but arrays. */
export type SimpleType = ColumnType | 'interval';

export type ColumnSource =
  /** `path` inside the JSON object that is the row (`up: 0`), its parent (`up: 1`), … */
  | { readonly kind: 'json'; readonly up: number; readonly path: readonly string[] }
  /** The organisation that the row was read from. */
  | { readonly kind: 'tenant'; readonly field: 'tenantId' | 'tenantName' }
  /** The place of a child in its parent's list, from 1: part of the key of keyless children. */
  | { readonly kind: 'position' }
  /** The day at `path` of an outer object, and as many days later as the row's position is above 1. */
  | { readonly kind: 'dayByPosition'; readonly up: number; readonly path: readonly string[] }
  /** The value that the call was made with: the table's input of that column. */
  | { readonly kind: 'input' }
  /** What the query of a view gives in a column that it calls `output`. */
  | { readonly kind: 'query'; readonly output: string };

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType | ComputedType;
  readonly source: ColumnSource;
  /** One sentence in our own words. */
  readonly description: string;
  /** Decimal only: digits after the point that are always kept (2 for money); more are kept when sent. */
  readonly scale: number;
  /** Names that resolve but are never shown: `BankAccount_AccountID`, the leading driver's spelling. */
  readonly aliases: readonly string[];
  /** The values Xero documents, when it is an enumeration. */
  readonly values: readonly string[];
  /** Xero leaves it out of a `summaryOnly` answer. */
  readonly absentFromSummary: boolean;
  /** Lists leave it empty: reading it costs a call for each row, `detail` of the table's source. */
  readonly onlyInDetail: boolean;
  /** Of a local table: nobody says its type and every value is NULL, which is NULL of any type. */
  readonly untyped?: boolean;
}

// ------------------------------------------------------------------ endpoints

/** How a list is read to its end. */
export type Paging =
  /** `page=1…` until a page is short or `pagination.pageCount` is reached. */
  | {
      readonly kind: 'page';
      /** Name of the page-size parameter; null when the size is fixed. */
      readonly sizeParam: string | null;
      readonly maxSize: number;
    }
  /** The next `size` rows whose `cursor` is above `param`, ascending. */
  | {
      readonly kind: 'offset';
      readonly param: string;
      /** JSON field of a document that the offset counts in. */
      readonly cursor: string;
      readonly size: number;
    }
  /** All rows in one answer. */
  | { readonly kind: 'whole' }
  /** One document, in a list of one or bare; 404 is none. */
  | { readonly kind: 'single' };

export interface Endpoint {
  readonly schema: SchemaName;
  /** Below the API's base, as `/Invoices`; `{InvoiceID}` stands for an input of the table. */
  readonly path: string;
  /** The property of the answer that holds the list; null when the answer is the list. */
  readonly items: string | null;
  readonly paging: Paging;
  /** Documents are unique by this JSON field: pages that overlap are told apart by it. */
  readonly idField: string | null;
  /** `order` value that keeps pages stable while the books change, as `InvoiceID ASC`. */
  readonly stableOrder: string | null;
  /** Query parameters sent always, as `unitdp: '4'`. */
  readonly fixedParams: Readonly<Record<string, string>>;
  /** Parameter that asks for the light form without children and `absentFromSummary` columns. */
  readonly summaryParam: string | null;
  /** Parameter that includes archived rows, sent when the connection asks for them. */
  readonly archivedParam: string | null;
  /**
   * The date that every document has, as `where` names it: a list that Xero refuses because it is
   * too long for the conditions is read in parts by it. null: it cannot be.
   */
  readonly splitBy: string | null;
  /** Documents beyond which Xero is known to refuse the list in any order; absent: none are known. */
  readonly mostInOrder?: number;
  /** A small list that seldom changes: its whole answer may serve again for CacheSeconds. */
  readonly cacheable: boolean;
  /** Scopes of which one suffices: the broad read scope of older apps, the granular one of newer. */
  readonly scopes: { readonly broad: string; readonly granular: string };
}

// -------------------------------------------------------------------- filters

export type FilterOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'isNull'
  | 'isNotNull'
  | 'startsWith'
  | 'endsWith'
  | 'contains';

export type FilterEncoding =
  /** Xero's `where` expression on `field`, as `Contact.ContactID`; the literal follows the column's type. */
  | { readonly kind: 'where'; readonly field: string }
  /** A query parameter, `Statuses=A,B`; `list` when it takes several values, comma-separated. */
  | { readonly kind: 'param'; readonly param: string; readonly list: boolean }
  /** Two query parameters that bound a day or, for a timestamp, an instant: `DateFrom=…&DateTo=…`. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  /** The If-Modified-Since header: `>` and `>=` on a timestamp, to the second. */
  | { readonly kind: 'modifiedSince' }
  /** One document by its key: `/Invoices/{id}`. 404 means no row. */
  | { readonly kind: 'path' }
  /** `>` and `>=` on the cursor of an `offset` list. */
  | { readonly kind: 'offset' };

/**
 * `exact`: Xero keeps the very rows that SQL keeps. `superset`: it may keep more, so the engine
 * checks again. Nothing that may keep fewer is ever declared.
 */
export interface PushableFilter<Column extends string = string> {
  readonly column: Column;
  readonly operators: readonly FilterOperator[];
  readonly encoding: FilterEncoding;
  readonly exactness: 'exact' | 'superset';
}

// --------------------------------------------------------------------- inputs

/** A value that every call for a table is made with. A condition gives it, else `from` does. */
export interface TableInput<Column extends string = string> {
  /** The rows of the call with a value have that value here. */
  readonly column: Column;
  /** Where it stands: `{name}` in the endpoint's path, or a query parameter. */
  readonly place:
    | { readonly kind: 'path'; readonly name: string }
    | { readonly kind: 'param'; readonly param: string };
  readonly from: InputSource;
}

export type InputSource =
  /** One call for each row of a parent: `/Invoices/{InvoiceID}/History` for each invoice. */
  | {
      readonly kind: 'parent';
      readonly table: TableDefinition;
      readonly column: string;
      /** Columns that only repeat the parent's, own name → parent's: conditions on them choose parents. */
      readonly shared: Readonly<Record<string, string>>;
      /** Only parents with one of these values have rows: `HasAttachments: [true]`. */
      readonly only: Readonly<Record<string, readonly (string | boolean)[]>>;
    }
  /** One call for each value: value of the column → how the call says it. */
  | { readonly kind: 'each'; readonly values: Readonly<Record<string, string>> }
  /** Left out of the call when no condition gives it; the column is NULL then. */
  | { readonly kind: 'optional' };

/** Another way to the same rows, for conditions that give its inputs: associations by their object. */
export interface AccessPath {
  readonly endpoint: Endpoint;
  readonly inputs: readonly TableInput[];
}

/** Answers that are tables made for reading: sections of lines of cells. They become rows. */
export interface ReportShape {
  /** A row for each amount of a line, one a period or tracking option; or a row for each line. */
  readonly rows: 'amounts' | 'lines';
  /** Names of a line's cells where the header's titles change; null = the titles, as `DueDate`. */
  readonly cells: readonly string[] | null;
  /**
   * How parameters become calls. `range`: FromDate to ToDate, cut into periods of a Timeframe;
   * `date`: as at Date; `asked`: as they are said.
   */
  readonly calls: 'range' | 'date' | 'asked';
}

// --------------------------------------------------------------------- tables

export interface EndpointSource {
  readonly kind: 'endpoint';
  readonly endpoint: Endpoint;
  /** Lists to descend into from a document: `['LineItems']`; empty for the documents themselves. */
  readonly rowPath: readonly string[];
  /** The last list of `rowPath` holds plain values: a row's JSON object is `{ Value }`. */
  readonly plainRows: boolean;
  readonly filters: readonly PushableFilter[];
  /** Never-NULL columns whose `order` at Xero is SQL's: `Date`, `UpdatedDateUTC`. Documents only. */
  readonly sortable: readonly string[];
  readonly inputs: readonly TableInput[];
  readonly alternatives: readonly AccessPath[];
  /** Where a document is found whole, by its key: `/Receipts/{ReceiptID}`; null when lists are whole. */
  readonly detail: { readonly endpoint: Endpoint; readonly column: string } | null;
  /** null: documents are objects with fields. */
  readonly report: ReportShape | null;
}

/** The rows of several tables under one name: the histories of all kinds of documents. */
export interface UnionSource {
  readonly kind: 'union';
  readonly members: readonly UnionMember[];
}

export interface UnionMember {
  readonly table: TableDefinition;
  /** Of each column of the union: the member's column, or the text that all its rows have. */
  readonly columns: Readonly<
    Record<string, { readonly column: string } | { readonly value: string }>
  >;
}

export type TableSource =
  | EndpointSource
  | UnionSource
  /** `GET /connections`, one call for all organisations. */
  | { readonly kind: 'connections' }
  /** Rows from the catalogue itself, without a call: the `sys_` tables. */
  | { readonly kind: 'catalogue'; readonly rows: () => readonly (readonly CatalogueValue[])[] }
  | ViewSource
  /** Rows that the program registered: for each column the engine's value of its type, or null. */
  | { readonly kind: 'local'; readonly rows: readonly (readonly unknown[])[] };

/** The rows of a query, which the binder puts in the view's place. */
export interface ViewSource {
  readonly kind: 'view';
  /** The query as it was written. */
  readonly sql: string;
  /** Where its tables without a schema are looked up. */
  readonly defaultSchema: SchemaName;
}

export type CatalogueValue = string | number | boolean | null;

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly schema: SchemaName;
  readonly table: string;
  readonly targetColumns: readonly string[];
}

/** What there is to query: in our words, and in those of the SQL standard. */
export const SYSTEM_SCHEMAS = ['SYS', 'INFORMATION_SCHEMA'] as const;
export type SystemSchema = (typeof SYSTEM_SCHEMAS)[number];

/** Views that come with xero-sql; the system tables; the machine's own tables and views. */
export const OWN_SCHEMAS = ['BOOKS', ...SYSTEM_SCHEMAS, 'LOCAL'] as const;
export type OwnSchema = (typeof OWN_SCHEMAS)[number];

export interface TableDefinition {
  readonly schema: SchemaName | OwnSchema;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
  readonly references: readonly ForeignKey[];
  readonly source: TableSource;
}

/** What the binder looks names up in. */
export interface Catalogue {
  readonly tables: readonly TableDefinition[];
  /**
   * The table `schema.name`, without regard to case, aliases included. Without a schema:
   * `defaultSchema`'s table, else one of SYS, BOOKS or LOCAL. `Tenants` is found everywhere.
   */
  find(schema: string | null, name: string, defaultSchema: SchemaName): TableDefinition | null;
}
