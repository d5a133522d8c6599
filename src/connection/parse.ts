import { ConnectionError, positionAt } from '../errors.ts';
import { checkProperties } from './check.ts';
import { impliedDefault } from './defaults.ts';
import type { PropertyValue } from './definition.ts';
import {
  definitionOf,
  findProperty,
  PROPERTY_NAMES,
  type ConnectionProperties,
  type PropertyName,
} from './properties.ts';
import { splitSegments, type Segment } from './segments.ts';
import { nearestName } from '../suggest.ts';
import { readValue } from './value.ts';

/**
 * Reads `Key=Value;Key=Value`. Keys are compared without case, spaces and underscores; a value may
 * stand in double or single quotes, with the quote doubled inside. A value left empty is the default.
 *
 * @throws ConnectionError CONNECTION_STRING_SYNTAX, PROPERTY_UNKNOWN, PROPERTY_INVALID or
 * PROPERTY_MISSING. Its text never holds a secret.
 */
export function parseConnectionString(text: string): ConnectionProperties {
  const given = new Map<PropertyName, PropertyValue>();
  let previous: PropertyName | undefined;
  for (const segment of splitSegments(text)) {
    const name = propertyOf(segment, previous, text);
    if (given.has(name)) throw givenTwice(segment, name, text);
    given.set(name, valueOf(segment, name, text));
    previous = name;
  }
  const properties = withDefaults(given);
  checkProperties(properties);
  return properties;
}

function propertyOf(
  segment: Segment,
  previous: PropertyName | undefined,
  text: string,
): PropertyName {
  const name = findProperty(segment.key);
  if (name !== undefined) return name;
  const position = positionAt(text, segment.keyOffset);
  // Property names are letters only. Anything else, or whatever follows a secret that was not
  // quoted, may be a piece of a secret and is not repeated.
  const isAfterSecret = previous !== undefined && definitionOf(previous).kind === 'secret';
  if (isAfterSecret || !/^[A-Za-z][A-Za-z _]{0,39}$/.test(segment.key)) {
    const hint =
      previous === undefined
        ? 'Write the connection string as Key=Value;Key=Value.'
        : `If the value of ${previous} contains ";", put quotes around it.`;
    throw new ConnectionError(
      'PROPERTY_UNKNOWN',
      'There is no connection property with the name given here.',
      { hint, position },
    );
  }
  const near = nearestName(segment.key, PROPERTY_NAMES.flatMap(allNames));
  throw new ConnectionError(
    'PROPERTY_UNKNOWN',
    `There is no connection property "${segment.key}".`,
    { hint: near === undefined ? LIST_HINT : `Did you mean ${near}?`, position },
  );
}

const LIST_HINT = 'xero-sql --help lists the properties.';

function allNames(name: PropertyName): readonly string[] {
  return [name, ...definitionOf(name).aliases];
}

function givenTwice(segment: Segment, name: PropertyName, text: string): ConnectionError {
  return new ConnectionError('PROPERTY_INVALID', `${name} is given twice.`, {
    hint: findExactName(segment.key, name)
      ? 'Remove one of them.'
      : `"${segment.key}" is another name for ${name}. Remove one of them.`,
    position: positionAt(text, segment.keyOffset),
  });
}

function findExactName(key: string, name: PropertyName): boolean {
  return key.replace(/[\s_]/g, '').toLowerCase() === name.toLowerCase();
}

function valueOf(segment: Segment, name: PropertyName, text: string): PropertyValue {
  const result = readValue(definitionOf(name), segment.value);
  if (result.ok) return result.value;
  throw new ConnectionError('PROPERTY_INVALID', `${name} must be ${result.expected}.`, {
    hint: result.suggestion === undefined ? undefined : `Did you mean ${result.suggestion}?`,
    position: positionAt(text, segment.valueOffset),
  });
}

function withDefaults(given: ReadonlyMap<PropertyName, PropertyValue>): ConnectionProperties {
  const values = PROPERTY_NAMES.map((name): [PropertyName, PropertyValue] => [
    name,
    given.get(name) ?? impliedDefault(name, (other) => given.get(other)),
  ]);
  // The catalogue that typed each value is the one that `ConnectionProperties` is derived from.
  return Object.fromEntries(values) as unknown as ConnectionProperties;
}
