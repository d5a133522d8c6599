/**
 * The language of `where`, as far as it is documented: comparisons of a field with a literal, the
 * text methods, AND, OR and parentheses. Anything else is refused, as is a method on a field that
 * has no value.
 */
import type { Doc, Value } from './books.ts';

export class QueryParseError extends Error {}

type Predicate = (doc: Doc) => boolean;
type Literal = string | number | boolean | null;

const TOKEN =
  /\s*(?:(Guid|DateTime(?:\.Parse)?)\s*\(([^)]*)\)|("(?:[^"\\])*")|(-?\d+(?:\.\d+)?)|(==|!=|<=|>=|&&|\|\||[=<>().])|([A-Za-z]\w*(?:\.[A-Za-z]\w*)*))/y;

interface Token {
  readonly kind: 'literal' | 'symbol' | 'name';
  readonly text: string;
  readonly literal: Literal;
}

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.trimEnd().length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new QueryParseError(`no viable alternative at ${text.slice(at)}`);
    at = TOKEN.lastIndex;
    const [, call, inner = '', quoted, digits, symbol, name] = match;
    const literal = (value: Literal): number =>
      found.push({ kind: 'literal', text: match[0], literal: value });
    if (call !== undefined) literal(callValue(call, inner));
    else if (quoted !== undefined) literal(quoted.slice(1, -1));
    else if (digits !== undefined) literal(Number(digits));
    else if (name === 'true' || name === 'false') literal(name === 'true');
    else if (name === 'null') literal(null);
    else if (symbol !== undefined) found.push({ kind: 'symbol', text: symbol, literal: null });
    else found.push({ kind: 'name', text: name ?? '', literal: null });
  }
  return found;
}

function callValue(call: string, inner: string): Literal {
  if (call === 'Guid') {
    if (!/^"[0-9a-fA-F-]{36}"$/.test(inner.trim())) throw new QueryParseError(`Guid(${inner})`);
    return inner.trim().slice(1, -1).toLowerCase();
  }
  const parts =
    call === 'DateTime'
      ? inner.split(',').map(Number)
      : inner.replace(/"/g, '').slice(0, 10).split('-').map(Number);
  const [year = NaN, month = NaN, day = NaN] = parts;
  const time = Date.UTC(year, month - 1, day);
  if (Number.isNaN(time)) throw new QueryParseError(`${call}(${inner})`);
  return time;
}

export function parseWhere(text: string, caseless: boolean): Predicate {
  const list = tokens(text);
  let at = 0;
  const peek = (): string => list[at]?.text.toUpperCase() ?? '';
  const take = (): Token => {
    const token = list[at];
    if (token === undefined) throw new QueryParseError('unexpected end');
    at += 1;
    return token;
  };
  const or = (): Predicate => {
    const parts = [and()];
    while (peek() === 'OR' || peek() === '||') {
      take();
      parts.push(and());
    }
    return (doc) => parts.some((part) => part(doc));
  };
  const and = (): Predicate => {
    const parts = [term()];
    while (peek() === 'AND' || peek() === '&&') {
      take();
      parts.push(term());
    }
    return (doc) => parts.every((part) => part(doc));
  };
  const term = (): Predicate => {
    const first = take();
    if (first.text === '(') {
      const inner = or();
      if (take().text !== ')') throw new QueryParseError('")" is missing');
      return inner;
    }
    if (first.kind !== 'name') throw new QueryParseError(`unexpected ${first.text}`);
    const path = first.text.split('.');
    const method = /^(Contains|StartsWith|EndsWith)$/.test(path.at(-1) ?? '')
      ? path.pop()
      : undefined;
    const lowers = path.at(-1) === 'ToLower';
    if (lowers) path.pop();
    if (method !== undefined) {
      if (take().text !== '(') throw new QueryParseError('"(" is missing');
      const wanted = take().literal;
      if (typeof wanted !== 'string' || take().text !== ')') throw new QueryParseError(method);
      return (doc) => matches(fieldOf(doc, path), method, wanted, caseless);
    }
    const operator = take().text;
    if (!/^(==|=|!=|<|<=|>|>=)$/.test(operator))
      throw new QueryParseError(`unexpected ${operator}`);
    const value = take();
    if (value.kind !== 'literal') throw new QueryParseError(`unexpected ${value.text}`);
    return (doc) => compares(fieldOf(doc, path), operator, value.literal, caseless);
  };
  const predicate = or();
  if (at < list.length) throw new QueryParseError(`unexpected ${list[at]?.text ?? ''}`);
  return predicate;
}

function fieldOf(doc: Doc, path: readonly string[]): Literal {
  let value: Value = doc;
  for (const name of path) {
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value))
      throw new QueryParseError(path.join('.'));
    value = (value as Doc)[name] ?? null;
  }
  if (typeof value === 'object' && value !== null) throw new QueryParseError(path.join('.'));
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T.*Z)?$/.test(value)) return Date.parse(value);
  return value;
}

function matches(value: Literal, method: string, wanted: string, caseless: boolean): boolean {
  if (typeof value !== 'string') throw new QueryParseError(`${method} on a field without a value`);
  const [text, part] = caseless ? [value.toLowerCase(), wanted.toLowerCase()] : [value, wanted];
  if (method === 'Contains') return text.includes(part);
  return method === 'StartsWith' ? text.startsWith(part) : text.endsWith(part);
}

function compares(value: Literal, operator: string, wanted: Literal, caseless: boolean): boolean {
  const fold = (side: Literal): Literal =>
    caseless && typeof side === 'string' ? side.toLowerCase() : side;
  const [left, right] = [fold(value), fold(wanted)];
  if (operator === '==' || operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  // C# finds null neither greater nor smaller
  if (left === null || right === null) return false;
  if (typeof left !== typeof right)
    throw new QueryParseError(`${typeof left} ${operator} ${typeof right}`);
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
