/** Proposals inside a statement. */
import type { Piece } from '../pieces.ts';
import type { Completion, Names, Proposal } from './model.ts';
import { isRelated, joinConditions } from './joins.ts';
import { matching } from './matching.ts';
import { nameText, stringText } from './names.ts';
import {
  groupsAround,
  isName,
  isSymbol,
  isWord,
  nest,
  queryIn,
  type Group,
  type Item,
} from './nest.ts';
import {
  clauseBefore,
  columnNamed,
  same,
  scopeAt,
  type Scope,
  type ScopeColumn,
  type Source,
} from './scope.ts';
import {
  AFTER_EXPLAIN,
  AFTER_OPERAND,
  AFTER_TABLE,
  BEGINNINGS,
  BY,
  FUNCTIONS,
  inCaseOf,
  isReserved,
  KEYWORDS,
  TRUTHS,
  TYPE_PROPOSALS,
} from './words.ts';

export interface Typing {
  readonly text: string;
  readonly cursor: number;
  /** Of the statement that the cursor is in. */
  readonly pieces: readonly Piece[];
  /** The piece that the cursor is in or at the end of. */
  readonly touched: Piece | undefined;
  readonly names: Names;
}

export function propose(typing: Typing): Completion {
  const { text, cursor, touched, names } = typing;
  const nothing: Completion = { from: cursor, to: cursor, proposals: [] };
  if (touched?.kind === 'comment') {
    const isInside = cursor < touched.end || touched.text.startsWith('--');
    if (isInside) return nothing;
  }
  if (touched?.kind === 'openString' || (touched?.kind === 'string' && cursor < touched.end)) {
    return valuesInText(typing, touched);
  }
  if (touched?.kind === 'openComment' || touched?.kind === 'openName') return nothing;
  if (touched?.kind === 'quotedName' && cursor < touched.end) return nothing;
  if (touched?.kind === 'number') return nothing;
  if (touched?.kind === 'parameter' || (touched?.kind === 'wrong' && touched.text === ':')) {
    return variables(typing, touched);
  }
  const from = touched?.kind === 'word' ? touched.at : cursor;
  const typed = text.slice(from, cursor);
  const place = placeAt(typing, from);
  return { from, to: cursor, proposals: matching(candidates(place, typed, names), typed) };
}

// -------------------------------------------------------------------------- place

interface Place {
  /** The levels of parentheses around, the innermost last. */
  readonly groups: readonly Group[];
  /** What stands before the cursor in the innermost level. */
  readonly before: readonly Item[];
  readonly scope: Scope;
}

function placeAt({ pieces, names }: Typing, at: number): Place {
  const root = nest(pieces);
  const groups = groupsAround(root, at);
  const before = (groups.at(-1)?.items ?? []).filter(({ end }) => end <= at);
  return { groups, before, scope: scopeAt(root, at, names) };
}

/** What stands before the innermost parenthesis, in the level around it. */
function beforeGroup({ groups }: Place): readonly Item[] {
  const [around, inner] = groups.slice(-2);
  if (around === undefined || inner === undefined) return [];
  return around.items.filter(({ end }) => end <= inner.at);
}

const isQueryLevel = ({ groups }: Place): boolean => {
  const inner = groups.at(-1);
  return groups.length === 1 || (inner !== undefined && queryIn(inner) !== null);
};

function candidates(place: Place, typed: string, names: Names): readonly Proposal[] {
  const { before, scope } = place;
  const last = before.at(-1);
  if (isSymbol(last, '.')) return qualified(before, scope, names);
  if (isSymbol(last, '::')) return TYPE_PROPOSALS;
  if (expectsTable(place)) return tables(place, names);
  if (isDropped(before)) return droppable(names);
  if (isWord(last, 'AS')) return isWord(beforeGroup(place).at(-1), 'CAST') ? TYPE_PROPOSALS : [];
  if (isWord(last, 'ORDER', 'GROUP')) return inCaseOf(typed, BY);
  if (before.length === 0 && place.groups.length === 1) return inCaseOf(typed, BEGINNINGS);
  if (isWord(last, 'EXPLAIN')) return inCaseOf(typed, AFTER_EXPLAIN);
  if (isWord(last, 'ON')) return [...joins(scope, ''), ...operands(place, typed, names)];
  if (isWord(beforeGroup(place).at(-1), 'USING')) return shared(scope);
  const source = scope.own.find(({ end }) => end === last?.end);
  if (source !== undefined) return [...joinsAfter(place, source), ...inCaseOf(typed, AFTER_TABLE)];
  const column = comparedColumn(place, scope);
  if (column !== null) return [...values(column, names), ...operands(place, typed, names)];
  if (isOperand(before)) return inCaseOf(typed, typed === '' ? AFTER_OPERAND : KEYWORDS);
  return operands(place, typed, names);
}

