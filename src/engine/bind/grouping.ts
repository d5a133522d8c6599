/** GROUP BY: the keys, and what may be said of a group. */
import type { Expression, Select } from '../ast/ast.ts';
import { exprKey } from '../rel/equal.ts';
import { printExpr } from '../rel/print.ts';
import type { Aggregate, ColumnId, Expr, OutputColumn, Rel } from '../rel/rel.ts';
import { mapChildExprs, mapExprsDeep, referencedColumns } from '../rel/walk.ts';
import type { AggregateSink } from './aggregates.ts';
import { bindLocalColumn } from './expressions/columns.ts';
import { bindValue } from './expressions/index.ts';
import {
  type GroupBy,
  groupBySets,
  type GroupingCall,
  groupingValue,
  hasGroupingCall,
  isGroupingCall,
} from './groupingSets.ts';
import { type Level, type QueryLevel, sameName, type ScopeTable } from './scope.ts';
import type { SelectColumn } from './select.ts';
import { columnExpr, newColumn, sqlError, type Statement } from './statement.ts';
import { settle } from './types.ts';
import type { WindowSink } from './windows.ts';

// ---------------------------------------------------------------------- keys

/**
 * The expressions that GROUP BY names: a position, an input column, else a name of the select
 * list, else any expression.
 */
export function bindGroupBy(
  elements: Select['groupBy'],
  selected: readonly SelectColumn[],
  level: Level,
  sink: AggregateSink,
  windows: WindowSink,
): GroupBy {
  if (elements === 'all') {
    const ofGroups = [...sink.columns, ...windows.columns].map(({ id }) => id);
    return { keys: groupedByAll(selected, new Set(ofGroups)), sets: null };
  }
  const key = (expression: Expression): Expr => bindKey(expression, selected, level, sink);
  return groupBySets(elements, key, level.statement);
}

/** GROUP BY ALL: whatever is selected that is neither about groups nor constant. */
function groupedByAll(
  selected: readonly SelectColumn[],
  ofGroups: ReadonlySet<ColumnId>,
): readonly Expr[] {
  return selected.flatMap(({ expr }) => {
    const ids = [...referencedColumns(expr)];
    const isOfGroups = ids.some((id) => ofGroups.has(id)) || hasGroupingCall(expr);
    return isOfGroups || ids.length === 0 ? [] : [settle(expr)];
  });
}

function bindKey(
  expression: Expression,
  selected: readonly SelectColumn[],
  level: Level,
  sink: AggregateSink,
): Expr {
  checkKind(expression, level.statement);
  if (expression.kind === 'number') {
    const column = selectedAt(expression, selected, 'GROUP BY', level);
    return notAggregate(column, expression, level, sink);
  }
  if (expression.kind === 'column' && expression.qualifier.length === 0) {
    const local = bindLocalColumn(expression, level);
    if (local !== null) return local;
    const named = selected.find(({ name }) => sameName(name, expression.name.name));
    if (named !== undefined) return notAggregate(named, expression, level, sink);
  }
  return bindValue(expression, level);
}

function checkKind(expression: Expression, statement: Statement): void {
  if (expression.kind !== 'string' && expression.kind !== 'null') return;
  throw sqlError(
    statement,
    'GROUPING_ERROR',
    'GROUP BY takes columns, expressions and positions, not constants',
    expression.at,
    expression.kind === 'string' ? 'Names take double quotes, or none.' : undefined,
  );
}

/** The select list's column at a position. @throws SqlError GROUPING_ERROR, ORDER_BY_ERROR */
export function selectedAt(
  expression: Extract<Expression, { kind: 'number' }>,
  selected: readonly SelectColumn[],
  clause: 'GROUP BY' | 'ORDER BY' | 'DISTINCT ON',
  { statement }: Level,
): SelectColumn {
  const column = /^\d+$/.test(expression.text) ? selected[Number(expression.text) - 1] : undefined;
  if (column !== undefined) return column;
  const count = selected.length;
  throw sqlError(
    statement,
    clause === 'GROUP BY' ? 'GROUPING_ERROR' : 'ORDER_BY_ERROR',
    `${clause} ${expression.text} is not a position in the select list, which has ${count} column${count === 1 ? '' : 's'}`,
    expression.at,
  );
}

function notAggregate(
  column: SelectColumn,
  expression: Expression,
  level: Level,
  sink: AggregateSink,
): Expr {
  const aggregate = [...referencedColumns(column.expr)].some((id) => sink.has(id));
  if (!aggregate && !hasGroupingCall(column.expr)) return column.expr;
  throw sqlError(
    level.statement,
    'GROUPING_ERROR',
    `${column.name} is an aggregate: it cannot be grouped by`,
    expression.at,
    'Group by columns or expressions; aggregates belong in the select list.',
  );
}

// -------------------------------------------------------------------- groups

type Key = Aggregate['keys'][number];

