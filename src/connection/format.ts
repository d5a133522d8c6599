import { impliedDefault } from './defaults.ts';
import type { PropertyValue } from './definition.ts';
import { PROPERTY_NAMES, type ConnectionProperties, type PropertyName } from './properties.ts';
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
  return PROPERTY_NAMES.filter((name) => isWorthWriting(name, properties))
    .map((name) => `${name}=${quote(textOf(properties[name], options))}`)
    .join(';');
}

function isWorthWriting(name: PropertyName, properties: ConnectionProperties): boolean {
  // said always: what a connection signs in as should be seen
  if (name === 'AuthScheme') return true;
  return properties[name] !== impliedDefault(name, (other) => properties[other]);
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
