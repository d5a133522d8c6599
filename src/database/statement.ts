/** SQL text → plan: the stages that make no call. */
import { SqlError } from '../errors.ts';
import { bind } from '../engine/bind/index.ts';
import { parse } from '../engine/parse/index.ts';
import { plan, type QueryPlan } from '../engine/plan/index.ts';
import type { Catalogue, SchemaName } from '../schemas/model.ts';

/** A string takes the type that its place in the statement asks for; a number is exact to its digits. */
export type ParameterValue = string | number | bigint | boolean | Date | null;

/** One value, or a list of values of one type, which is an array: `x = ANY ($1)`. */
type Parameter = ParameterValue | readonly ParameterValue[];

/** Values for `?` and `$n` by position, for `:name` and `@name` by name. */
export type Parameters = readonly Parameter[] | Readonly<Record<string, Parameter>>;

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

export interface CompiledStatement {
  readonly kind: 'query' | 'explain' | 'explainAnalyze';
  readonly plan: QueryPlan;
}

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
  const statement = parse(sql);
  const bound = bind(statement.query, {
    sql,
    catalogue: options.catalogue,
    defaultSchema: options.defaultSchema,
    parameters: options.parameters,
  });
  const { maxRows } = options;
  const root =
    maxRows === null
      ? bound.root
      : ({ kind: 'limit', input: bound.root, count: maxRows, offset: 0 } as const);
  const planned = plan({ ...bound, root }, options);
  if (statement.kind === 'query') return { kind: 'query', plan: planned };
  return { kind: statement.analyze ? 'explainAnalyze' : 'explain', plan: planned };
}
