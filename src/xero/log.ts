/** The structured log: one JSON object a line, in which no secret or token can appear. */
import { XeroSqlError } from '../errors.ts';
import type { Logger } from './client.ts';
import { REDACTED, redact } from './redact.ts';

export type Verbosity = 0 | 1 | 2 | 3 | 4 | 5;

export interface LoggerOptions {
  /** Events above this level are dropped; 0 writes nothing. */
  readonly verbosity: Verbosity;
  /** Takes one line, newline included, and what it says. */
  readonly write: (line: string, entry: LogEntry) => void;
  /** Known secrets and tokens; read at each event, so the owner may add to it at any time. */
  readonly secrets?: Iterable<string>;
  /** For tests. */
  readonly now?: () => Date;
}

/** One event, without secrets: JSON values only. */
export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly event: string;
  readonly [field: string]: unknown;
}

export const silentLogger: Logger = { log: () => undefined };

/** Fields named like this never show their value, whatever it is. */
const SECRET_FIELD =
  /token|secret|password|authori[sz]ation|verifier|cookie|credential|^code$|^state$/i;
const LONGEST_TEXT = 4_000;
const DEEPEST = 4;

/**
 * Levels: 1 failures, 2 queries and calls, 3 waits, retries and rate limits, 4 sign-in and token
 * handling, 5 bodies.
 */
export function createLogger(options: LoggerOptions): Logger {
  const { verbosity, write, secrets = [], now = () => new Date() } = options;
  return {
    log(level, event, fields) {
      if (level > verbosity) return;
      const facts = cleanObject(fields, secrets, 0);
      const entry: LogEntry = { ...facts, time: now().toISOString(), level, event };
      write(`${JSON.stringify({ time: entry.time, level, event, ...facts })}\n`, entry);
    },
  };
}

function clean(value: unknown, secrets: Iterable<string>, depth: number): unknown {
  if (typeof value === 'string') return redact(value, secrets).slice(0, LONGEST_TEXT);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return undefined;
  if (value instanceof Error) return cleanError(value, secrets);
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => clean(item, secrets, depth + 1));
  // Foreign objects (requests, sockets, axios errors) can hold anything: only their kind is said.
  if (!isPlainObject(value)) return `[${value.constructor.name}]`;
  return cleanObject(value, secrets, depth);
}

function cleanObject(
  fields: Readonly<Record<string, unknown>>,
  secrets: Iterable<string>,
  depth: number,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      redact(name, secrets),
      SECRET_FIELD.test(name) ? REDACTED : clean(value, secrets, depth + 1),
    ]),
  );
}

function cleanError(error: Error, secrets: Iterable<string>): Record<string, unknown> {
  return {
    name: error.name,
    message: redact(error.message, secrets).slice(0, LONGEST_TEXT),
    ...(error instanceof XeroSqlError ? { code: error.code } : {}),
  };
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
