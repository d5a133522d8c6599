import { isReserved } from './words.ts';

/** A name as a statement writes it: in double quotes when it would not be read as a name without. */
export function nameText(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}\p{M}_$]*$/u.test(name) && !isReserved(name);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text as a statement writes it. */
export const stringText = (value: string): string => `'${value.replaceAll("'", "''")}'`;
