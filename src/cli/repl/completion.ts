/** What could be meant at the cursor: tables after FROM, columns of the statement's tables, functions, keywords. */
import { AGGREGATE_FUNCTIONS, SCALAR_FUNCTIONS } from '../../engine/functions/index.ts';
import type { Catalogue, SchemaName, TableDefinition } from '../../schemas/model.ts';
import { splitStatements } from '../split.ts';

export interface Names {
  readonly catalogue: Catalogue;
  readonly defaultSchema: SchemaName;
}

export interface Completion {
  readonly hits: readonly string[];
  /** The end of the text that the hits stand for. */
  readonly typed: string;
}

const KEYWORDS =
  `ALL AND AS ASC BETWEEN BY CASE CAST CROSS CURRENT_DATE CURRENT_TIMESTAMP DATE DESC DISTINCT ELSE
   END EXCEPT EXISTS EXPLAIN EXTRACT FALSE FILTER FIRST FROM FULL GROUP HAVING ILIKE IN INNER
   INTERSECT INTERVAL IS JOIN LAST LEFT LIKE LIMIT NOT NULL NULLS OFFSET ON OR ORDER OUTER RIGHT
   SELECT THEN TRUE UNION USING WHEN WHERE WITH`.split(/\s+/);

const FUNCTIONS: readonly string[] = [...SCALAR_FUNCTIONS, ...AGGREGATE_FUNCTIONS]
  .flatMap(({ name, aliases = [] }) => [name, ...aliases])
  .filter(
    (name) =>
      /^[a-z]\w*$/.test(name) && name !== 'negate' && !KEYWORDS.includes(name.toUpperCase()),
  )
  .map((name) => `${name}(`);

/**
 * @param before the statement up to the cursor
 * @param after the rest of it
 */
export function complete(before: string, after: string, names: Names): Completion {
  const typed = /[\p{L}\p{N}_$]*$/u.exec(before)?.[0] ?? '';
  const { rest, restOffset } = splitStatements(before);
  // No name is meant inside a string or a comment.
  if (rest !== null && rest.open !== 'statement') return { hits: [], typed };
  const statement = before.slice(restOffset) + after;
  const front = before.slice(restOffset, before.length - typed.length);
  return { hits: matching(candidates(front, statement, names, typed), typed), typed };
}

function candidates(
  front: string,
  statement: string,
  names: Names,
  typed: string,
): readonly string[] {
  const qualifier = /(?:"([^"]+)"|([\p{L}\p{N}_$]+))\.$/u.exec(front);
  if (qualifier !== null) return afterDot(qualifier[1] ?? qualifier[2] ?? '', statement, names);
  if (expectsTable(front)) return tableNames(names);
  const tables = mentionedTables(statement, names);
  const columns = tables.flatMap(({ table }) => columnsOf(table));
  const aliases = tables.flatMap(({ alias }) => (alias === null ? [] : [alias]));
  // Without a prefix, keywords and functions would bury the columns.
  if (typed === '') return front.trim() === '' ? BEGINNINGS : [...columns, ...aliases];
  // Before FROM is written, a column can be any table's.
  const likely = columns.length > 0 ? columns : columnsAnywhere(names);
  return [...likely, ...aliases, ...FUNCTIONS, ...keywordsLike(typed)];
}

const BEGINNINGS: readonly string[] = ['SELECT', 'WITH', 'EXPLAIN'];

const columnsAnywhere = ({ catalogue, defaultSchema }: Names): readonly string[] =>
  catalogue.tables.filter(({ schema }) => schema === defaultSchema).flatMap(columnsOf);

function afterDot(qualifier: string, statement: string, names: Names): readonly string[] {
  const { catalogue } = names;
  const own = mentionedTables(statement, names).filter(({ table, alias }) =>
    same(alias ?? table.name, qualifier),
  );
  if (own.length > 0) return own.flatMap(({ table }) => columnsOf(table));
  return catalogue.tables.filter(({ schema }) => same(schema, qualifier)).map(({ name }) => name);
}

const CLAUSE =
  /\b(?:select|from|join|where|on|using|group|order|having|limit|offset|union|except|intersect)\b/giu;

/** Directly after FROM, JOIN or \d, or after a comma of FROM. */
function expectsTable(front: string): boolean {
  if (/(?:\b(?:from|join)|^\s*\\d)\s+$/iu.test(front)) return true;
  if (!/,\s*$/.test(front)) return false;
  return [...front.matchAll(CLAUSE)].at(-1)?.[0].toLowerCase() === 'from';
}

function tableNames({ catalogue, defaultSchema }: Names): readonly string[] {
  const unqualified = catalogue.tables.filter(({ schema }) =>
    [defaultSchema, 'SYS', 'LOCAL'].includes(schema),
  );
  const schemas = new Set(catalogue.tables.map(({ schema }) => `${schema}.`));
  return [...unqualified.map(({ name }) => name), ...schemas];
}

interface Mentioned {
  readonly table: TableDefinition;
  readonly alias: string | null;
}

const NAME = '(?:"[^"]+"|[\\p{L}_][\\p{L}\\p{N}_$]*)';
const MENTION = new RegExp(
  `(?:\\b(?:from|join)\\s+|,\\s*)(?:(${NAME})\\s*\\.\\s*)?(${NAME})(?:\\s+(?:as\\s+)?(${NAME}))?`,
  'giu',
);

/** The tables that the statement reads, as far as a look at its text tells. */
function mentionedTables(statement: string, names: Names): readonly Mentioned[] {
  const mentioned: Mentioned[] = [];
  let found: RegExpExecArray | null;
  MENTION.lastIndex = 0;
  while ((found = MENTION.exec(statement)) !== null) {
    const [whole, schema, name = '', alias] = found;
    const table = names.catalogue.find(
      schema === undefined ? null : unquoted(schema),
      unquoted(name),
      names.defaultSchema,
    );
    const isAlias = alias !== undefined && !isKeyword(alias);
    // What follows may be the JOIN of the next table.
    if (alias !== undefined && !isAlias)
      MENTION.lastIndex = found.index + whole.length - alias.length;
    if (table !== null) mentioned.push({ table, alias: isAlias ? unquoted(alias) : null });
  }
  return mentioned;
}

const isKeyword = (word: string): boolean => KEYWORDS.includes(word.toUpperCase());
const unquoted = (name: string): string => name.replaceAll('"', '');
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const columnsOf = (table: TableDefinition): readonly string[] =>
  table.columns.map(({ name }) => name);

/** Keywords in the case that the person types. */
function keywordsLike(typed: string): readonly string[] {
  const isLower = typed !== '' && typed === typed.toLowerCase();
  return isLower ? KEYWORDS.map((word) => word.toLowerCase()) : KEYWORDS;
}

/** @returns each hit once, sorted; all begin with `typed` as it was typed or in their own case */
export function matching(candidates: readonly string[], typed: string): readonly string[] {
  const hits = [...new Set(candidates)]
    .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .sort((a, b) => a.localeCompare(b, 'en'));
  const agree = hits.every((hit) => hit.startsWith(hits[0]?.slice(0, typed.length) ?? ''));
  // The line editor puts in what all hits begin with, which must not be less than what was typed.
  return agree ? hits : hits.map((hit) => typed + hit.slice(typed.length));
}
