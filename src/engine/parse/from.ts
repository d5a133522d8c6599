/** What may stand in FROM. */
import type { TableExpression } from '../ast/ast.ts';
import { notSupported } from '../lex/index.ts';
import { newReading, readClauses } from './clauses.ts';
import { convertFrom } from './convert.ts';
import {
  cursorInto,
  expectEnd,
  expectName,
  here,
  peek,
  peekGroup,
  peekWord,
  refuse,
  takeName,
  takeSymbol,
  takeWords,
  unexpected,
  type Cursor,
} from './cursor.ts';
import type { Group } from './nest.ts';
import { parseExpressionList } from './operators.ts';
import { isQuery, parseQueryGroup } from './query.ts';
import { emit, emitMark } from './skeleton.ts';

/** A table, a subquery or joins in parentheses, without alias; undefined when none stands here. */
export function parseTable(cursor: Cursor): TableExpression | undefined {
  const at = here(cursor);
  if (peekWord(cursor) === 'ONLY') refuse(cursor, 'ONLY');
  const lateral = takeWords(cursor, 'LATERAL');
  const group = peekGroup(cursor);
  if (group !== undefined && isQuery(group.items)) {
    cursor.index += 1;
    return { kind: 'derived', query: parseQueryGroup(cursor.sql, group), alias: null, lateral, at };
  }
  const call = parseTableFunction(cursor);
  if (call !== undefined) return call;
  if (lateral) return refuse(cursor, 'LATERAL before anything but a subquery or a function');
  if (group !== undefined) {
    cursor.index += 1;
    return parseJoinGroup(cursor.sql, group);
  }
  const item = peek(cursor);
  if (item?.kind === 'parameter') refuse(cursor, "A parameter in a table's place");
  if (item?.kind === 'string') {
    unexpected(cursor, 'Expected a table', 'A table name stands in double quotes, or in none.');
  }
  return parseTableName(cursor);
}

const TABLE_FUNCTIONS: readonly string[] = [
  'GENERATE_SERIES',
  'UNNEST',
  'STRING_TO_TABLE',
  'REGEXP_SPLIT_TO_TABLE',
  'REGEXP_MATCHES',
];

/** `generate_series(1, 10) [WITH ORDINALITY]`. */
function parseTableFunction(cursor: Cursor): TableExpression | undefined {
  const group = peekGroup(cursor, 1);
  if (group === undefined || !TABLE_FUNCTIONS.includes(peekWord(cursor))) return undefined;
  const name = expectName(cursor, 'a function');
  cursor.index += 1;
  const inside = cursorInto(cursor.sql, group);
  const args = parseExpressionList(inside);
  expectEnd(inside);
  const ordinality = takeWords(cursor, 'WITH', 'ORDINALITY');
  return { kind: 'function', name, args, ordinality, alias: null, at: name.at };
}

export function parseTableName(cursor: Cursor): TableExpression | undefined {
  const first = takeName(cursor);
  if (first === undefined) return undefined;
  const second = takeSymbol(cursor, '.')
    ? expectName(cursor, 'a table name after "."', true)
    : null;
  if (takeSymbol(cursor, '.')) {
    notSupported(cursor.sql, first.at, 'A table name of three parts', 'Write schema.table.');
  }
  if (peekGroup(cursor) !== undefined) {
    notSupported(
      cursor.sql,
      first.at,
      `The function ${first.name} in FROM`,
      `There ${TABLE_FUNCTIONS.map((name) => name.toLowerCase()).join(', ')} may stand.`,
    );
  }
  return {
    kind: 'table',
    schema: second === null ? null : first,
    name: second ?? first,
    alias: null,
  };
}

/** `(a JOIN b ON …)`; the parentheses may also stand around one table. */
function parseJoinGroup(sql: string, group: Group): TableExpression {
  const reading = newReading(cursorInto(sql, group));
  const { skeleton } = reading;
  reading.starts.push(group.at);
  emit(skeleton, 'SELECT', group.at);
  emitMark(skeleton, { kind: 'expression', expression: { kind: 'null', at: group.at } }, group.at);
  emit(skeleton, 'FROM', group.at);
  reading.clause = 'from';
  readClauses(reading);
  return convertFrom(reading, group);
}
