/** Token state as the text of a file. */
import { isSealed, type Sealed } from '../connection/index.ts';
import type { Grant, PendingSignIn, SpareToken, TokenState } from './grant.ts';

const VERSION = 1;

export function writeState(state: TokenState): string {
  return `${JSON.stringify({ version: VERSION, ...state }, null, 2)}\n`;
}

/** The state that `text` holds; null when it holds none. */
export function readState(text: string): TokenState | null {
  const value = parseJson(text);
  return isRecord(value) && value.version === VERSION && isState(value) ? value : null;
}

export function writeSealed(sealed: Sealed): string {
  return `${JSON.stringify({ version: VERSION, sealed }, null, 2)}\n`;
}

/** The sealed state that `text` holds; null when it holds none. */
export function readSealed(text: string): Sealed | null {
  const value = parseJson(text);
  return isRecord(value) && value.version === VERSION && isSealed(value.sealed)
    ? value.sealed
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

type Check = (value: unknown) => boolean;
/** One check for each field of `T`, so that a new field cannot be forgotten here. */
type Shape<T> = Readonly<Record<keyof T, Check>>;

const text: Check = (value) => typeof value === 'string' && value !== '';
const time: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const record =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(shape).every(([field, check]) => check(value[field]));

const GRANT: Shape<Grant> = {
  accessToken: text,
  issuedAt: time,
  expiresAt: orNull(time),
  refreshToken: orNull(text),
  scope: orNull(text),
};
const SPARE: Shape<SpareToken> = { refreshToken: text, since: time };
const PENDING: Shape<PendingSignIn> = {
  state: text,
  verifier: orNull(text),
  redirectUri: text,
  scope: text,
  startedAt: time,
};
const STATE: Shape<TokenState> = {
  owner: text,
  seed: orNull(text),
  grant: orNull(record(GRANT)),
  spares: (value) => Array.isArray(value) && value.every(record(SPARE)),
  refreshingSince: orNull(time),
  pending: orNull(record(PENDING)),
  redeemed: orNull(text),
};

function isState(
  value: Readonly<Record<string, unknown>>,
): value is Record<string, unknown> & TokenState {
  return record(STATE)(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