/** After DROP VIEW, or a comma there. */
function isDropped(before: readonly Item[]): boolean {
  const [first, second] = before;
  const isOpen = isWord(before.at(-1), 'VIEW', 'EXISTS') || isSymbol(before.at(-1), ',');
  return isWord(first, 'DROP') && isWord(second, 'VIEW') && isOpen;
}

const droppable = ({ catalogue }: Names): readonly Proposal[] =>
  byName(
    catalogue.tables.filter(({ schema, source }) => schema === 'LOCAL' && source.kind === 'view'),
  ).map(({ name }): Proposal => ({ text: nameText(name), kind: 'table', detail: 'view' }));

/** Directly after FROM or JOIN, or after a comma of FROM. */
function expectsTable(place: Place): boolean {
  const { before } = place;
  const last = before.at(-1);
  if (isWord(last, 'JOIN')) return true;
  if (!isQueryLevel(place)) return false;
  if (isWord(last, 'FROM')) return true;
  return isSymbol(last, ',') && clauseBefore(before, before.length) === 'FROM';
}

/** Whether an operand has just ended: only a keyword or an operator can follow. */
function isOperand(before: readonly Item[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'word') return !isReserved(last.text) || isWord(last, 'NULL', 'END');
  if (!isSymbol(last, '*')) return last.kind !== 'symbol';
  const star = before.at(-2);
  return isWord(star, 'SELECT', 'DISTINCT', 'ALL') || isSymbol(star, '.') || isSymbol(star, ',');
}

// ------------------------------------------------------------------------- tables

function tables(place: Place, { catalogue, defaultSchema }: Names): readonly Proposal[] {
  const { scope, before } = place;
  const listed = scope.own.flatMap(({ table }) => table ?? []);
  const own = catalogue.tables.filter(({ schema }) =>
    [defaultSchema, 'SYS', 'BOOKS', 'LOCAL'].includes(schema),
  );
  const related = isWord(before.at(-1), 'JOIN')
    ? own.filter((table) => listed.some((other) => isRelated(table, other)))
    : [];
  const proposals = [...byName(related), ...byName(own)].map(({ name, description }): Proposal => ({
    text: name,
    kind: 'table',
    detail: description,
  }));
  const ctes = scope.ctes.map(({ name }): Proposal => ({
    text: nameText(name),
    kind: 'table',
    detail: 'WITH query',
  }));
  const schemas = [...new Set(catalogue.tables.map(({ schema }) => schema))].map(
    (name): Proposal => ({ text: `${name}.`, kind: 'schema', detail: 'schema', goesOn: true }),
  );
  return [...ctes, ...proposals, ...schemas];
}

const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** After a dot: the columns of a source, or the tables of a schema. */
function qualified(
  before: readonly Item[],
  { sources, own }: Scope,
  { catalogue }: Names,
): readonly Proposal[] {
  const qualifier = before.at(-2);
  if (!isName(qualifier)) return [];
  const source = [...own, ...sources].find(({ name }) => same(name, qualifier.text));
  if (source !== undefined) return source.columns.map((column) => columnProposal(column));
  return byName(catalogue.tables.filter(({ schema }) => same(schema, qualifier.text))).map(
    ({ name, description }): Proposal => ({ text: name, kind: 'table', detail: description }),
  );
}

// -------------------------------------------------------------------------- joins

const joins = ({ own }: Scope, before: string): readonly Proposal[] =>
  joinConditions(own).map((text) => ({
    text: `${before}${text}`,
    kind: 'join',
    detail: 'foreign key',
  }));

/** `ON …` after a joined table that has no condition yet. */
function joinsAfter({ before, scope }: Place, source: Source): readonly Proposal[] {
  const joined = before.findLastIndex(({ end }) => end <= source.at);
  if (!isWord(before[joined], 'JOIN') || isWord(before[joined - 1], 'CROSS')) return [];
  const own = scope.own.filter(({ end }) => end <= source.end);
  return joins({ ...scope, own }, 'ON ');
}

