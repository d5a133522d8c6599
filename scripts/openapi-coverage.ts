/**
 * Compares the tables with the facts of Xero's OpenAPI files: which GET endpoints they read, and
 * which fields of the answers they show, leave out for a reason, or miss.
 */
import {
  accounting,
  assets,
  files,
  payrollAu,
  projects,
  resolve,
  type ApiFacts,
  type OperationFacts,
  type SchemaFacts,
} from '../fixtures/openapi/index.ts';
import { tablesOf } from '../src/schemas/index.ts';
import { LEFT_OUT } from '../src/schemas/left-out.ts';
import {
  SCHEMA_NAMES,
  type ColumnDefinition,
  type Endpoint,
  type EndpointSource,
  type SchemaName,
  type TableDefinition,
} from '../src/schemas/model.ts';

export const FACTS: Readonly<Record<SchemaName, ApiFacts>> = {
  ACCOUNTING: accounting,
  ASSETS: assets,
  PAYROLLAUS: payrollAu,
  FILES: files,
  PROJECTS: projects,
};

/** A table with the OpenAPI schemas of its documents and rows. */
export interface Read {
  readonly table: TableDefinition;
  readonly source: EndpointSource;
  readonly document: SchemaFacts;
}

export interface Coverage {
  readonly reads: readonly Read[];
  readonly endpoints: {
    /** The paths that tables are read from, or the single form of such a list. */
    readonly read: readonly string[];
    readonly leftOut: readonly string[];
    readonly missing: readonly string[];
  };
  readonly fields: {
    readonly shown: readonly string[];
    /** Those of an object that is a row of another table, which its key points to. */
    readonly elsewhere: readonly string[];
    readonly leftOut: readonly string[];
    readonly missing: readonly string[];
  };
  /** Entries of the left-out lists that leave out nothing. */
  readonly unused: readonly string[];
}

export const nameOf = (schema: SchemaFacts): string => schema.$ref?.split('/').at(-1) ?? '';

/** `name` of an object; of a list, what it is a list of. */
export function inside(facts: ApiFacts, schema: SchemaFacts, name: string): SchemaFacts {
  const found = resolve(facts, schema).properties?.[name];
  if (!found) throw new Error(`no ${name} in ${nameOf(schema)}`);
  return resolve(facts, found).items ?? found;
}

const isList = (facts: ApiFacts, schema: SchemaFacts, name: string): boolean => {
  const found = resolve(facts, schema).properties?.[name];
  return found !== undefined && resolve(facts, found).items !== undefined;
};

// ------------------------------------------------------------------ operations

/** `/Projects/{projectId}/Tasks` and `/Projects/{ProjectId}/Tasks` are one path. */
const shapeOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');

export function operationAt(facts: ApiFacts, path: string): OperationFacts | null {
  const exact = facts.operations[path];
  if (exact) return exact;
  const found = Object.keys(facts.operations).find((other) => shapeOf(other) === shapeOf(path));
  return found === undefined ? null : (facts.operations[found] ?? null);
}

/** What the OpenAPI file describes without the path, or not at all but as other reports. */
const WITHOUT_PATH: Readonly<Record<string, string>> = {
  '/Employees': 'Employees',
  '/Reports/BankStatement': 'ReportWithRows',
};

/** The schema of what an endpoint answers with. */
function answerOf(facts: ApiFacts, path: string): SchemaFacts {
  const operation = operationAt(facts, path);
  if (operation?.inline) return operation.inline;
  const name = operation?.response ?? WITHOUT_PATH[path];
  if (name === undefined) throw new Error(`no answer of ${path}`);
  return { $ref: `#/schemas/${name}` };
}

/** The schema of the documents of an endpoint: of the list's items, or of the answer itself. */
function documentOf(facts: ApiFacts, { path, items }: Endpoint): SchemaFacts {
  const answer = answerOf(facts, path);
  return items === null ? (answer.items ?? answer) : inside(facts, answer, items);
}

