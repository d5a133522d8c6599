/** From Xero's documents to tuples: readers compiled once for a scan, run for every row. */
import { columnNamed } from '../../schemas/column.ts';
import type { ColumnDefinition, TableDefinition } from '../../schemas/model.ts';
import type { Tenant } from '../../xero/tenants.ts';
import { MS_PER_DAY, timeToDate, toTime } from '../values/datetime.ts';
import type { SqlValue, Tuple } from '../values/types.ts';
import { badResponse, isObject, type Json, ObjectReader, type Origin } from './object-reader.ts';

/** The values that a call was made with, by column. */
export type Inputs = Readonly<Record<string, SqlValue>>;

const NO_INPUTS: Inputs = {};

/** Rows of `documents` that one organisation gave for `inputs`, in order. @throws ApiError BAD_RESPONSE */
export type Decoder = (documents: readonly Json[], tenant: Tenant, inputs?: Inputs) => Tuple[];

/**
 * @param columns names of the columns wanted, in the order of the tuples
 * @param call named in errors
 */
export function compileDecoder(
  table: TableDefinition,
  columns: readonly string[],
  call: string,
): Decoder {
  const source = table.source.kind === 'endpoint' ? table.source : null;
  const rowPath = source?.rowPath ?? [];
  const origin: Origin = { table, idField: source?.endpoint.idField ?? null, call };
  const wanted = columns.map((name) => columnNamed(table, name));
  const levels = levelReaders(origin, wanted, rowPath.length);
  const setByPosition = positionSetter(wanted);

  const addRows = (objects: readonly Json[], parent: Parent, rows: Tuple[]): void => {
    const { depth, outer } = parent;
    const reader = levels[depth] as ObjectReader;
    const step = rowPath[depth];
    const plain = source?.plainRows === true && depth === rowPath.length - 1;
    for (let i = 0; i < objects.length; i += 1) {
      const object = objects[i] as Json;
      const document = parent.document ?? object;
      const children = step === undefined ? null : childList(origin, document, object, step, plain);
      if (children?.length === 0) continue;
      const tuple = outer.slice();
      reader.read(object, document, tuple);
      if (children !== null) {
        addRows(children, { document, depth: depth + 1, outer: tuple }, rows);
        continue;
      }
      setByPosition(tuple, i + 1);
      rows.push(tuple);
    }
  };
  return (documents, tenant, inputs = NO_INPUTS) => {
    const rows: Tuple[] = [];
    const outer = wanted.map((column) => valueOfCall(column, tenant, inputs));
    addRows(documents, { document: null, depth: 0, outer }, rows);
    return rows;
  };
}

/** What objects stand in: null is no document, for they are documents. */
interface Parent {
  readonly document: Json | null;
  /** Lists around them. */
  readonly depth: number;
  /** What is known of their rows. */
  readonly outer: Tuple;
}

/** For each list on the way to a row, and the row, what is read of its objects. */
function levelReaders(
  origin: Origin,
  columns: readonly ColumnDefinition[],
  depth: number,
): readonly ObjectReader[] {
  const levels = Array.from({ length: depth + 1 }, () => new ObjectReader(origin));
  columns.forEach((column, slot) => {
    const { source } = column;
    if (source.kind === 'query') {
      throw new Error(`${column.name} is read by way of its view's query`);
    }
    if (source.kind !== 'json' && source.kind !== 'dayByPosition') return;
    levels[depth - source.up]?.add(source.path, column, slot);
  });
  return levels;
}

/** What all rows of a call have in a column; null where each has its own. */
function valueOfCall(column: ColumnDefinition, tenant: Tenant, inputs: Inputs): SqlValue {
  const { source } = column;
  if (source.kind === 'tenant') return tenant[source.field];
  return source.kind === 'input' ? (inputs[column.name] ?? null) : null;
}

/** Sets what follows from a row's place in its list. */
function positionSetter(
  columns: readonly ColumnDefinition[],
): (tuple: SqlValue[], position: number) => void {
  const slotsOf = (kind: string): readonly number[] =>
    columns.flatMap(({ source }, slot) => (source.kind === kind ? [slot] : []));
  const positions = slotsOf('position');
  const days = slotsOf('dayByPosition');
  return (tuple, position) => {
    for (const slot of positions) tuple[slot] = position;
    for (const slot of days) tuple[slot] = laterDay(tuple[slot], position - 1);
  };
}

function laterDay(day: SqlValue | undefined, days: number): SqlValue {
  return typeof day === 'string' ? timeToDate(toTime(day) + days * MS_PER_DAY) : null;
}

const NONE: readonly Json[] = [];

/**
 * The children of a row's parent: a list, one object, or nothing.
 *
 * @param plain the list holds plain values
 */
function childList(
  origin: Origin,
  document: Json,
  parent: Json,
  field: string,
  plain: boolean,
): readonly Json[] {
  const list = parent[field];
  if (list === undefined || list === null) return NONE;
  if (plain && Array.isArray(list)) return list.map((Value: unknown) => ({ Value }));
  if (isObject(list)) return [list];
  if (Array.isArray(list) && list.every(isObject)) return list;
  throw badResponse(origin, document, `${field} is not a list of objects`);
}
