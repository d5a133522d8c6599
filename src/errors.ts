/**
 * Every failure a user can meet is a `XeroSqlError` with a stable `code`.
 * Programs branch on `code`; people read `message` and `hint`.
 */

/** The stable codes, each with the one sentence that the error reference prints. */
export const ERROR_CODES = {
  // connection
  CONNECTION_STRING_SYNTAX: 'The connection string is not of the form Key=Value;Key=Value.',
  PROPERTY_UNKNOWN: 'The connection string names a property that does not exist.',
  PROPERTY_INVALID: 'A connection property has a value it cannot take.',
  PROPERTY_MISSING: 'A connection property that this sign-in needs is missing.',
  CONNECTION_NOT_FOUND: 'No saved connection has that name.',
  KEYCHAIN: 'The keychain that holds the key to the stored secrets cannot be used.',
  TENANT_NOT_FOUND: 'No connected organisation has that name or ID.',
  TENANT_AMBIGUOUS: 'Several connected organisations have that name.',
  // sign-in
  SIGN_IN_REQUIRED: 'There is no usable token, and this connection may not start a sign-in.',
  SIGN_IN_REFUSED: 'The sign-in was refused or did not complete.',
  TOKEN_REFUSED: 'Xero refused the client credentials, code or refresh token.',
  TOKEN_STORE: 'The token file cannot be read or written.',
  // calls
  UNAUTHORISED: 'Xero did not accept the access token.',
  FORBIDDEN: 'The connection lacks a scope or the organisation does not allow this call.',
  NOT_FOUND: 'Xero has no such resource.',
  BAD_REQUEST: 'Xero refused the request as invalid.',
  HIGH_VOLUME:
    'Xero refused conditions that its indexes do not serve: the list is too long for them.',
  RATE_LIMIT_DAY: 'The organisation has used up its calls for the day.',
  RATE_LIMIT_MINUTE: 'Xero kept refusing calls for being too many a minute.',
  SERVER_ERROR: 'Xero failed to answer the call.',
  NETWORK: 'Xero could not be reached, or the connection broke.',
  TIMEOUT: 'A call or the query took longer than allowed.',
  BAD_RESPONSE: 'Xero answered with something that is not what its API documents.',
  // local tables
  LOCAL_TABLE: 'The rows or columns of a local table are not what a table can hold.',
  // SQL
  SYNTAX_ERROR: 'The statement is not valid SQL.',
  NOT_SUPPORTED: 'The statement uses SQL that xero-sql does not have (yet).',
  READ_ONLY: 'The statement would change data, and the connection is read-only.',
  UNKNOWN_SCHEMA: 'No schema has that name.',
  UNKNOWN_TABLE: 'No table has that name.',
  AMBIGUOUS_TABLE: 'A local table or view and a table of another schema both have that name.',
  UNKNOWN_COLUMN: 'No column in scope has that name.',
  UNKNOWN_FUNCTION: 'No function has that name with those argument types.',
  AMBIGUOUS_COLUMN: 'Several tables in scope have a column of that name.',
  DUPLICATE_ALIAS: 'Two tables in one FROM clause have the same name or alias.',
  GROUPING_ERROR: 'A column is neither grouped by nor inside an aggregate.',
  VIEW_ERROR: 'A view cannot be made, dropped or read as the statement says.',
  WINDOW_ERROR: 'A window function stands where none may, or its window makes no sense.',
  ORDER_BY_ERROR: 'ORDER BY names something that the result does not have.',
  COLUMN_COUNT:
    'Two parts of the statement that belong together differ in their number of columns.',
  TYPE_MISMATCH: 'An operator or function was given values of types it does not take.',
  INVALID_VALUE: 'A value cannot be read as the type it is needed as.',
  PARAMETER_ERROR: 'The statement and its parameters do not match.',
  TOO_COMPLEX: 'The statement is nested too deeply.',
  // running
  ENGINE_FAILED: 'The engine for large results failed.',
  ENGINE_MISSING: 'The engine that the connection asks for is not installed.',
  DIVISION_BY_ZERO: 'Division by zero.',
  OUT_OF_RANGE: 'A number or date is outside the range of its type.',
  TOO_MANY_CALLS: 'The statement would make more calls than MaxCalls or the day allows.',
  CARDINALITY: 'A scalar subquery returned more than one row.',
  OUTPUT:
    'The result cannot be written: the file or disk refuses, or the format cannot hold a value.',
  CANCELLED: 'The query was cancelled.',
  CLOSED: 'The connection is closed.',
  INTERNAL: 'xero-sql has a bug.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A place in a text the user wrote. `line` and `column` count from 1, `offset` (UTF-16) from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface ErrorDetails {
  /** What the user can do about it. */
  readonly hint?: string | undefined;
  /** Where in the statement or connection string. */
  readonly position?: Position | undefined;
  readonly cause?: unknown;
}

export class XeroSqlError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly position: Position | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
    this.position = details.position;
  }
}

/** The connection string, a property or the choice of organisation is wrong. */
export class ConnectionError extends XeroSqlError {}

/** Signing in or refreshing a token failed. */
export class AuthError extends XeroSqlError {}

/** The statement is wrong: syntax, names, types or grouping. */
export class SqlError extends XeroSqlError {}

/** The statement is right but failed while running: division by zero, a value out of range. */
export class ExecutionError extends XeroSqlError {
  /** @param clause what is wrong, as `division by zero`; it becomes a sentence */
  constructor(code: ErrorCode, clause: string, details: ErrorDetails = {}) {
    super(code, sentence(clause), details);
  }
}

export interface ApiErrorDetails extends ErrorDetails {
  /** The call, as `GET /api.xro/2.0/Invoices?page=1` (never with a token). */
  readonly call: string;
  /** HTTP status; undefined when no answer arrived. */
  readonly status?: number | undefined;
  /** Seconds to wait before the call may succeed, when Xero said so. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A call to Xero failed for good. */
export class ApiError extends XeroSqlError {
  readonly call: string;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ApiErrorDetails) {
    super(code, message, details);
    this.call = details.call;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** A clause as a sentence: `division by zero` → `Division by zero.` */
export function sentence(clause: string): string {
  const begun = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** Line and column of `offset` in `text`. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
}
