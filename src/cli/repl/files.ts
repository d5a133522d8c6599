import { readdirSync } from 'node:fs';

const MOST = 200;

/** The names in a folder, those of folders with a `/`; none when it cannot be read. Hidden ones are left out. */
export function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort((a, b) => a.localeCompare(b, 'en'))
      .slice(0, MOST);
  } catch {
    return [];
  }
}
