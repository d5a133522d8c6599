/** What the process tells its caller. */
import { ApiError, AuthError, ConnectionError, XeroSqlError, type ErrorCode } from '../errors.ts';

export const EXIT = {
  done: 0,
  /** A statement failed: wrong SQL, a refused call, a limit reached. */
  queryFailed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** There is no connection: wrong properties, no sign-in, no such organisation, Xero out of reach. */
  noConnection: 3,
  /** Ctrl-C, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Failures of a call after which no other statement would fare better. */
const UNREACHABLE: ReadonlySet<ErrorCode> = new Set(['NETWORK', 'UNAUTHORISED']);

/** The exit code for a failure: decided by its class, for calls by its code. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ConnectionError || error instanceof AuthError) return EXIT.noConnection;
  if (error instanceof ApiError && UNREACHABLE.has(error.code)) return EXIT.noConnection;
  if (error instanceof XeroSqlError && error.code === 'CANCELLED') return EXIT.interrupted;
  return EXIT.queryFailed;
}

/** The command line cannot be carried out as it was given. */
export class UsageError extends Error {}
