import type { PropertyDefinition, PropertyValue } from './definition.ts';
import { definitionOf, PROPERTY_NAMES, type ConnectionProperties } from './properties.ts';
import { Secret } from './secret.ts';

export interface FormatOptions {
  /** `mask` writes `***` for each secret; `keep` writes a string that signs in. */
  readonly secrets: 'mask' | 'keep';
}

/** The shortest connection string that parses to `properties` (when secrets are kept). */
export function formatConnectionString(
  properties: ConnectionProperties,
  options: FormatOptions,
): string {
  return PROPERTY_NAMES.filter((name) => isWorthWriting(name, properties[name]))
    .map((name) => `${name}=${quote(textOf(properties[name], options))}`)
    .join(';');
}

function isWorthWriting(name: keyof ConnectionProperties, value: PropertyValue): boolean {
  // The default of AuthScheme depends on what else is given, so it is always written.
  const definition: PropertyDefinition = definitionOf(name);
  return name === 'AuthScheme' || value !== definition.default;
}

/** A value as a connection string writes it, without quotes. */
export function textOf(value: PropertyValue, { secrets }: FormatOptions): string {
  return value instanceof Secret && secrets === 'keep' ? value.reveal() : String(value);
}

/** A value as it stands in a connection string. */
export function quote(text: string): string {
  const isPlain = !/^\s|\s$|^["']|;/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
