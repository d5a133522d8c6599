/** Tokens → items: what stands in parentheses, in brackets or between CASE and END, becomes one. */
import { fail, syntaxError, type Token } from '../lex/index.ts';

export interface Group {
  readonly kind: 'group';
  /** `bracket` is an array's: `[…]` around a name is part of the name. */
  readonly open: 'paren' | 'bracket' | 'case';
  readonly items: readonly Item[];
  readonly at: number;
  readonly closeAt: number;
  readonly end: number;
}

export type Item = Token | Group;

/** More than any statement needs, and few enough that no later stage overflows its stack. */
export const MAX_DEPTH = 100;

interface Open {
  readonly open: Group['open'];
  readonly items: Item[];
  readonly at: number;
}

/**
 * @throws SqlError SYNTAX_ERROR at a bracket without its partner, TOO_COMPLEX above `MAX_DEPTH`.
 */
export function nest(sql: string, tokens: readonly Token[]): readonly Item[] {
  const root: Item[] = [];
  const stack: Open[] = [];
  const push = (open: Group['open'], at: number): void => {
    if (stack.length >= MAX_DEPTH) {
      fail(
        sql,
        at,
        'TOO_COMPLEX',
        `The statement is nested more than ${MAX_DEPTH} deep.`,
        'Move inner parts into WITH queries.',
      );
    }
    stack.push({ open, items: [], at });
  };
  const close = (token: Token): void => {
    const group = stack.pop();
    if (group === undefined) return;
    const { open, items, at } = group;
    const closed: Group = { kind: 'group', open, items, at, closeAt: token.at, end: token.end };
    (stack.at(-1)?.items ?? root).push(closed);
  };
  for (const token of tokens) {
    const innermost = stack.at(-1);
    const items = innermost?.items ?? root;
    const opened = openedBy(token);
    const closed = closedBy(token);
    if (opened !== null) push(opened, token.at);
    else if (closed !== null) {
      if (innermost?.open === 'case') neverEnded(sql, innermost.at);
      if (innermost?.open !== closed) closesNothing(sql, token, innermost);
      close(token);
    } else if (opensCase(token, items)) push('case', token.at);
    else if (innermost?.open === 'case' && closesCase(token, items)) close(token);
    else items.push(token);
  }
  const unclosed = stack.at(-1);
  if (unclosed?.open === 'case') neverEnded(sql, unclosed.at);
  if (unclosed !== undefined) neverClosed(sql, unclosed);
  return root;
}

const BRACKETS = { paren: ['(', ')'], bracket: ['[', ']'] } as const;

function openedBy(token: Token): 'paren' | 'bracket' | null {
  return isSymbol(token, '(') ? 'paren' : isSymbol(token, '[') ? 'bracket' : null;
}

function closedBy(token: Token): 'paren' | 'bracket' | null {
  return isSymbol(token, ')') ? 'paren' : isSymbol(token, ']') ? 'bracket' : null;
}

function neverClosed(sql: string, { open, at }: Open): never {
  if (open === 'case') neverEnded(sql, at);
  const [opening, closing] = BRACKETS[open];
  syntaxError(sql, at, `This "${opening}" is never closed.`, `Close it with "${closing}".`);
}

/** @param innermost what is open instead. */
function closesNothing(sql: string, token: Token, innermost: Open | undefined): never {
  if (innermost !== undefined) neverClosed(sql, innermost);
  const [opening, closing] = BRACKETS[closedBy(token) ?? 'paren'];
  syntaxError(
    sql,
    token.at,
    `This "${closing}" closes nothing.`,
    `Remove it, or open it with "${opening}".`,
  );
}

function neverEnded(sql: string, at: number): never {
  syntaxError(sql, at, 'This CASE is never closed.', 'Close it with END.');
}

function isSymbol(item: Item | undefined, text: string): boolean {
  return item?.kind === 'symbol' && item.text === text;
}

function upper(item: Item | undefined): string {
  return item?.kind === 'word' ? item.text.toUpperCase() : '';
}

/** After a dot or AS every word is a name. */
function isNamePlace(before: Item | undefined): boolean {
  return isSymbol(before, '.') || upper(before) === 'AS';
}

function opensCase(token: Token, items: readonly Item[]): boolean {
  return upper(token) === 'CASE' && !isNamePlace(items.at(-1));
}

const BEFORE_A_VALUE = new Set(['WHEN', 'THEN', 'AND', 'OR', 'NOT', 'LIKE', 'ILIKE', 'BETWEEN']);

/** END is a column's name where a value must follow: `CASE WHEN End > Start THEN End END`. */
function closesCase(token: Token, items: readonly Item[]): boolean {
  if (upper(token) !== 'END') return false;
  const before = items.at(-1);
  if (isNamePlace(before) || BEFORE_A_VALUE.has(upper(before))) return false;
  return before?.kind !== 'symbol';
}
