/** What a column of the result is called when it has no alias: as PostgreSQL names it. */
import type { Expression, Query, Select } from '../ast/ast.ts';
import type { Expr } from '../rel/rel.ts';

/** The name of a column that suggests none. */
export const NAMELESS = '?column?';

/** @param expr what the expression was bound to: columns are shown as declared. */
export function outputName(expression: Expression, expr: Expr): string {
  if (expression.kind === 'column' && expr.kind === 'column') return expr.name;
  return name(expression) ?? NAMELESS;
}

/** A name that the expression suggests; null when it suggests none. */
function name(expression: Expression): string | null {
  switch (expression.kind) {
    case 'column':
      return expression.name.name;
    case 'call':
      return expression.name.name.toLowerCase();
    case 'cast':
      return name(expression.operand) ?? expression.type.name;
    case 'case':
      return (expression.otherwise === null ? null : columnName(expression.otherwise)) ?? 'case';
    case 'boolean':
      return 'bool';
    case 'typedLiteral':
      return expression.type;
    case 'extract':
    case 'exists':
    case 'row':
      return expression.kind;
    case 'array':
    case 'arraySubquery':
      return 'array';
    case 'subscript':
    case 'slice':
      return name(expression.operand);
    case 'atTimeZone':
      return 'timezone';
    case 'overlaps':
      return 'overlaps';
    case 'scalarSubquery':
      return nameOfSubquery(expression.query);
    default:
      return null;
  }
}

/** CASE takes its ELSE's name only from a column or function. */
function columnName(expression: Expression): string | null {
  return expression.kind === 'column' || expression.kind === 'call' ? name(expression) : null;
}

function nameOfSubquery(query: Query): string | null {
  const item = firstSelect(query)?.items[0];
  if (item?.kind !== 'item') return null;
  return item.alias?.name ?? name(item.expression);
}

function firstSelect({ body }: Query): Select | null {
  let part = body;
  while (part.kind === 'setOperation') part = part.left;
  if (part.kind === 'query') return firstSelect(part);
  return part.kind === 'select' ? part : null;
}