const endpointsOf = (source: EndpointSource): readonly Endpoint[] => [
  source.endpoint,
  ...source.alternatives.map(({ endpoint }) => endpoint),
  ...(source.detail === null ? [] : [source.detail.endpoint]),
];

/** `/Invoices/{InvoiceID}` beside a list `/Invoices`: what it answers with is in the list's tables. */
const isSingleOf = (path: string, list: string): boolean =>
  shapeOf(path) === `${shapeOf(list)}/{}`.replace('/v2/{}', '/{}');

/** Parts of answers that say something of the answer, not of documents. */
const ENVELOPE = new Set([
  'Id',
  'Status',
  'ProviderName',
  'DateTimeUTC',
  'pagination',
  'Warnings',
  'problem',
  'Problem',
  'TotalCount',
  'Page',
  'PerPage',
]);

/** The document in an answer, and what stands beside it that is no part of an envelope. */
function unwrap(facts: ApiFacts, answer: SchemaFacts, known: ReadonlySet<string>) {
  const whole = answer.items ?? answer;
  if (known.has(nameOf(whole))) return { document: whole, beside: [] };
  const members = Object.entries(resolve(facts, answer).properties ?? {});
  const found = members.find(([, of]) => known.has(nameOf(of.items ?? of)));
  if (!found) return null;
  const beside = members.map(([name]) => name).filter((name) => name !== found[0]);
  return {
    document: found[1].items ?? found[1],
    beside: beside.filter((name) => !ENVELOPE.has(name)),
  };
}

// ---------------------------------------------------------------------- places

/** Where objects of an answer stand: the documents, or a list inside them. */
interface Place {
  readonly label: string;
  readonly document: SchemaFacts;
  readonly path: readonly string[];
}

const keyOf = (document: SchemaFacts, path: readonly string[]): string =>
  [nameOf(document), ...path].join('.');

/** How the API's tables and the facts compare. */
export function coverageOf(schema: SchemaName): Coverage {
  const facts = FACTS[schema];
  const reads = readsOf(schema);
  const used = new Set<string>();
  const endpoints = endpointCoverage(schema, facts, reads, used);
  const fields = fieldCoverage(schema, facts, reads, used);
  const { fields: leftOutFields, endpoints: leftOutEndpoints } = LEFT_OUT[schema];
  const entries = [
    ...leftOutFields.map(({ field }) => field),
    ...leftOutEndpoints.map(({ path }) => path),
  ];
  return { reads, endpoints, fields, unused: entries.filter((entry) => !used.has(entry)) };
}

const readsOf = (schema: SchemaName): readonly Read[] =>
  tablesOf(schema).flatMap((table) => {
    const { source } = table;
    if (source.kind !== 'endpoint') return [];
    return [{ table, source, document: documentOf(FACTS[schema], source.endpoint) }];
  });

function endpointCoverage(
  schema: SchemaName,
  facts: ApiFacts,
  reads: readonly Read[],
  used: Set<string>,
): Coverage['endpoints'] {
  const paths = reads.flatMap(({ source }) => endpointsOf(source).map(({ path }) => path));
  // The list of reports has none of their rows.
  const lists = reads
    .filter(({ document }) => nameOf(document) !== 'ReportWithRow')
    .map(({ source }) => source.endpoint.path);
  const isRead = (path: string): boolean =>
    paths.some((other) => shapeOf(other) === shapeOf(path)) ||
    lists.some((list) => isSingleOf(path, list));
  const leftOut = (path: string): boolean => {
    const hits = LEFT_OUT[schema].endpoints.filter((entry) => path.endsWith(entry.path));
    hits.forEach((entry) => used.add(entry.path));
    return hits.length > 0;
  };
  const all = [...Object.keys(facts.operations), ...facts.contents];
  const out = all.filter(leftOut);
  const rest = all.filter((path) => !out.includes(path));
  return {
    read: rest.filter(isRead),
    leftOut: out,
    missing: rest.filter((path) => !isRead(path)),
  };
}

