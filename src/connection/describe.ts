import type { PropertyDefinition, PropertyGroup, PropertyKind } from './definition.ts';
import { textOf } from './format.ts';
import {
  definitionOf,
  PROPERTY_NAMES,
  type ConnectionProperties,
  type PropertyName,
} from './properties.ts';

/** A property as help, documentation and `sys_connection_props` show it. */
export interface PropertyDescription {
  readonly name: PropertyName;
  readonly aliases: readonly string[];
  readonly group: PropertyGroup;
  readonly kind: PropertyKind;
  /** What may be written, such as `1 to 1000`, `true, false` or `OAuth, PKCE, OAuthClient`; empty when anything. */
  readonly allowed: string;
  /** The default as text; empty when there is none. */
  readonly default: string;
  readonly description: string;
  readonly whereXeroShowsIt: string | null;
  /** The connection's value as text, `***` for a secret; null when it has none or no connection is given. */
  readonly value: string | null;
}

/**
 * Every property, in the catalogue's order.
 *
 * @param connection whose values to tell as well.
 */
export function describeProperties(
  connection?: ConnectionProperties,
): readonly PropertyDescription[] {
  return PROPERTY_NAMES.map((name) => {
    const definition = definitionOf(name);
    const value = connection?.[name] ?? null;
    return {
      name,
      aliases: definition.aliases,
      group: definition.group,
      kind: definition.kind,
      allowed: allowedValues(definition),
      default: definition.defaultNote ?? String(definition.default ?? ''),
      description: definition.description,
      whereXeroShowsIt: definition.whereXeroShowsIt ?? null,
      value: value === null ? null : textOf(value, { secrets: 'mask' }),
    };
  });
}

function allowedValues(definition: PropertyDefinition): string {
  switch (definition.kind) {
    case 'integer':
      return definition.max === Number.MAX_SAFE_INTEGER
        ? `${definition.min} or more`
        : `${definition.min} to ${definition.max}`;
    case 'boolean':
      return 'true, false';
    case 'enum':
      return definition.values.join(', ');
    case 'string':
    case 'secret':
    case 'url':
    case 'path':
      return '';
  }
}
