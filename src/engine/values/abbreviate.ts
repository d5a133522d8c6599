/** A value as an error message shows it: quoted, and never long. */
export function abbreviate(text: string, limit = 40): string {
  const characters = Array.from(text.slice(0, 2 * limit + 2));
  const shown =
    characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
  return `'${shown.replaceAll("'", "''")}'`;
}
