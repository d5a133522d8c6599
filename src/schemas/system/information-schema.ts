/** The catalogue under the names of the SQL standard, as PostgreSQL has them: for tools and agents. */
import { integer, text } from '../define.ts';
import { isNullable } from '../describe.ts';
import {
  OWN_SCHEMAS,
  SCHEMA_NAMES,
  type ColumnDefinition,
  type TableDefinition,
} from '../model.ts';
import { constraintsOf, type Constraint } from './constraints.ts';
import { defineSystemTable, type Tables } from './define.ts';

const schema = 'INFORMATION_SCHEMA';

/** The name of the one database there is. */
const CATALOG = 'xero';

const TABLE = {
  table_catalog: text('table_catalog', 'Always xero.'),
  table_schema: text('table_schema', 'Schema of the table.'),
  table_name: text('table_name', 'Name of the table.'),
} as const;

const CONSTRAINT = {
  constraint_catalog: text('constraint_catalog', 'Always xero.'),
  constraint_schema: text('constraint_schema', 'Schema of the constraint.'),
  constraint_name: text('constraint_name', 'Name of the constraint, unique in its schema.'),
} as const;

export const informationSchema = (tables: Tables): readonly TableDefinition[] => [
  schemataTable(),
  tablesTable(tables),
  viewsTable(tables),
  columnsTable(tables),
  tableConstraintsTable(tables),
  keyColumnUsageTable(tables),
  referentialConstraintsTable(tables),
];

const nameOf = (table: Pick<TableDefinition, 'schema' | 'name'>) => ({
  table_catalog: CATALOG,
  table_schema: table.schema,
  table_name: table.name,
});

const schemataTable = (): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'schemata',
    description: 'The schemas.',
    columns: {
      catalog_name: text('catalog_name', 'Always xero.'),
      schema_name: text('schema_name', 'Name of the schema.'),
    },
    key: ['schema_name'],
    rows: () =>
      [...SCHEMA_NAMES, ...OWN_SCHEMAS].map((name) => ({
        catalog_name: CATALOG,
        schema_name: name,
      })),
  });

const tablesTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'tables',
    description: 'The tables and views of all schemas.',
    columns: {
      ...TABLE,
      table_type: text('table_type', 'Table or view.', { values: ['BASE TABLE', 'VIEW'] }),
    },
    key: ['table_schema', 'table_name'],
    rows: () =>
      tables().map((table) => ({
        ...nameOf(table),
        table_type: table.source.kind === 'view' ? 'VIEW' : 'BASE TABLE',
      })),
  });

const viewsTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'views',
    description: 'The views, with the query of each.',
    columns: { ...TABLE, view_definition: text('view_definition', 'Text of its query.') },
    key: ['table_schema', 'table_name'],
    rows: () =>
      tables().flatMap((table) =>
        table.source.kind === 'view'
          ? [{ ...nameOf(table), view_definition: table.source.sql }]
          : [],
      ),
  });

const columnsTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'columns',
    description: 'The columns of all tables and views.',
    columns: {
      ...TABLE,
      column_name: text('column_name', 'Name of the column.'),
      ordinal_position: integer('ordinal_position', 'Place in the table, from 1.'),
      column_default: text('column_default', 'Always NULL.'),
      is_nullable: text('is_nullable', 'Whether it can be NULL.', { values: ['YES', 'NO'] }),
      data_type: text('data_type', "PostgreSQL's name of the type; ARRAY for any array."),
    },
    key: ['table_schema', 'table_name', 'column_name'],
    rows: () =>
      tables().flatMap((table) =>
        table.columns.map((column, index) => ({
          ...nameOf(table),
          column_name: column.name,
          ordinal_position: index + 1,
          column_default: null,
          is_nullable: isNullable(table, column) ? 'YES' : 'NO',
          data_type: dataType(column),
        })),
      ),
  });

const DATA_TYPES: Readonly<Record<string, string>> = {
  integer: 'bigint',
  decimal: 'numeric',
  double: 'double precision',
  timestamp: 'timestamp with time zone',
};

const dataType = ({ type }: ColumnDefinition): string =>
  type.endsWith('[]') ? 'ARRAY' : (DATA_TYPES[type] ?? type);

// ------------------------------------------------------------------ constraints

const constraintName = ({ table, name }: Constraint) => ({
  constraint_catalog: CATALOG,
  constraint_schema: table.schema,
  constraint_name: name,
});

const tableConstraintsTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'table_constraints',
    description: 'Keys of tables, and references between them. Xero sees to them, not we.',
    columns: {
      ...CONSTRAINT,
      ...TABLE,
      constraint_type: text('constraint_type', 'What it says.', {
        values: ['PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY'],
      }),
    },
    key: ['constraint_schema', 'constraint_name'],
    rows: () =>
      constraintsOf(tables()).map((constraint) => ({
        ...constraintName(constraint),
        ...nameOf(constraint.table),
        constraint_type: constraint.type,
      })),
  });

const keyColumnUsageTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'key_column_usage',
    description: 'The columns of keys and references.',
    columns: {
      ...CONSTRAINT,
      ...TABLE,
      column_name: text('column_name', 'Name of the column.'),
      ordinal_position: integer('ordinal_position', 'Place in the constraint, from 1.'),
      position_in_unique_constraint: integer(
        'position_in_unique_constraint',
        'For a reference: place of the column referred to in its key, from 1.',
      ),
    },
    key: ['constraint_schema', 'constraint_name', 'ordinal_position'],
    rows: () =>
      constraintsOf(tables()).flatMap((constraint) =>
        constraint.columns.map((column, index) => ({
          ...constraintName(constraint),
          ...nameOf(constraint.table),
          column_name: column,
          ordinal_position: index + 1,
          position_in_unique_constraint: placeInKey(constraint, index),
        })),
      ),
  });

function placeInKey({ target }: Constraint, index: number): number | null {
  const column = target?.columns[index];
  return target === null || column === undefined ? null : target.key.columns.indexOf(column) + 1;
}

const referentialConstraintsTable = (tables: Tables): TableDefinition =>
  defineSystemTable({
    schema,
    name: 'referential_constraints',
    description: 'References, with the key that each refers to.',
    columns: {
      ...CONSTRAINT,
      unique_constraint_catalog: text('unique_constraint_catalog', 'Always xero.'),
      unique_constraint_schema: text('unique_constraint_schema', 'Schema of the key.'),
      unique_constraint_name: text('unique_constraint_name', 'Name of the key.'),
    },
    key: ['constraint_schema', 'constraint_name'],
    rows: () =>
      constraintsOf(tables()).flatMap((constraint) =>
        constraint.target === null
          ? []
          : [
              {
                ...constraintName(constraint),
                unique_constraint_catalog: CATALOG,
                unique_constraint_schema: constraint.target.key.table.schema,
                unique_constraint_name: constraint.target.key.name,
              },
            ],
      ),
  });
