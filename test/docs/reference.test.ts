import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { referenceDocs } from '../../scripts/reference-docs.ts';

it('says what the catalogues of properties and errors say; if not, run `npm run docs`', async () => {
  const pages = await referenceDocs();
  expect([...pages.keys()]).toEqual(['connection.md', 'errors.md', 'functions.md', 'views.md']);
  for (const [name, text] of pages) {
    const committed = await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    expect(committed).toBe(text);
  }
});
