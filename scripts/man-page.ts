/**
 * Writes man/xero-sql.1 from the program.
 *
 *     npx tsx scripts/man-page.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { manPage } from '../src/cli/man-page.ts';

const folder = resolve(import.meta.dirname, '..', 'man');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'xero-sql.1'), manPage());
