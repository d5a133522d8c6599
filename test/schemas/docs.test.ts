import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tableDocs } from '../../scripts/table-docs.ts';
import { SCHEMA_NAMES, SYSTEM_SCHEMAS } from '../../src/schemas/model.ts';

describe('docs/tables', () => {
  it('says what the definitions say; if not, run `npx tsx scripts/table-docs.ts`', async () => {
    const pages = await tableDocs();
    expect([...pages.keys()]).toEqual(
      [...SCHEMA_NAMES, ...SYSTEM_SCHEMAS].map((schema) => `${schema}.md`),
    );
    for (const [name, text] of pages) {
      const committed = await readFile(
        new URL(`../../docs/tables/${name}`, import.meta.url),
        'utf8',
      );
      expect(committed).toBe(text);
    }
  });
});
