/** The views of a saved connection, kept in the file that holds it. */
import { SqlError } from '../errors.ts';
import type { ConnectionBook, SavedView } from '../connection/index.ts';
import type { ViewStorage } from '../schemas/local.ts';
import {
  SCHEMA_NAMES,
  type ColumnDefinition,
  type SchemaName,
  type TableDefinition,
  type SimpleType,
} from '../schemas/model.ts';
import { ownView, type ViewColumn } from '../schemas/view.ts';

type Book = Pick<ConnectionBook, 'views' | 'saveView' | 'removeView'>;

/** @param connection its name. @throws ConnectionError CONNECTION_NOT_FOUND */
export async function savedViews(
  book: Book,
  connection: string,
): Promise<readonly TableDefinition[]> {
  return (await book.views(connection)).map(definitionOf);
}

export function viewStorage(book: Book, connection: string): ViewStorage {
  return {
    name: `the connection ${connection}`,
    async save(view, { replace }) {
      if (await book.saveView(connection, recordOf(view), { replace })) return;
      throw new SqlError('VIEW_ERROR', `There is a view ${view.name} already.`, {
        hint: 'Another session has made it since: CREATE OR REPLACE VIEW takes its place.',
      });
    },
    drop: (name) => book.removeView(connection, name),
  };
}

function recordOf({ name, source, columns }: TableDefinition): SavedView {
  if (source.kind !== 'view') throw new Error(`${name} is no view`);
  return {
    name,
    sql: source.sql,
    schema: source.defaultSchema,
    columns: columns.map((column) => ({
      name: column.name,
      output: column.source.kind === 'query' ? column.source.output : column.name,
      type: column.type,
    })),
  };
}

const definitionOf = ({ name, sql, schema, columns }: SavedView): TableDefinition =>
  ownView({
    name,
    sql,
    defaultSchema: isSchemaName(schema) ? schema : 'ACCOUNTING',
    columns: columns.map((column): ViewColumn => ({
      ...column,
      type: isType(column.type) ? column.type : 'text',
    })),
  });

const isSchemaName = (name: string): name is SchemaName =>
  (SCHEMA_NAMES as readonly string[]).includes(name);

const TYPES: Readonly<Record<SimpleType, true>> = {
  uuid: true,
  text: true,
  boolean: true,
  integer: true,
  decimal: true,
  date: true,
  timestamp: true,
  double: true,
  interval: true,
};

const isType = (name: string): name is ColumnDefinition['type'] =>
  Object.hasOwn(TYPES, name.replace(/\[\]$/, ''));