/** The columns that the newest source has in common with those before it, for USING. */
function shared({ own }: Scope): readonly Proposal[] {
  const newest = own.at(-1);
  const earlier = own.slice(0, -1).flatMap(({ columns }) => columns);
  return (newest?.columns ?? [])
    .filter(({ name }) => earlier.some((column) => same(column.name, name)))
    .map((column) => columnProposal(column));
}

// ------------------------------------------------------------------------- values

const COMPARISONS = ['=', '<>', '!=', '<', '>', '<=', '>='];

/** The column that the value at the place is compared with: `Status = `, `Status IN ('A', `. */
function comparedColumn(place: Place, { sources }: Scope): ScopeColumn | null {
  const { before } = place;
  const last = before.at(-1);
  if (last?.kind === 'symbol' && COMPARISONS.includes(last.text)) {
    return columnNamed(nameAtEnd(before.slice(0, -1)), sources);
  }
  if (last !== undefined && !isSymbol(last, ',')) return null;
  const around = beforeGroup(place);
  if (!isWord(around.at(-1), 'IN')) return null;
  const until = isWord(around.at(-2), 'NOT') ? -2 : -1;
  return columnNamed(nameAtEnd(around.slice(0, until)), sources);
}

/** `Name` or `alias.Name` at the end of a level. */
function nameAtEnd(items: readonly Item[]): readonly Item[] {
  return isSymbol(items.at(-2), '.') ? items.slice(-3) : items.slice(-1);
}

function values(column: ScopeColumn, { tenants }: Names): readonly Proposal[] {
  if (column.type === 'boolean') return TRUTHS;
  const known = column.name === 'TenantName' ? tenants : column.values;
  return known.map((value) => ({ text: stringText(value), kind: 'value', detail: column.name }));
}

/** Inside quotes: only the documented values of the column that the text is compared with. */
function valuesInText(typing: Typing, text: Piece): Completion {
  const { cursor, names } = typing;
  const place = placeAt(
    { ...typing, pieces: typing.pieces.filter((one) => one !== text) },
    text.at,
  );
  const column = comparedColumn(place, place.scope);
  const typed = typing.text.slice(text.at, cursor);
  const to = text.kind === 'string' ? text.end : cursor;
  const proposals = column === null ? [] : matching(values(column, names), typed);
  return { from: text.at, to, proposals };
}

function variables({ text, cursor, names }: Typing, { at }: Piece): Completion {
  const typed = text.slice(at, cursor);
  const known = names.variables.map((name): Proposal => ({
    text: `${typed.slice(0, 1)}${name}`,
    kind: 'argument',
    detail: 'variable',
  }));
  return { from: at, to: cursor, proposals: matching(known, typed) };
}

// ----------------------------------------------------------------------- operands

function operands({ scope }: Place, typed: string, names: Names): readonly Proposal[] {
  const { sources } = scope;
  const columns = columnsInScope(sources);
  const aliases = sources.map(({ name, table }): Proposal => ({
    text: `${nameText(name)}.`,
    kind: 'alias',
    detail: table === null ? 'query' : table.name,
    goesOn: true,
  }));
  // Without a prefix, keywords and functions would bury the columns.
  if (typed === '') return [...columns, ...aliases];
  // Before FROM is written, a column can be any table's.
  const likely = sources.length > 0 ? columns : columnsAnywhere(names);
  return [...likely, ...aliases, ...FUNCTIONS, ...inCaseOf(typed, KEYWORDS)];
}

/** A name that several sources have is proposed with each one's qualifier. */
function columnsInScope(sources: readonly Source[]): readonly Proposal[] {
  const times = new Map<string, number>();
  for (const { columns } of sources) {
    for (const { name } of columns) {
      const key = name.toLowerCase();
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  return sources.flatMap((source) =>
    source.columns.map((column) => {
      const isShared = (times.get(column.name.toLowerCase()) ?? 0) > 1;
      const from = sources.length > 1 ? source.name : '';
      return columnProposal(column, from, isShared ? `${nameText(source.name)}.` : '');
    }),
  );
}

function columnProposal({ name, type }: ScopeColumn, from = '', qualifier = ''): Proposal {
  const detail = [type ?? '', from].filter(Boolean).join(', ');
  return { text: qualifier + nameText(name), kind: 'column', detail };
}

const columnsAnywhere = ({ catalogue, defaultSchema }: Names): readonly Proposal[] =>
  catalogue.tables
    .filter(({ schema }) => schema === defaultSchema)
    .flatMap((table) => table.columns.map((column) => columnProposal(column, table.name)));
