/** Turns conjuncts into Xero `where` text by a table's declared filters. */
import { columnNamed } from '../../../schemas/column.ts';
import type {
  FilterEncoding,
  FilterOperator,
  PushableFilter,
  TableDefinition,
} from '../../../schemas/model.ts';
import type { Expr } from '../../rel/rel.ts';
import type { SqlValue } from '../../values/types.ts';
import { columnPredicate, type ColumnPredicate, type ScanColumns } from './predicates.ts';
import { valueText } from './valueText.ts';
import { whereCondition } from './where.ts';

type EncodingKind = FilterEncoding['kind'];
type EncodingOf<Kind extends EncodingKind> = Extract<FilterEncoding, { kind: Kind }>;

export interface DeclaredFilter<Kind extends EncodingKind> {
  readonly encoding: EncodingOf<Kind>;
  readonly exactness: PushableFilter['exactness'];
}

/** What a table declares of `column` and `operator` in one kind of encoding. */
export function declaredFilter<Kind extends EncodingKind>(
  table: TableDefinition,
  column: string,
  operator: FilterOperator,
  kind: Kind,
): DeclaredFilter<Kind> | null {
  if (table.source.kind !== 'endpoint') return null;
  for (const filter of table.source.filters) {
    if (filter.column !== column || !accepts(filter.operators, operator)) continue;
    if (isKind(filter.encoding, kind)) {
      return { encoding: filter.encoding, exactness: filter.exactness };
    }
  }
  return null;
}

/** A list of values is a chain of equalities to every encoding that takes one. */
function accepts(operators: readonly FilterOperator[], operator: FilterOperator): boolean {
  return operators.includes(operator) || (operator === 'in' && operators.includes('='));
}

function isKind<Kind extends EncodingKind>(
  encoding: FilterEncoding,
  kind: Kind,
): encoding is EncodingOf<Kind> {
  return encoding.kind === kind;
}

/**
 * Whether the values are among those that Xero documents for the column, when it documents any.
 * Of others nothing is certain: Xero may refuse them, or match them without regard to case.
 */
export function areDocumented(
  table: TableDefinition,
  name: string,
  values: readonly SqlValue[],
): boolean {
  const documented = columnNamed(table, name).values;
  return documented.length === 0 || values.every((value) => documented.includes(valueText(value)));
}

export interface WhereText {
  readonly text: string;
  readonly exact: boolean;
  /** Columns it filters on: a light answer must hold them. */
  readonly columns: readonly string[];
}

/** The strongest `where` that every row satisfying `expr` satisfies; null when there is none. */
export function whereText(
  expr: Expr,
  table: TableDefinition,
  columns: ScanColumns,
): WhereText | null {
  if (expr.kind === 'and') return conjunction(expr.args, table, columns);
  if (expr.kind === 'or') return disjunction(expr.args, table, columns);
  if (expr.kind === 'inList' && expr.negated) return conjunction(unequals(expr), table, columns);
  const predicate = columnPredicate(expr, columns);
  return predicate && leaf(predicate, table);
}

/** `x NOT IN (a, b)` as `x <> a`, `x <> b`. */
function unequals({ arg, list }: Extract<Expr, { kind: 'inList' }>): readonly Expr[] {
  return list.map((right) => ({
    kind: 'compare',
    operator: '<>',
    left: arg,
    right,
    type: 'boolean',
  }));
}

/** Parts of an AND that cannot be said are left out: the rest still holds. */
function conjunction(
  args: readonly Expr[],
  table: TableDefinition,
  columns: ScanColumns,
): WhereText | null {
  const parts = args.map((arg) => whereText(arg, table, columns));
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  return { ...joined(said, ' AND '), exact: allExact(said) && said.length === parts.length };
}

/** An OR can be said only whole. */
function disjunction(
  args: readonly Expr[],
  table: TableDefinition,
  columns: ScanColumns,
): WhereText | null {
  const parts = args.map((arg) => whereText(arg, table, columns));
  const said = parts.filter((part) => part !== null);
  if (said.length === 0 || said.length < parts.length) return null;
  const whole = joined(said, ' OR ');
  return { ...whole, text: `(${whole.text})`, exact: allExact(said) };
}

function joined(parts: readonly WhereText[], separator: string): Omit<WhereText, 'exact'> {
  return {
    text: parts.map((part) => part.text).join(separator),
    columns: [...new Set(parts.flatMap((part) => part.columns))],
  };
}

const allExact = (parts: readonly WhereText[]): boolean => parts.every((part) => part.exact);

function leaf(predicate: ColumnPredicate, table: TableDefinition): WhereText | null {
  const name = predicate.column.column;
  const declared = declaredFilter(table, name, predicate.operator, 'where');
  if (!declared || !areDocumented(table, name, predicate.values)) return null;
  const type = columnNamed(table, name).type;
  const condition = whereCondition(
    declared.encoding.field,
    type,
    predicate.operator,
    predicate.values,
  );
  return (
    condition && {
      text: condition.text,
      exact: condition.exact && predicate.exact && declared.exactness === 'exact',
      columns: [name],
    }
  );
}