/** One query's groups: turns expressions over rows into expressions over groups. */
export class Grouping {
  readonly #statement: Statement;
  readonly #query: QueryLevel;
  readonly #sink: AggregateSink;
  readonly #keys = new Map<string, Key>();
  /** Whether GROUP BY names something: hints differ. */
  readonly #hasKeys: boolean;

  /** Of each grouping set the texts of its keys; null when all keys make the one set. */
  readonly #sets: readonly ReadonlySet<string>[] | null;
  readonly #setColumn: OutputColumn | null;

  constructor(
    statement: Statement,
    query: QueryLevel,
    sink: AggregateSink,
    { keys, sets }: GroupBy,
  ) {
    this.#statement = statement;
    this.#query = query;
    this.#sink = sink;
    this.#hasKeys = keys.length > 0;
    for (const expr of keys) this.#addKey(expr);
    this.#sets = sets?.map((set) => new Set(set.map((key) => exprKey(settle(key))))) ?? null;
    this.#setColumn = sets === null ? null : newColumn(statement, 'grouping set', 'integer');
  }

  #addKey(from: Expr): Key {
    const expr = settle(from);
    const name = expr.kind === 'column' ? expr.name : printExpr(expr);
    const key = { ...newColumn(this.#statement, name, expr.type), expr };
    const text = exprKey(expr);
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    this.#keys.set(text, key);
    return key;
  }

  /**
   * `expr` over the groups' columns. Columns of a table whose primary key is grouped by are one
   * value in each group, so they may stand as they are.
   * @throws SqlError GROUPING_ERROR at the first other column.
   */
  overGroups(expr: Expr): Expr {
    // A literal that is grouped by is NULL outside its set, but not inside other expressions.
    if (expr.kind === 'literal' && this.#sets === null) return expr;
    if (isGroupingCall(expr)) return this.#grouping(expr);
    const key = this.#keys.get(exprKey(expr));
    if (key !== undefined) return columnExpr(key);
    if (expr.kind === 'column') return this.#column(expr);
    const inside = (child: Expr): Expr =>
      child.kind === 'literal' ? child : this.overGroups(child);
    return mapChildExprs(expr, inside, (rel) => mapExprsDeep(rel, inside));
  }

  #grouping(call: GroupingCall): Expr {
    const keys = call.args.map(exprKey);
    const stray = keys.findIndex((key) => !this.#keys.has(key));
    const arg = call.args[stray];
    if (arg !== undefined) {
      throw sqlError(
        this.#statement,
        'GROUPING_ERROR',
        `GROUPING takes what is grouped by, and ${printExpr(arg)} is not`,
        this.#statement.references.get(call) ?? 0,
      );
    }
    const sets = this.#sets ?? [];
    const inSet = (set: number, place: number): boolean =>
      sets[set]?.has(keys[place] ?? '') === true;
    return groupingValue(keys.length, sets, this.#setColumn, inSet);
  }

  #column(column: Extract<Expr, { kind: 'column' }>): Expr {
    const origin = this.#statement.origins.get(column.id);
    if (this.#sink.has(column.id) || origin?.level !== this.#query) return column;
    if (this.#isDetermined(origin.table)) return columnExpr(this.#addKey(column));
    throw sqlError(
      this.#statement,
      'GROUPING_ERROR',
      `${column.name} is neither grouped by nor inside an aggregate`,
      this.#statement.references.get(column) ?? 0,
      this.#hasKeys
        ? `Add ${column.name} to GROUP BY, or aggregate it, as in MAX(${column.name}).`
        : `The query has aggregates: write GROUP BY ${column.name}, or aggregate it too.`,
    );
  }

  #isDetermined(table: ScopeTable): boolean {
    const primaryKey = table.definition?.primaryKey ?? [];
    return primaryKey.length > 0 && primaryKey.every((name) => this.#isGrouped(table, name));
  }

  #isGrouped(table: ScopeTable, name: string): boolean {
    const index = table.definition?.columns.findIndex((column) => column.name === name) ?? -1;
    const expr = table.columns[index]?.use();
    if (expr === undefined) return false;
    const key = exprKey(expr);
    return this.#sets === null ? this.#keys.has(key) : this.#sets.every((set) => set.has(key));
  }

  /** The operator that makes the groups of `input`, with the keys that were needed. */
  toRel(input: Rel): Rel {
    const keys = [...this.#keys.values()];
    const groups: Aggregate = { kind: 'aggregate', input, keys, aggregates: this.#sink.columns };
    if (this.#sets === null || this.#setColumn === null) return groups;
    const named = new Set(this.#sets.flatMap((set) => [...set]));
    const sets = this.#sets.map((set) =>
      [...this.#keys]
        // A key that GROUP BY does not name is determined by keys that every set has.
        .filter(([text]) => set.has(text) || !named.has(text))
        .map(([, { id }]) => id),
    );
    return { ...groups, sets: { keys: sets, column: this.#setColumn } };
  }
}
