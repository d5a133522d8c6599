/** The values that the calls for a table are made with, from the conditions or from elsewhere. */
import { columnNamed } from '../../../schemas/column.ts';
import type {
  AccessPath,
  EndpointSource,
  TableDefinition,
  TableInput,
} from '../../../schemas/model.ts';
import type { Expr } from '../../rel/rel.ts';
import type { SqlValue } from '../../values/types.ts';
import type { ApiRequest } from '../plan.ts';
import { conjunctsOf, equalities, type EqualityList } from './equalities.ts';
import type { ScanColumns } from './predicates.ts';
import { valueText } from './valueText.ts';

/** An input whose values are the keys of a parent's rows. */
export interface OpenInput {
  readonly column: string;
  readonly parent: TableDefinition;
  readonly parentColumn: string;
  /** Own columns that repeat the parent's, own name → parent's. */
  readonly shared: Readonly<Record<string, string>>;
  /** Only parents with one of these values have rows. */
  readonly only: Readonly<Record<string, readonly (string | boolean)[]>>;
}

type Inputs = Readonly<Record<string, SqlValue>>;

export interface ChosenInputs {
  /** One call, or list, for each. */
  readonly combinations: readonly Inputs[];
  readonly open: OpenInput | null;
  /** Conditions that say nothing more once the inputs are chosen. */
  readonly exact: readonly Expr[];
  /** Conditions that the inputs follow. */
  readonly pushed: readonly Expr[];
}

/** A segment of a path must not be read as another path. */
const isSegment = (value: SqlValue): boolean => !/^\.{0,2}$/.test(valueText(value));

/** The values that conditions give an input; null when they leave it open, or it cannot take them. */
function valuesGiven(
  { column, place }: TableInput,
  lists: ReadonlyMap<string, EqualityList>,
): EqualityList | null {
  const said = lists.get(column) ?? null;
  return said === null || place.kind === 'param' || said.values.every(isSegment) ? said : null;
}

/**
 * @param keyed the column whose values keys give at run time; null = none
 */
export function chooseInputs(
  table: TableDefinition,
  inputs: readonly TableInput[],
  exprs: readonly Expr[],
  columns: ScanColumns,
  keyed: string | null,
): ChosenInputs {
  const lists = equalities(conjunctsOf(exprs, columns));
  let combinations: readonly Inputs[] = [{}];
  let open: OpenInput | null = null;
  const exact: Expr[] = [];
  const pushed: Expr[] = [];
  for (const input of inputs) {
    const { column, from } = input;
    if (column === keyed) continue;
    const given = valuesGiven(input, lists);
    const followed = given === null ? [] : given.from.map(({ expr }) => expr);
    pushed.push(...followed);
    if (columnNamed(table, column).source.kind === 'input') exact.push(...followed);
    if (from.kind === 'parent' && given === null) {
      const { table: parent, column: parentColumn, shared, only } = from;
      open = { column, parent, parentColumn, shared, only };
      continue;
    }
    const values = valuesOf(input, given?.values ?? null);
    combinations = combinations.flatMap((done) =>
      values.map((value) => (value === null ? done : { ...done, [column]: value })),
    );
  }
  return { combinations, open, exact, pushed };
}

/** What an input is said with; null leaves it out. */
function valuesOf({ from }: TableInput, said: readonly SqlValue[] | null): readonly SqlValue[] {
  if (from.kind === 'each') {
    const all = Object.keys(from.values);
    if (said === null) return all;
    const wanted: ReadonlySet<string> = new Set(said.map(valueText));
    return all.filter((value) => wanted.has(value));
  }
  return said ?? [null];
}

/** `request` made with these inputs besides those it has. */
export function withInputs(
  request: ApiRequest,
  inputs: readonly TableInput[],
  values: Inputs,
): ApiRequest {
  let { path } = request;
  const query: Record<string, string> = { ...request.query };
  for (const { column, place, from } of inputs) {
    const value = values[column];
    if (value === undefined) continue;
    const text = valueText(value);
    if (place.kind === 'path') path = path.replace(`{${place.name}}`, encodeURIComponent(text));
    else query[place.param] = from.kind === 'each' ? (from.values[text] ?? text) : text;
  }
  return { ...request, path, query, inputs: { ...request.inputs, ...values } };
}

/**
 * The way to the rows that the conditions, or keys of the column `keyed`, open: the first unless
 * another one has all its inputs given and the first has not.
 */
export function accessPath(
  source: EndpointSource,
  exprs: readonly Expr[],
  columns: ScanColumns,
  keyed: string | null,
): AccessPath {
  const lists = equalities(conjunctsOf(exprs, columns));
  const isGiven = (input: TableInput): boolean =>
    input.column === keyed || valuesGiven(input, lists) !== null;
  const first: AccessPath = { endpoint: source.endpoint, inputs: source.inputs };
  const needsKeys = first.inputs.some((input) => input.from.kind === 'parent' && !isGiven(input));
  const other = source.alternatives.find(({ inputs }) => inputs.every(isGiven));
  return needsKeys && other !== undefined ? other : first;
}

/** The table as it is read by its documents' keys, one call each: every column is filled. */
export function detailTable(table: TableDefinition, source: EndpointSource): TableDefinition {
  const { detail } = source;
  if (detail === null) return table;
  const { endpoint, column } = detail;
  const shared = table.columns.filter(({ onlyInDetail }) => !onlyInDetail);
  const key: TableInput = {
    column,
    place: { kind: 'path', name: column },
    from: {
      kind: 'parent',
      table,
      column,
      shared: Object.fromEntries(shared.map(({ name }) => [name, name])),
      only: {},
    },
  };
  return {
    ...table,
    source: {
      ...source,
      endpoint,
      filters: [],
      sortable: [],
      inputs: [key],
      alternatives: [],
      detail: null,
    },
  };
}
