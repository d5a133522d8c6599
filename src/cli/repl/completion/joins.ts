/** Join conditions, from the foreign keys that the catalogue states. */
import type { TableDefinition } from '../../../schemas/model.ts';
import { nameText } from './names.ts';
import { same, type Source } from './scope.ts';

/**
 * The conditions that join the newest source with those before it; the newest's columns stand first.
 * @param sources in the order of FROM
 */
export function joinConditions(sources: readonly Source[]): readonly string[] {
  const newest = sources.at(-1);
  if (newest === undefined) return [];
  return sources
    .slice(0, -1)
    .reverse()
    .flatMap((earlier) => [
      ...conditions(newest, earlier).map((pairs) => condition(newest, earlier, pairs)),
      ...conditions(earlier, newest).map((pairs) =>
        condition(
          newest,
          earlier,
          pairs.map(([own, target]) => [target, own]),
        ),
      ),
    ]);
}

/** Whether a foreign key leads from one of the tables to the other. */
export function isRelated(one: TableDefinition, other: TableDefinition): boolean {
  return keysTo(one, other).length > 0 || keysTo(other, one).length > 0;
}

type Pair = readonly [string, string];

const conditions = (from: Source, to: Source): readonly (readonly Pair[])[] =>
  from.table === null || to.table === null ? [] : keysTo(from.table, to.table);

/** Column pairs of each key of `from` that refers to `to`. */
function keysTo(from: TableDefinition, to: TableDefinition): readonly (readonly Pair[])[] {
  if (from.schema !== to.schema) return [];
  return from.references
    .filter(({ table }) => same(table, to.name))
    .map(({ columns, targetColumns }) =>
      columns.map((column, index): Pair => [column, targetColumns[index] ?? column]),
    );
}

const condition = (one: Source, other: Source, pairs: readonly Pair[]): string =>
  pairs
    .map(
      ([own, target]) =>
        `${nameText(one.name)}.${nameText(own)} = ${nameText(other.name)}.${nameText(target)}`,
    )
    .join(' AND ');
