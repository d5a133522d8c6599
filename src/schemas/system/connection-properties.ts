import { text } from '../define.ts';
import type { TableDefinition } from '../model.ts';
import { defineSystemTable } from './define.ts';

/** What the catalogue needs to know of a connection property: its description, never its value. */
export interface ConnectionPropertyDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly group: string;
  readonly kind: string;
  /** What may be written; empty when anything. */
  readonly allowed: string;
  /** The default as text; empty when there is none. */
  readonly default: string;
  readonly description: string;
}

export const sysConnectionProps = (
  properties: readonly ConnectionPropertyDescription[],
): TableDefinition =>
  defineSystemTable({
    name: 'sys_connection_props',
    description: 'The properties of a connection string.',
    columns: {
      Name: text('Name', 'Name of the property.'),
      Category: text('Category', 'What it is about.'),
      Type: text('Type', 'Kind of value it takes.'),
      Default: text('Default', 'Value when it is not given.'),
      Values: text('Values', 'Values it takes.'),
      Description: text('Description', 'What it does.'),
      Aliases: text('Aliases', 'Other names it is known by, comma-separated.'),
    },
    key: ['Name'],
    rows: () =>
      properties.map((property) => ({
        Name: property.name,
        Category: property.group,
        Type: property.kind,
        Default: property.default || null,
        Values: property.allowed || null,
        Description: property.description,
        Aliases: property.aliases.join(', ') || null,
      })),
  });