/** The columns that show fields of a place: of its own tables, else of tables further in. */
function columnsAt(reads: readonly Read[], { document, path }: Place): ReadonlySet<string> {
  const shown = (own: boolean): readonly string[] =>
    reads.flatMap((read) =>
      nameOf(read.document) !== nameOf(document)
        ? []
        : read.table.columns.flatMap(({ source }) => {
            if (source.kind !== 'json' && source.kind !== 'dayByPosition') return [];
            const { rowPath } = read.source;
            const owner = rowPath.slice(0, rowPath.length - source.up);
            const here = owner.join('.') === path.join('.');
            return here && (source.up === 0) === own ? [source.path.join('.')] : [];
          }),
    );
  const own = shown(true);
  return new Set(own.length > 0 ? own : shown(false));
}

function fieldCoverage(
  schema: SchemaName,
  facts: ApiFacts,
  reads: readonly Read[],
  used: Set<string>,
): Coverage['fields'] {
  const result = {
    shown: [] as string[],
    elsewhere: [] as string[],
    leftOut: [] as string[],
    missing: [] as string[],
  };
  const documents = new Set(reads.map(({ document }) => nameOf(document)));
  const places = placesOf(schema, facts, reads, result.missing);
  const keys = new Set(places.map(({ document, path }) => keyOf(document, path)));
  for (const place of places) {
    const row = place.path.reduce((of, name) => inside(facts, of, name), place.document);
    const columns = columnsAt(reads, place);
    // The rows of reports are read cell by cell: `REPORT_COLUMNS`.
    const isReport = reads.some(
      (read) => read.source.report !== null && nameOf(read.document) === nameOf(place.document),
    );
    const labels = [nameOf(row), [place.label, ...place.path].join('.')];
    const leaveOut = (names: readonly string[]): boolean => {
      const hits = LEFT_OUT[schema].fields.filter(({ field }) =>
        names.some((name) => labels.some((label) => field === `${label}.${name}`)),
      );
      hits.forEach(({ field }) => used.add(field));
      return hits.length > 0;
    };
    /** Of an object that is a document of another table the rest may be left out: `Contact.*`. */
    const isElsewhere = (path: readonly string[]): boolean => {
      const wholes = [[], ...path.map((_, index) => path.slice(0, index + 1))].filter((whole) => {
        const of = whole.reduce((outer, name) => inside(facts, outer, name), row);
        return documents.has(nameOf(of)) && keyOf(place.document, place.path) !== nameOf(of);
      });
      return leaveOut(wholes.map((whole) => [...whole, '*'].join('.')));
    };
    const visit = (of: SchemaFacts, path: readonly string[]): void => {
      for (const [name, member] of Object.entries(resolve(facts, of).properties ?? {})) {
        const field = [...path, name];
        const label = [place.label, ...place.path, ...field].join('.');
        const target = resolve(facts, member);
        const within = [...columns].some((column) => column.startsWith(`${field.join('.')}.`));
        if (keys.has(keyOf(place.document, [...place.path, ...field]))) result.shown.push(label);
        else if (columns.has(field.join('.'))) result.shown.push(label);
        else if (isReport && name === 'Rows') result.shown.push(label);
        else if (target.properties && (within || hasPlaceWithin(field))) visit(member, field);
        else if (leaveOut([field.join('.')])) result.leftOut.push(label);
        else if (isElsewhere(field)) result.elsewhere.push(label);
        else if (target.properties && path.length < 3) visit(member, field);
        else result.missing.push(label);
      }
    };
    const hasPlaceWithin = (field: readonly string[]): boolean => {
      const prefix = `${keyOf(place.document, [...place.path, ...field])}.`;
      return [...keys].some((key) => key.startsWith(prefix));
    };
    if (resolve(facts, row).properties) visit(row, []);
    else if (columns.has('Value')) result.shown.push([place.label, ...place.path].join('.'));
    else result.missing.push([place.label, ...place.path].join('.'));
  }
  return result;
}

