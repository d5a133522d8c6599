/**
 * Views: the query of one takes its place in the statement, so that conditions, limits and the columns
 * that are read reach the tables inside as if they had been written there.
 */
import { positionAt, SqlError } from '../../errors.ts';
import type { TableDefinition, ViewSource } from '../../schemas/model.ts';
import type { OutputColumn, Rel } from '../rel/rel.ts';
import { parameterReader } from './parameters.ts';
import { bindQuery } from './query.ts';
import { sameName } from './scope.ts';
import { sqlError, type Statement } from './statement.ts';

export interface ViewRows {
  readonly rel: Rel;
  /** In the order and under the names of the definition; `rel` may yield more. */
  readonly columns: readonly OutputColumn[];
}

/** What a statement may put in the place of views, one inside the other and side by side. */
const MOST_VIEWS = 500;

/** What a view is known by while it is being read. */
export const viewKey = ({ schema, name }: Pick<TableDefinition, 'schema' | 'name'>): string =>
  `${schema}.${name.toUpperCase()}`;

/**
 * @param at where the statement names the view: mistakes inside it are reported there
 * @throws SqlError VIEW_ERROR for a view that reads itself; what binding its query throws
 */
export function bindView(
  statement: Statement,
  view: TableDefinition,
  source: ViewSource,
  at: number,
): ViewRows {
  const key = viewKey(view);
  const { openViews } = statement;
  if (openViews.includes(key)) {
    const circle = [...openViews.slice(openViews.indexOf(key)), key];
    throw sqlError(
      statement,
      'VIEW_ERROR',
      `The view ${view.name} would read itself: ${circle.join(' → ')}`,
      at,
    );
  }
  if (++statement.viewCount.value > MOST_VIEWS) {
    throw sqlError(
      statement,
      'TOO_COMPLEX',
      `The statement reads more than ${MOST_VIEWS} views`,
      at,
    );
  }
  const { readQuery } = statement;
  if (readQuery === undefined) throw new Error('There is no parser for views');
  try {
    const { rel, columns } = bindQuery(readQuery(source.sql), {
      statement: {
        ...statement,
        sql: source.sql,
        defaultSchema: source.defaultSchema,
        reader: parameterReader({ sql: source.sql, parameters: null }),
        openViews: [...openViews, key],
      },
      parent: null,
      ctes: [],
      unreachable: [],
    });
    return { rel, columns: declaredOnes(view, columns) };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw insideView(error, view, statement, at);
  }
}

/**
 * The columns that the view had when it was made, as in PostgreSQL: tables that have more of them now
 * change neither what `SELECT *` from the view gives nor a column's place.
 */
function declaredOnes(
  view: TableDefinition,
  columns: readonly OutputColumn[],
): readonly OutputColumn[] {
  const left = [...columns];
  return view.columns.map(({ name, source }) => {
    const output = source.kind === 'query' ? source.output : name;
    const found = left.findIndex((column) => sameName(column.name, output));
    const [column] = found < 0 ? [] : left.splice(found, 1);
    if (column === undefined) {
      throw new SqlError('VIEW_ERROR', `Its query gives no column ${output} any more.`, {
        hint: `Make it again: CREATE OR REPLACE VIEW ${view.name} AS ….`,
      });
    }
    return { ...column, name };
  });
}

function insideView(
  { code, message, hint, position }: SqlError,
  { schema, name }: TableDefinition,
  { sql }: Statement,
  at: number,
): SqlError {
  const place = position === undefined ? '' : `, line ${position.line}, column ${position.column}`;
  return new SqlError(code, `In the view ${schema}.${name}${place}: ${message}`, {
    hint,
    position: positionAt(sql, at),
  });
}
