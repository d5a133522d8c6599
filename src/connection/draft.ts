/** A connection while it is being made or changed: the texts of its properties. */
import { ConnectionError } from '../errors.ts';
import { quote } from './format.ts';
import { definitionOf, findProperty, PROPERTY_NAMES, type PropertyName } from './properties.ts';
import { splitSegments } from './segments.ts';
import { nearestName } from '../suggest.ts';
import { readValue } from './value.ts';

export type Draft = ReadonlyMap<PropertyName, string>;

/** @param connectionString one that parses */
export function draftOf(connectionString: string): Draft {
  return splitSegments(connectionString).reduce<Draft>(
    (draft, { key, value }) => withProperty(draft, propertyNamed(key), value),
    new Map(),
  );
}

/** The draft as a connection string, in the catalogue's order, secrets included. */
export function draftString(draft: Draft): string {
  return PROPERTY_NAMES.flatMap((name) => {
    const text = draft.get(name);
    return text === undefined ? [] : [`${name}=${quote(text)}`];
  }).join(';');
}

/**
 * The draft with a property set; an empty text gives it up.
 * @throws ConnectionError PROPERTY_INVALID
 */
export function withProperty(draft: Draft, name: PropertyName, text: string): Draft {
  const problem = problemWith(name, text);
  if (problem !== null) throw new ConnectionError('PROPERTY_INVALID', problem);
  const next = new Map(draft);
  if (text === '') next.delete(name);
  else next.set(name, text);
  return next;
}

/** What is wrong with a property's text; null when nothing is. */
export function problemWith(name: PropertyName, text: string): string | null {
  const result = readValue(definitionOf(name), text);
  if (result.ok) return null;
  const near = result.suggestion === undefined ? '' : ` Did you mean ${result.suggestion}?`;
  return `${name} must be ${result.expected}.${near}`;
}

/**
 * The property that a name or an alias stands for.
 * @throws ConnectionError PROPERTY_UNKNOWN
 */
export function propertyNamed(key: string): PropertyName {
  const name = findProperty(key);
  if (name !== undefined) return name;
  const near = nearestName(key, PROPERTY_NAMES);
  const isWord = /^[A-Za-z][A-Za-z _]{0,39}$/.test(key);
  throw new ConnectionError(
    'PROPERTY_UNKNOWN',
    `There is no connection property ${isWord ? `"${key}"` : 'of the name given'}.`,
    { hint: near === undefined ? 'xero-sql --help lists them.' : `Did you mean ${near}?` },
  );
}
