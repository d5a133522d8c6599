/** Variables of the prompt: `:name` in a statement is a parameter, its value is never spliced in. */
import { tokenize } from '../../engine/lex/index.ts';
import type { Parameters } from '../../database/statement.ts';
import { positionAt, SqlError } from '../../errors.ts';

export type Variables = ReadonlyMap<string, string | null>;

/**
 * The values of the parameters that a statement names.
 * @throws SqlError PARAMETER_ERROR for one that is not set
 */
export function parametersFor(sql: string, variables: Variables): Parameters {
  const named = namedParameters(sql);
  return Object.fromEntries(
    named.map(({ name, at }) => {
      const value = variables.get(name);
      if (value !== undefined) return [name, value];
      throw new SqlError('PARAMETER_ERROR', `The variable :${name} is not set.`, {
        hint: `\\set ${name} VALUE sets it.`,
        position: positionAt(sql, at),
      });
    }),
  );
}

function namedParameters(sql: string): readonly { readonly name: string; readonly at: number }[] {
  try {
    return tokenize(sql).flatMap((token) =>
      token.kind === 'parameter' && typeof token.key === 'string'
        ? [{ name: token.key, at: token.at }]
        : [],
    );
  } catch {
    // The engine says what is wrong with it.
    return [];
  }
}

/** `name value`, `name = value`, `name 'a value'`; the word NULL is NULL. Null when it is neither. */
export function readAssignment(
  text: string,
): { readonly name: string; readonly value: string | null } | null {
  const found = /^([\p{L}_][\p{L}\p{N}_]*)(?:\s*=\s*|\s+)([^]+)$/u.exec(text.trim());
  const [, name, value = ''] = found ?? [];
  if (name === undefined) return null;
  const quoted = /^'((?:[^']|'')*)'$/.exec(value)?.[1];
  if (quoted !== undefined) return { name, value: quoted.replaceAll("''", "'") };
  return { name, value: value.toUpperCase() === 'NULL' ? null : value };
}
