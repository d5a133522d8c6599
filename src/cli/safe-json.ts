/** JSON that is also safe to look at. */

/** JSON leaves these as they are, but a terminal acts on them. */
const RISKY = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `value` as JSON on one line, with nothing in it that a terminal acts on. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    RISKY,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
