/** The readable part of an error answer, whichever of Xero's several shapes it has. */

const LONGEST = 600;
const MOST_DETAILS = 5;

/** Xero's own words about an error, or null when the body holds none. Plain text of one line. */
export function errorMessage(body: string): string | null {
  const parsed = tryParse(body);
  const text = isObject(parsed) ? fromObject(parsed) : fromText(body);
  return text === null ? null : oneLine(text);
}

/** A web page or XML: not from Xero's JSON API, rather from a proxy or a wrong address. */
export function looksLikeMarkup(body: string): boolean {
  return /^\s*</.test(body.slice(0, 200));
}

/** Accounting: `{Type, Message, Elements}`; sign-in: `{Title, Detail}`; newer APIs: problem+json. */
function fromObject(body: Readonly<Record<string, unknown>>): string | null {
  const main =
    string(body, 'Message', 'message') ??
    string(body, 'Detail', 'detail', 'error_description') ??
    string(body, 'Title', 'title', 'error');
  const type = string(body, 'Type');
  const head =
    type !== null && main !== null && !type.includes('/') ? `${type}: ${main}` : (main ?? type);
  const details = validationMessages(body).filter((detail) => detail !== main);
  if (details.length === 0) return head;
  return [head ?? 'Invalid', details.slice(0, MOST_DETAILS).join('; ')].join(': ');
}

function validationMessages(body: Readonly<Record<string, unknown>>): readonly string[] {
  const elements = [body, ...objects(body['Elements'])];
  const found = elements.flatMap((element) => [
    ...objects(element['ValidationErrors']).flatMap((error) => string(error, 'Message') ?? []),
    ...problemErrors(element['errors'] ?? element['modelState'] ?? element['invalidFields']),
  ]);
  return [...new Set(found)];
}

/** problem+json: `errors: {field: [text]}` or `[{message}]`. */
function problemErrors(errors: unknown): readonly string[] {
  if (Array.isArray(errors)) {
    return objects(errors).flatMap((error) => string(error, 'message', 'Message', 'reason') ?? []);
  }
  if (!isObject(errors)) return [];
  return Object.entries(errors).map(([field, texts]) => `${field}: ${asText(texts)}`);
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

function fromText(body: string): string | null {
  return body.trim() === '' || looksLikeMarkup(body) ? null : body;
}

/** Without line breaks and control characters, which could move the reader's cursor. */
function oneLine(text: string): string {
  const flat = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
}

function tryParse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function string(
  object: Readonly<Record<string, unknown>>,
  ...names: readonly string[]
): string | null {
  for (const name of names) {
    const value = object[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}
