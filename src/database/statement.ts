/** SQL text → plan: the stages that make no call. */
import { SqlError } from '../errors.ts';
import { bind } from '../engine/bind/index.ts';
import { parse, parseStatement } from '../engine/parse/index.ts';
import { plan, type QueryPlan } from '../engine/plan/index.ts';
import type { Query } from '../engine/ast/ast.ts';
import type { Catalogue, SchemaName } from '../schemas/model.ts';
import {
  compileCreateView,
  compileDropView,
  compileView,
  type CreateViewOptions,
  type ViewChange,
} from './views.ts';

/** A string takes the type that its place in the statement asks for; a number is exact to its digits. */
export type ScalarParameter = string | number | bigint | boolean | Date | null;

/** One value, or a list of values of one type, which is an array: `x = ANY ($1)`. */
export type ParameterValue = ScalarParameter | readonly ScalarParameter[];

/** Values for `?` and `$n` by position, for `:name` and `@name` by name. */
export type Parameters = readonly ParameterValue[] | Readonly<Record<string, ParameterValue>>;

export interface CompileOptions {
  readonly catalogue: Catalogue;
  readonly defaultSchema: SchemaName;
  readonly parameters: Parameters;
  /** The most rows to ask for in one call. */
  readonly pageSize: number;
  /** The most rows to return; null = all. */
  readonly maxRows: number | null;
  /** The connection's Tenant is one organisation. */
  readonly oneTenant: boolean;
  readonly now: Date;
}

export interface CompiledQuery {
  readonly kind: 'query' | 'explain' | 'explainAnalyze';
  readonly plan: QueryPlan;
}

export type CompiledStatement = CompiledQuery | ViewChange;

/** @throws SqlError with the place in `sql` and what to do */
export function compileStatement(sql: string, options: CompileOptions): CompiledStatement {
  try {
    return compile(sql, options);
  } catch (error) {
    // The stages recurse over the tree; the parser's bounds leave room, but not for every shape.
    if (!(error instanceof RangeError)) throw error;
    throw new SqlError('TOO_COMPLEX', 'The statement is nested too deeply.', {
      hint: 'Split it with WITH queries or shorten its chains of operators.',
    });
  }
}

function compile(sql: string, options: CompileOptions): CompiledStatement {
  const statement = parseStatement(sql);
  const { catalogue, defaultSchema, parameters } = options;
  const context = { sql, catalogue, defaultSchema, readQuery: queryOfView };
  if (statement.kind === 'createView' || statement.kind === 'dropView') {
    refuseValues(parameters);
    return statement.kind === 'createView'
      ? compileCreateView(statement, context)
      : compileDropView(statement, context);
  }
  const bound = bind(statement.query, { ...context, parameters });
  const { maxRows } = options;
  const root =
    maxRows === null
      ? bound.root
      : ({ kind: 'limit', input: bound.root, count: maxRows, offset: 0 } as const);
  const planned = plan({ ...bound, root }, options);
  if (statement.kind === 'query') return { kind: 'query', plan: planned };
  return { kind: statement.analyze ? 'explainAnalyze' : 'explain', plan: planned };
}

/** As CREATE VIEW `name` AS `sql`. @throws SqlError with the place in `sql` */
export function compileViewOf(
  name: string,
  sql: string,
  options: CreateViewOptions,
  context: Pick<CompileOptions, 'catalogue' | 'defaultSchema'>,
): ViewChange {
  const text = sql.trim().replace(/\s*;$/, '');
  return compileView(name, options, queryOf(text), {
    ...context,
    sql: text,
    readQuery: queryOfView,
  });
}

/** @throws SqlError */
function queryOf(sql: string): Query {
  const statement = parse(sql);
  if (statement.kind === 'query') return statement.query;
  throw new SqlError('VIEW_ERROR', 'A view is a query; EXPLAIN is none.', {
    hint: 'Give the SELECT alone.',
  });
}

/** @throws SqlError PARAMETER_ERROR */
function refuseValues(parameters: Parameters): void {
  if (Object.keys(parameters).length === 0) return;
  throw new SqlError('PARAMETER_ERROR', 'A view takes no parameters, but values were given.', {
    hint: 'Leave the condition out of the view, and write it where the view is read.',
  });
}

/** Trees of views by their texts, for views are read again and again. */
const trees = new Map<string, Query>();
const MOST_TREES = 200;

/** @throws SqlError */
function queryOfView(sql: string): Query {
  const known = trees.get(sql);
  if (known !== undefined) return known;
  const query = queryOf(sql);
  if (trees.size >= MOST_TREES) trees.clear();
  trees.set(sql, query);
  return query;
}
