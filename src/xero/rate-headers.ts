/** What an answer's headers say about Xero's rate limits. */

export interface RateHeaders {
  readonly minuteRemaining: number | null;
  readonly dayRemaining: number | null;
  /** `minute`, `day`, `concurrent` or `appminute`, on a 429. */
  readonly problem: string | null;
  readonly retryAfterSeconds: number | null;
}

/** @param header reads a header by its lower-case name */
export function readRateHeaders(
  header: (name: string) => string | undefined,
  nowMs: number,
): RateHeaders {
  return {
    minuteRemaining: count(header('x-minlimit-remaining')),
    dayRemaining: count(header('x-daylimit-remaining')),
    problem: header('x-rate-limit-problem')?.trim().toLowerCase() ?? null,
    retryAfterSeconds: retryAfter(header('retry-after'), nowMs),
  };
}

function count(text: string | undefined): number | null {
  return text !== undefined && /^\s*-?\d{1,9}\s*$/.test(text) ? Math.max(0, Number(text)) : null;
}

/** Seconds, or an HTTP date. */
function retryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  if (/^\s*\d{1,9}(\.\d+)?\s*$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, (date - nowMs) / 1000);
}
