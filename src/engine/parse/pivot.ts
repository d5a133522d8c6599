/** PIVOT and UNPIVOT after a table, as the standard of other engines has them. */
import type {
  Expression,
  FunctionCall,
  Named,
  Pivot,
  TableAlias,
  TableExpression,
  Unpivot,
} from '../ast/ast.ts';
import { syntaxError } from '../lex/index.ts';
import {
  atEnd,
  cursorInto,
  expectEnd,
  expectGroup,
  expectName,
  expectWord,
  here,
  peek,
  peekGroup,
  peekWord,
  takeName,
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import { parseExpressionAt, parseExpressionList } from './operators.ts';

/** `table` with the PIVOTs and UNPIVOTs that follow it, and the aliases that stand before them. */
export function parsePivots(cursor: Cursor, table: TableExpression): TableExpression {
  let source = table;
  for (;;) {
    const start = cursor.index;
    const alias = takeAlias(cursor);
    if (!startsPivot(cursor)) {
      cursor.index = start;
      return source;
    }
    if (alias !== null) source = withAlias(source, alias, cursor);
    source =
      peekWord(cursor) === 'PIVOT' ? parsePivot(cursor, source) : parseUnpivot(cursor, source);
  }
}

function startsPivot(cursor: Cursor): boolean {
  const word = peekWord(cursor);
  if (word === 'UNPIVOT' && ['INCLUDE', 'EXCLUDE'].includes(peekWord(cursor, 1))) return true;
  return (word === 'PIVOT' || word === 'UNPIVOT') && peekGroup(cursor, 1) !== undefined;
}

function takeAlias(cursor: Cursor): TableAlias | null {
  if (startsPivot(cursor)) return null;
  takeWords(cursor, 'AS');
  const name = takeName(cursor);
  return name === undefined ? null : { name, columns: [] };
}

function withAlias(source: TableExpression, alias: TableAlias, cursor: Cursor): TableExpression {
  if (source.kind !== 'join') return { ...source, alias };
  return syntaxError(cursor.sql, alias.name.at, 'A join takes no alias.', 'Leave it out.');
}

function parsePivot(cursor: Cursor, source: TableExpression): Pivot {
  const at = here(cursor);
  cursor.index += 1;
  const inside = cursorInto(cursor.sql, expectGroup(cursor, 'PIVOT'));
  const aggregates = [parseAggregate(inside)];
  while (takeSymbol(inside, ',')) aggregates.push(parseAggregate(inside));
  expectWord(inside, 'FOR', 'Write PIVOT (sum(Total) FOR Status IN (…)).');
  const column = parsePivotColumn(inside);
  expectWord(inside, 'IN', 'The values are written out: FOR Status IN (…).');
  const list = cursorInto(inside.sql, expectGroup(inside, 'IN'));
  if (['SELECT', 'ANY'].includes(peekWord(list))) {
    unexpected(list, 'Expected the values', 'PIVOT takes values that are written out.');
  }
  const values = [parseValue(list)];
  while (takeSymbol(list, ',')) values.push(parseValue(list));
  expectEnd(list);
  const groupBy = takeWords(inside, 'GROUP', 'BY') ? parseExpressionList(inside) : null;
  expectEnd(inside);
  return { kind: 'pivot', source, aggregates, column, values, groupBy, alias: null, at };
}

function parseAggregate(inside: Cursor): Named<FunctionCall> {
  const at = here(inside);
  const expression = parseExpressionAt(inside);
  if (expression.kind !== 'call') {
    return syntaxError(
      inside.sql,
      at,
      'PIVOT takes aggregates.',
      'Write PIVOT (sum(Total) FOR …).',
    );
  }
  return { expression, alias: parseAlias(inside) };
}

/** A name: what follows it, IN, is not the operator. */
function parsePivotColumn(inside: Cursor): Expression {
  const path = [expectName(inside, 'a column')];
  while (takeSymbol(inside, '.')) path.push(expectName(inside, 'a column', true));
  const name = path.at(-1) ?? { name: '', at: 0 };
  return { kind: 'column', qualifier: path.slice(0, -1), name, at: path[0]?.at ?? name.at };
}

function parseValue(list: Cursor): Named<Expression> {
  const expression = parseExpressionAt(list);
  const { at } = expression;
  const isName = expression.kind === 'column' && expression.qualifier.length === 0;
  return {
    expression: isName ? { kind: 'string', value: expression.name.name, at } : expression,
    alias: parseAlias(list),
  };
}

function parseAlias(cursor: Cursor): Named<Expression>['alias'] {
  if (takeWords(cursor, 'AS')) return expectName(cursor, 'a name', true);
  return peekWord(cursor) === 'FOR' || atEnd(cursor) ? null : (takeName(cursor) ?? null);
}

function parseUnpivot(cursor: Cursor, source: TableExpression): Unpivot {
  const at = here(cursor);
  cursor.index += 1;
  const includeNulls = takeWords(cursor, 'INCLUDE', 'NULLS');
  if (!includeNulls) takeWords(cursor, 'EXCLUDE', 'NULLS');
  const inside = cursorInto(cursor.sql, expectGroup(cursor, 'UNPIVOT'));
  const value = expectName(inside, 'a name for the values');
  expectWord(inside, 'FOR', 'Write UNPIVOT (value FOR name IN (a, b)).');
  const name = expectName(inside, 'a name for the names');
  expectWord(inside, 'IN');
  const list = cursorInto(inside.sql, expectGroup(inside, 'IN'));
  const columns = [parseUnpivoted(list)];
  while (takeSymbol(list, ',')) columns.push(parseUnpivoted(list));
  expectEnd(list);
  expectEnd(inside);
  return { kind: 'unpivot', source, value, name, columns, includeNulls, alias: null, at };
}

function parseUnpivoted(list: Cursor): Unpivot['columns'][number] {
  const column = expectName(list, 'a column');
  if (!takeWords(list, 'AS')) return { column, label: null };
  const item = peek(list);
  if (item?.kind !== 'string') return { column, label: expectName(list, 'a label', true).name };
  list.index += 1;
  return { column, label: item.value };
}
