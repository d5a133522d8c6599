/** The tables and columns that names at the cursor can mean. */
import type { Catalogue, SchemaName, TableDefinition } from '../../../schemas/model.ts';
import { groupsAround, isName, isSymbol, isWord, queryIn, type Group, type Item } from './nest.ts';
import { isReserved } from './words.ts';

export interface ScopeColumn {
  readonly name: string;
  /** Null when it is an expression's. */
  readonly type: string | null;
  /** The values Xero documents. */
  readonly values: readonly string[];
}

/** Something in FROM. */
export interface Source {
  /** Its alias, else its table's name. */
  readonly name: string;
  readonly hasAlias: boolean;
  /** Null for a query in its place. */
  readonly table: TableDefinition | null;
  readonly columns: readonly ScopeColumn[];
  /** UTF-16 offsets of its table and alias. */
  readonly at: number;
  readonly end: number;
}

/** A WITH query. */
export interface Cte {
  readonly name: string;
  readonly columns: readonly ScopeColumn[];
}

export interface Scope {
  /** Of the innermost query, in the order of its FROM. */
  readonly own: readonly Source[];
  /** Those and the ones of the queries around it, whose names it may use too. */
  readonly sources: readonly Source[];
  readonly ctes: readonly Cte[];
}

export interface Tables {
  readonly catalogue: Catalogue;
  readonly defaultSchema: SchemaName;
}

/** What is in scope at `offset` of the statement. */
export function scopeAt(root: Group, offset: number, tables: Tables): Scope {
  const groups = groupsAround(root, offset);
  let ctes: readonly Cte[] = [];
  let sources: readonly Source[] = [];
  let own: readonly Source[] = [];
  for (const [depth, group] of groups.entries()) {
    const inner = groups[depth + 1];
    const section = sectionAt(group, offset);
    ctes = [...ctesOf(group.items, ctes, tables), ...ctes];
    const listedHere = sourcesOf(section, ctes, tables);
    if (listedHere.length > 0 || queryIn(group) !== null) own = listedHere;
    const seesThis = inner === undefined || seesAround(section, inner);
    if (seesThis) sources = [...listedHere, ...sources];
  }
  return { own, sources, ctes };
}

/** Whether what stands in `inner` can name the tables beside it. */
function seesAround(items: readonly Item[], inner: Group): boolean {
  const index = items.indexOf(inner);
  const before = items[index - 1];
  // A WITH query, or a query in FROM that is not LATERAL.
  if (isWord(before, 'AS', 'MATERIALIZED')) return false;
  if (queryIn(inner) === null) return true;
  if (isWord(before, 'FROM', 'JOIN')) return false;
  return !(isSymbol(before, ',') && clauseBefore(items, index) === 'FROM');
}

const CLAUSES = ['SELECT', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH'];
const SET_OPERATORS = ['UNION', 'EXCEPT', 'INTERSECT'];

/** The clause that the item at `index` is in; null in front of all. */
export function clauseBefore(items: readonly Item[], index: number): string | null {
  for (let at = index - 1; at >= 0; at--) {
    const item = items[at];
    if (item?.kind === 'word' && isWord(item, ...CLAUSES)) return item.text.toUpperCase();
    if (isWord(item, ...SET_OPERATORS)) return null;
  }
  return null;
}

/** The part of a level between UNION and its like that `offset` is in. */
function sectionAt(group: Group, offset: number): readonly Item[] {
  return sections(group.items).findLast((items) => (items[0]?.at ?? -1) <= offset) ?? [];
}

function sections(items: readonly Item[]): readonly (readonly Item[])[] {
  const starts = items.flatMap((item, index) => (isWord(item, ...SET_OPERATORS) ? [index] : []));
  const edges = [0, ...starts, items.length];
  return edges.slice(0, -1).map((from, index) => items.slice(from, edges[index + 1]));
}

// --------------------------------------------------------------------------- WITH

function ctesOf(items: readonly Item[], outer: readonly Cte[], tables: Tables): readonly Cte[] {
  if (!isWord(items[0], 'WITH')) return [];
  const found: Cte[] = [];
  for (let at = 1; at < items.length; at++) {
    const name = items[at];
    if (isWord(name, 'SELECT')) break;
    if (!isName(name) || !(at === 1 || isSymbol(items[at - 1], ','))) continue;
    const body = items
      .slice(at + 1)
      .find((item) => item.kind === 'group' && queryIn(item) !== null);
    if (body?.kind !== 'group') break;
    const list = items[at + 1];
    const names = list?.kind === 'group' && list !== body ? namesIn(list) : [];
    const columns = outputOf(body, [...found, ...outer], tables);
    found.unshift({ name: name.text, columns: renamed(columns, names) });
  }
  return found;
}

const namesIn = (list: Group): readonly string[] =>
  list.items.filter(isName).map(({ text }) => text);

const renamed = (
  columns: readonly ScopeColumn[],
  names: readonly string[],
): readonly ScopeColumn[] =>
  columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));

// --------------------------------------------------------------------------- FROM

const FROM_ENDS = ['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'WINDOW'];

function sourcesOf(
  items: readonly Item[],
  ctes: readonly Cte[],
  tables: Tables,
): readonly Source[] {
  const from = items.findIndex((item) => isWord(item, 'FROM'));
  if (from < 0) return [];
  const ends = items.findIndex((item, index) => index > from && isWord(item, ...FROM_ENDS));
  return listed(items.slice(from + 1, ends < 0 ? undefined : ends), ctes, tables);
}

/** The sources of a list with commas and joins. */
function listed(items: readonly Item[], ctes: readonly Cte[], tables: Tables): readonly Source[] {
  const sources: Source[] = [];
  let expected = true;
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (isSymbol(item, ',') || isWord(item, 'JOIN')) expected = true;
    else if (expected && item !== undefined && !isWord(item, 'LATERAL')) {
      expected = false;
      if (item.kind === 'group' && queryIn(item) === null) {
        sources.push(...listed(item.items, ctes, tables));
        continue;
      }
      const read = sourceAt(items, at, ctes, tables);
      if (read === null) continue;
      sources.push(read.source);
      at = read.last;
    }
  }
  return sources;
}

