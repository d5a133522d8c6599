import { positionAt, SqlError, type ErrorCode } from '../../errors.ts';

/** Throws a SqlError that points at `at` in the user's text. */
export function fail(
  sql: string,
  at: number,
  code: ErrorCode,
  message: string,
  hint?: string,
): never {
  throw new SqlError(code, message, { hint, position: positionAt(sql, at) });
}

export function syntaxError(sql: string, at: number, message: string, hint?: string): never {
  fail(sql, at, 'SYNTAX_ERROR', message, hint);
}

/** `what` is the construct's name: `AT TIME ZONE`, `Table functions`. */
export function notSupported(sql: string, at: number, what: string, hint?: string): never {
  fail(sql, at, 'NOT_SUPPORTED', `${what} is not supported.`, hint);
}
