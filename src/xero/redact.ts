/** Takes secrets out of text: the ones we know, and whatever looks like one. */

export const REDACTED = '[redacted]';

/** Shorter ones would blank out ordinary words; Xero issues none that short. */
const SHORTEST_SECRET = 4;

const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // long enough not to be a word: "Bearer token", "Basic subscription"
  [/\b(Bearer)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/\b(Basic)\s+[\w+/=-]{16,}/gi, `$1 ${REDACTED}`],
  // JSON web tokens: Xero's access and identity tokens
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, REDACTED],
  [
    /\b((?:access|refresh|id)_token|client_secret|code_verifier|password)(["']?\s*[=:]\s*["']?)[^\s"'&;,]+/gi,
    `$1$2${REDACTED}`,
  ],
  // the authorization code in a callback address
  [/([?&]code=)[^&\s"']+/g, `$1${REDACTED}`],
];

/** `text` without any of `secrets` (also in their URL-escaped form) and without bearer tokens, JWTs and the like. */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    clean = clean.replaceAll(secret, REDACTED);
    const escaped = encodeURIComponent(secret);
    if (escaped !== secret) clean = clean.replaceAll(escaped, REDACTED);
  }
  for (const [shape, replacement] of SECRET_SHAPES) clean = clean.replace(shape, replacement);
  return clean;
}