function sourceAt(
  items: readonly Item[],
  start: number,
  ctes: readonly Cte[],
  tables: Tables,
): { readonly source: Source; readonly last: number } | null {
  const first = items[start];
  if (first === undefined) return null;
  let last = start;
  const path: string[] = isName(first) ? [first.text] : [];
  while (path.length > 0 && isSymbol(items[last + 1], '.') && isName(items[last + 2])) {
    path.push((items[last + 2] as { text: string }).text);
    last += 2;
  }
  const hasAs = isWord(items[last + 1], 'AS');
  const candidate = items[hasAs ? last + 2 : last + 1];
  const isAlias =
    isName(candidate) && (candidate.kind === 'quotedName' || !isReserved(candidate.text));
  const alias = isAlias ? candidate.text : null;
  if (isAlias) last = items.indexOf(candidate);
  const list = items[last + 1];
  const names = isAlias && list?.kind === 'group' ? namesIn(list) : [];
  if (names.length > 0) last += 1;
  const known =
    first.kind === 'group'
      ? { name: '', table: null, columns: outputOf(first, ctes, tables) }
      : named(path, ctes, tables);
  if (known === null) return null;
  const { at } = first;
  const end = items[last]?.end ?? at;
  const columns = renamed(known.columns, names);
  return {
    source: { ...known, columns, name: alias ?? known.name, hasAlias: alias !== null, at, end },
    last,
  };
}

function named(
  path: readonly string[],
  ctes: readonly Cte[],
  { catalogue, defaultSchema }: Tables,
): Pick<Source, 'name' | 'table' | 'columns'> | null {
  const name = path.at(-1) ?? '';
  const cte = path.length === 1 ? ctes.find((one) => same(one.name, name)) : undefined;
  if (cte !== undefined) return { name: cte.name, table: null, columns: cte.columns };
  const table = catalogue.find(path.at(-2) ?? null, name, defaultSchema);
  return table === null ? null : { name: table.name, table, columns: table.columns };
}

// ------------------------------------------------------------------------- output

/** The columns of a query in parentheses, as far as a look at it tells. */
function outputOf(group: Group, ctes: readonly Cte[], tables: Tables): readonly ScopeColumn[] {
  const query = queryIn(group);
  if (query === null) return [];
  const known = [...ctesOf(query.items, ctes, tables), ...ctes];
  const [section = []] = sections(query.items);
  const select = section.findIndex((item) => isWord(item, 'SELECT'));
  const ends = section.findIndex(
    (item, index) => index > select && isWord(item, 'FROM', ...FROM_ENDS),
  );
  const list = section.slice(select + 1, ends < 0 ? undefined : ends);
  const sources = sourcesOf(section, known, tables);
  return split(list).flatMap((item) => outputColumns(item, sources));
}

function split(list: readonly Item[]): readonly (readonly Item[])[] {
  const commas = list.flatMap((item, index) => (isSymbol(item, ',') ? [index] : []));
  const edges = [-1, ...commas, list.length];
  return edges.slice(0, -1).map((from, index) => list.slice(from + 1, edges[index + 1]));
}

function outputColumns(all: readonly Item[], sources: readonly Source[]): readonly ScopeColumn[] {
  const items = all.filter((item) => !isWord(item, 'DISTINCT', 'ALL'));
  const last = items.at(-1);
  if (isSymbol(last, '*')) {
    const [qualifier] = items;
    const own = isName(qualifier)
      ? sources.filter(({ name }) => same(name, qualifier.text))
      : sources;
    return own.flatMap(({ columns }) => columns);
  }
  const column = columnNamed(items, sources);
  if (column !== null) return [column];
  const called = items.length === 2 && isName(items[0]) && last?.kind === 'group';
  if (called) return [expression((items[0] as { text: string }).text.toLowerCase())];
  if (!isName(last) || items.length < 2 || (last.kind === 'word' && isReserved(last.text)))
    return [];
  const before = items.at(-2);
  const hasAs = isWord(before, 'AS');
  if (!hasAs && before?.kind === 'symbol') return [];
  const of = columnNamed(items.slice(0, hasAs ? -2 : -1), sources);
  return [of === null ? expression(last.text) : { ...of, name: last.text }];
}

const expression = (name: string): ScopeColumn => ({ name, type: null, values: [] });

/** The column that `Name` or `alias.Name` means among the sources. */
export function columnNamed(
  items: readonly (Item | undefined)[],
  sources: readonly Source[],
): ScopeColumn | null {
  const last = items.at(-1);
  if (!isName(last)) return null;
  if (items.length === 1) return columnOf(sources, last.text);
  const qualifier = items.at(-3);
  if (!isSymbol(items.at(-2), '.') || !isName(qualifier)) return null;
  return columnOf(
    sources.filter(({ name }) => same(name, qualifier.text)),
    last.text,
  );
}

function columnOf(sources: readonly Source[], name: string): ScopeColumn | null {
  for (const { columns } of sources) {
    const found = columns.find((column) => same(column.name, name));
    if (found !== undefined) return found;
  }
  return null;
}

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
