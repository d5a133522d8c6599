/** Errors for people: what, where in the statement, what to do. */
import { ApiError, positionAt, XeroSqlError, type ErrorCode, type Position } from '../errors.ts';
import { redact } from '../xero/redact.ts';
import { UsageError } from './exit-codes.ts';
import { safeJson } from './safe-json.ts';
import type { Style } from './style.ts';
import { visible, visibleLines } from './visible.ts';
import { truncate, widthOf } from './width.ts';

export interface ErrorPlace {
  /** The whole text that the person wrote, of which the statement is a part. */
  readonly script: string;
  /** Where the statement begins in it. */
  readonly offset: number;
}

export interface ErrorLook {
  readonly style: Style;
  /** Columns there are for the line of the statement. */
  readonly width: number;
  /** Adds the stack of a failure that is a bug of ours. */
  readonly debug: boolean;
}

const BUG_HINT =
  'This is a bug in xero-sql: please report it, with the statement. XERO_SQL_DEBUG=1 shows more.';

/** @returns lines, the last one ended too */
export function renderError(error: unknown, look: ErrorLook, place?: ErrorPlace): string {
  const { style } = look;
  if (error instanceof UsageError) return `${style.red('error')}: ${visible(error.message)}\n`;
  if (!(error instanceof XeroSqlError) || error.code === 'INTERNAL') return renderBug(error, look);
  const head = `${style.bold(style.red(`error[${error.code}]`))}: ${clean(error.message)}`;
  const excerpt =
    error.position === undefined || place === undefined
      ? []
      : excerptLines(place.script, place.offset + error.position.offset, look);
  return `${[head, ...excerpt, ...detailLines(error, style)].join('\n')}\n`;
}

/**
 * An error for programs, as one line of JSON: `code` (one of the error reference, or `USAGE` for a
 * wrong command line), `message`, `hint` and `position` in the whole text (line and column from 1,
 * offset from 0), the latter two null where there is none.
 */
export function errorAsJson(error: unknown, place?: ErrorPlace): string {
  if (error instanceof UsageError) return failure('USAGE', error.message, null, null);
  if (!(error instanceof XeroSqlError) || error.code === 'INTERNAL') {
    return failure('INTERNAL', redact(messageOf(error)), BUG_HINT, null);
  }
  const { code, message, hint, position } = error;
  const where =
    position === undefined || place === undefined
      ? (position ?? null)
      : positionAt(place.script, place.offset + position.offset);
  return failure(code, redact(message), hint === undefined ? null : redact(hint), where);
}

function failure(
  code: ErrorCode | 'USAGE',
  message: string,
  hint: string | null,
  position: Position | null,
): string {
  return safeJson({ code, message, hint, position });
}

function detailLines(error: XeroSqlError, style: Style): readonly string[] {
  const call =
    error instanceof ApiError && !error.message.includes(error.call.slice(0, 100))
      ? [`  ${style.dim('call:')} ${clean(error.call)}`]
      : [];
  const hint = error.hint === undefined ? [] : [`  ${style.cyan('hint:')} ${clean(error.hint)}`];
  return [...call, ...hint];
}

function renderBug(error: unknown, { style, debug }: ErrorLook): string {
  const head = `${style.bold(style.red('error[INTERNAL]'))}: ${visible(clean(messageOf(error)))}`;
  const stack =
    debug && error instanceof Error && error.stack !== undefined ? [clean(error.stack)] : [];
  return `${[head, `  ${style.cyan('hint:')} ${BUG_HINT}`, ...stack].join('\n')}\n`;
}

/** The message and what to do, on one line, without a code: for `test`. */
export function oneLine(error: unknown): string {
  if (!(error instanceof XeroSqlError) || error.code === 'INTERNAL') {
    return visible(`${clean(messageOf(error))} ${BUG_HINT}`);
  }
  return visible(
    clean(error.hint === undefined ? error.message : `${error.message} ${error.hint}`),
  );
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Nothing secret and nothing that a terminal acts on, whoever wrote the message. */
const clean = (text: string): string => visibleLines(redact(text)).trimEnd();

// ------------------------------------------------------------------------ excerpt

/** What is underlined: a name with its qualifiers, a word, a string or quoted name, a number, else one character. */
const TOKEN =
  /[\p{L}_][\p{L}\p{N}\p{M}_$]*(?:\.[\p{L}_][\p{L}\p{N}\p{M}_$]*)*|'(?:[^'\r\n]|'')*'?|"[^"\r\n]*"?|`[^`\r\n]*`?|\d[\d.]*|[<>=!|]+|[^]/uy;

/** The line of the script that `offset` is in, with the token there underlined. */
function excerptLines(script: string, offset: number, { style, width }: ErrorLook): string[] {
  const at = Math.min(offset, script.length);
  const { line, column } = positionAt(script, at);
  const start = at - (column - 1);
  const whole = /[^\r\n]*/y;
  whole.lastIndex = start;
  const text = whole.exec(script)?.[0] ?? '';
  const number = String(line);
  const { before, token, after } = window(
    text,
    column - 1,
    Math.max(width - number.length - 6, 20),
  );
  const gutter = ' '.repeat(number.length);
  const underline = '^'.repeat(Math.max(widthOf(token), 1));
  return [
    `  ${style.dim(`${number} │`)} ${before}${token}${after}`,
    `  ${style.dim(`${gutter} │`)} ${' '.repeat(widthOf(before))}${style.red(underline)} ${style.dim(`line ${line}, column ${column}`)}`,
  ];
}

interface Window {
  readonly before: string;
  readonly token: string;
  readonly after: string;
}

/** The part of a line around its token that fits in `width`; tabs as blanks. */
function window(line: string, index: number, width: number): Window {
  TOKEN.lastIndex = index;
  const token = TOKEN.exec(line)?.[0] ?? '';
  const plain = (text: string): string => visible(text.replaceAll('\t', ' '));
  const shown = truncate(plain(token), width);
  const beforeAll = plain(line.slice(0, index));
  const room = Math.max(width - widthOf(shown), 0);
  const kept =
    widthOf(beforeAll) <= room ? beforeAll : `…${beforeAll.slice(-Math.floor(room / 2))}`;
  const afterAll = plain(line.slice(index + token.length));
  return {
    before: kept,
    token: shown,
    after: truncate(afterAll, Math.max(room - widthOf(kept), 1)),
  };
}