/** The name of a list, or of its documents where it has none that tells. */
const labelOf = ({ endpoint: { items } }: EndpointSource, document: SchemaFacts): string =>
  items === null || items.toLowerCase() === 'items' ? nameOf(document) : items;

/** Parts of a report's lines, and the columns of which one shows each. */
export const REPORT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  RowType: ['RowType'],
  Title: ['Section'],
  'Cells.Value': ['Amount', 'Value', 'Debit', 'ClosingBalance', 'ThisMonth', 'Due'],
  Label: ['Label'],
  Attributes: ['AccountID', 'InvoiceID'],
};

/** The documents of every GET that is read, and the lists inside them that are tables. */
function placesOf(
  schema: SchemaName,
  facts: ApiFacts,
  reads: readonly Read[],
  missing: string[],
): readonly Place[] {
  const places = new Map<string, Place>();
  const add = (place: Place): void => {
    const key = keyOf(place.document, place.path);
    if (!places.has(key)) places.set(key, place);
  };
  for (const { source, document } of reads) {
    const { rowPath } = source;
    const label = labelOf(source, document);
    add({ label, document, path: [] });
    let outer = document;
    rowPath.forEach((name, index) => {
      // Objects on the way are fields of what they stand in.
      const isPlace = index === rowPath.length - 1 || isList(facts, outer, name);
      if (isPlace) add({ label, document, path: rowPath.slice(0, index + 1) });
      outer = inside(facts, outer, name);
    });
  }
  const known = new Set(reads.map(({ document }) => nameOf(document)));
  for (const [path, operation] of Object.entries(facts.operations)) {
    if (LEFT_OUT[schema].endpoints.some((entry) => path.endsWith(entry.path))) continue;
    const answer = operation.inline ?? { $ref: `#/schemas/${operation.response ?? ''}` };
    const found = unwrap(facts, answer, known);
    if (found === null) missing.push(`GET ${path}`);
    else missing.push(...found.beside.map((name) => `GET ${path}: ${name}`));
  }
  return [...places.values()];
}

// ----------------------------------------------------------------------- facts

/** The facts of a column's field: in the row, or in the object `up` lists further out. */
export function factsOfColumn(
  schema: SchemaName,
  read: Read,
  column: ColumnDefinition,
): SchemaFacts | null {
  const { source } = column;
  if (source.kind !== 'json' || read.source.report !== null) return null;
  const facts = FACTS[schema];
  const { rowPath, plainRows } = read.source;
  const owner = rowPath
    .slice(0, rowPath.length - source.up)
    .reduce((of, name) => inside(facts, of, name), read.document);
  if (plainRows && source.up === 0) return resolve(facts, owner);
  return resolve(
    facts,
    source.path.reduce((of, name) => {
      const member = resolve(facts, of).properties?.[name];
      if (!member) throw new Error(`${read.table.name}.${column.name}: no ${name}`);
      return member;
    }, owner),
  );
}

export interface CoverageTotals {
  readonly schema: SchemaName;
  readonly endpoints: { readonly read: number; readonly leftOut: number; readonly all: number };
  readonly fields: {
    readonly shown: number;
    readonly elsewhere: number;
    readonly leftOut: number;
    readonly all: number;
  };
}

/** The counts of each API. */
export const coverageTotals = (): readonly CoverageTotals[] => SCHEMA_NAMES.map(totalsOf);

function totalsOf(schema: SchemaName): CoverageTotals {
  const { endpoints, fields } = coverageOf(schema);
  const count = (...lists: readonly (readonly string[])[]): number =>
    lists.reduce((sum, list) => sum + list.length, 0);
  return {
    schema,
    endpoints: {
      read: count(endpoints.read),
      leftOut: count(endpoints.leftOut),
      all: count(endpoints.read, endpoints.leftOut, endpoints.missing),
    },
    fields: {
      shown: count(fields.shown),
      elsewhere: count(fields.elsewhere),
      leftOut: count(fields.leftOut),
      all: count(fields.shown, fields.elsewhere, fields.leftOut, fields.missing),
    },
  };
}
