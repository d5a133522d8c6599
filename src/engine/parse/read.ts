/** Readers of node-sql-parser's output, which is `unknown` to us: a shape we do not know is an error. */
import { SqlError } from '../../errors.ts';

export type Node = Readonly<Record<string, unknown>>;

export function unknownShape(what: string, value: unknown): never {
  throw new SqlError('INTERNAL', `The parser's ${what} has an unknown form.`, {
    hint: 'Please report this statement.',
    cause: value,
  });
}

/** An object with no fields but these; the fields that are absent, null or undefined do not count. */
export function readNode(value: unknown, what: string, fields: readonly string[]): Node {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return unknownShape(what, value);
  }
  for (const [field, content] of Object.entries(value)) {
    if (!fields.includes(field) && content !== null && content !== undefined) {
      unknownShape(`${what}.${field}`, content);
    }
  }
  return value as Node;
}

export function readList(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : unknownShape(what, value);
}

export function readOptionalList(value: unknown, what: string): readonly unknown[] {
  return value === null || value === undefined ? [] : readList(value, what);
}

export function readText(value: unknown, what: string): string {
  return typeof value === 'string' ? value : unknownShape(what, value);
}

export function readOneOf<T extends string>(
  value: unknown,
  what: string,
  allowed: Readonly<Record<string, T>>,
): T {
  const key = value === null || value === undefined ? '' : readText(value, what);
  const meaning = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
  return meaning ?? unknownShape(what, value);
}
