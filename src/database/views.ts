/** CREATE VIEW and DROP VIEW: from their trees to what is in LOCAL. Xero is not asked. */
import { positionAt, SqlError, XeroSqlError } from '../errors.ts';
import type { CreateView, DropView, Identifier, QualifiedName, Query } from '../engine/ast/ast.ts';
import { bind, viewKey, type BindContext } from '../engine/bind/index.ts';
import type { LocalTables } from '../schemas/local.ts';
import type { TableDefinition } from '../schemas/model.ts';
import { ownView, type ViewColumn } from '../schemas/view.ts';
import { nearestName } from '../suggest.ts';

/** What a statement about views is to do. */
export type ViewChange =
  | {
      readonly kind: 'createView';
      readonly view: TableDefinition;
      readonly replace: boolean;
      /** What to know of it besides that it is there. */
      readonly note: string | null;
    }
  | { readonly kind: 'dropView'; readonly names: readonly string[] };

type Context = Omit<BindContext, 'parameters' | 'openViews'>;

// ------------------------------------------------------------------------ compile

/**
 * Binds the view's query, so that a view that cannot be read is not made.
 * @throws SqlError
 */
export function compileCreateView(statement: CreateView, context: Context): ViewChange {
  const { name, replace, query, text } = statement;
  checkSchema(name, context);
  const known = context.catalogue.find('LOCAL', name.name.name, context.defaultSchema);
  if (known !== null && known.source.kind !== 'view') {
    throw failure(context, name.name, `${known.name} is a local table`);
  }
  if (known !== null && !replace) {
    throw failure(
      context,
      name.name,
      `There is a view ${known.name} already`,
      'CREATE OR REPLACE VIEW takes its place.',
    );
  }
  const key = viewKey({ schema: 'LOCAL', name: name.name.name });
  const { columns } = bind(query, { ...context, parameters: null, openViews: [key] });
  const view = ownView({
    name: name.name.name,
    sql: text,
    defaultSchema: context.defaultSchema,
    columns: viewColumns(statement, columns, context),
  });
  return { kind: 'createView', view, replace, note: noteOn(view, context) };
}

/** Where the bare name is ambiguous: see "Local tables hide nothing" in docs/decisions.md. */
function noteOn({ name }: TableDefinition, { catalogue, defaultSchema }: Context): string | null {
  const other = catalogue.find(null, name, defaultSchema);
  if (other === null || other.schema === 'LOCAL') return null;
  return `${other.schema} has a ${name} too: read the view as LOCAL.${name}.`;
}

export interface CreateViewOptions {
  /** Names of its columns; without them the query names them. */
  readonly columns?: readonly string[] | undefined;
  /** Takes the place of a view of that name. */
  readonly replace?: boolean | undefined;
}

/** As CREATE VIEW; positions in errors are places in `sql`, the query. */
export function compileView(
  name: string,
  options: CreateViewOptions,
  query: Query,
  context: Context,
): ViewChange {
  const { columns = [], replace = false } = options;
  const named = (text: string): Identifier => ({ name: text, at: 0 });
  if (name.trim() === '') throw failure(context, named(name), 'A view needs a name');
  const statement: CreateView = {
    kind: 'createView',
    replace,
    name: { schema: null, name: named(name) },
    columns: columns.map(named),
    query,
    text: context.sql,
  };
  return compileCreateView(statement, context);
}

function viewColumns(
  { name, columns: names }: CreateView,
  bound: ReturnType<typeof bind>['columns'],
  context: Context,
): readonly ViewColumn[] {
  const extra = names[bound.length];
  if (extra !== undefined) {
    throw new SqlError(
      'COLUMN_COUNT',
      `The query of ${name.name.name} has ${bound.length} columns, but ${names.length} names are given.`,
      { position: positionAt(context.sql, extra.at) },
    );
  }
  const columns = bound.map((column, index): ViewColumn => {
    const type = column.type === 'unknown' ? 'text' : column.type;
    return { name: names[index]?.name ?? column.name, output: column.name, type };
  });
  const taken = new Set<string>();
  for (const column of columns) {
    const folded = column.name.toLowerCase();
    if (taken.has(folded)) {
      throw failure(
        context,
        name.name,
        `The view would have two columns ${column.name}`,
        'Give one of them an alias, or name the columns: CREATE VIEW name (a, b) AS ….',
      );
    }
    taken.add(folded);
  }
  return columns;
}

/** @throws SqlError UNKNOWN_TABLE, VIEW_ERROR */
export function compileDropView({ names, ifExists }: DropView, context: Context): ViewChange {
  const found = names.flatMap((written) => {
    checkSchema(written, context);
    const { name } = written;
    const known = context.catalogue.find('LOCAL', name.name, context.defaultSchema);
    if (known?.source.kind === 'view') return [known.name];
    if (known !== null) throw failure(context, name, `${known.name} is a local table, not a view`);
    if (ifExists) return [];
    const views = context.catalogue.tables.filter(
      ({ schema, source }) => schema === 'LOCAL' && source.kind === 'view',
    );
    const near = nearestName(
      name.name,
      views.map((view) => view.name),
    );
    throw new SqlError('UNKNOWN_TABLE', `There is no view ${name.name}.`, {
      position: positionAt(context.sql, name.at),
      hint:
        near === undefined
          ? "SELECT ViewName FROM sys_views WHERE SchemaName = 'LOCAL' lists those that can be dropped."
          : `Did you mean ${near}?`,
    });
  });
  return { kind: 'dropView', names: found };
}

/** Own views are in LOCAL, and nowhere else. */
function checkSchema({ schema }: QualifiedName, context: Context): void {
  if (schema === null || schema.name.toUpperCase() === 'LOCAL') return;
  throw failure(
    context,
    schema,
    `Views of your own are in LOCAL, not in ${schema.name}`,
    'Leave the schema out.',
  );
}

const failure = ({ sql }: Context, { at }: Identifier, message: string, hint?: string): SqlError =>
  new SqlError('VIEW_ERROR', `${message}.`, { hint, position: positionAt(sql, at) });

// -------------------------------------------------------------------------- apply

/**
 * Keeps the change first, so that what is not kept is not there.
 * @returns what was done, in a sentence
 * @throws XeroSqlError
 */
export async function applyViewChange(change: ViewChange, local: LocalTables): Promise<string> {
  const { viewStorage } = local;
  if (change.kind === 'createView') {
    const { view, replace, note } = change;
    await viewStorage?.save(view, { replace });
    local.set(view);
    const kept =
      viewStorage === null
        ? 'for as long as this session lasts'
        : `and kept with ${viewStorage.name}`;
    return [`The view ${view.name} is made, ${kept}.`, ...(note === null ? [] : [note])].join(' ');
  }
  for (const name of change.names) {
    await viewStorage?.drop(name);
    local.delete(name);
  }
  const { length } = change.names;
  if (length === 0) return 'There was no view of that name.';
  return `The ${length === 1 ? 'view' : 'views'} ${change.names.join(', ')} ${length === 1 ? 'is' : 'are'} dropped.`;
}

/** @throws XeroSqlError LOCAL_TABLE: a table of that name would hide a view */
export function refuseViewName(local: LocalTables, name: string): void {
  const known = local.find(name);
  if (known?.source.kind !== 'view') return;
  throw new XeroSqlError('LOCAL_TABLE', `${known.name} is a view.`, {
    hint: `Choose another name for the table, or drop the view: DROP VIEW ${known.name}.`,
  });
}
