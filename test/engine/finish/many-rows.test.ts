/** What runs in alasql over few rows runs in operators of our own over many: the same tests for them. */
import { vi } from 'vitest';

vi.mock(import('../../../src/engine/finish/alasql.ts'), async (original) => ({
  ...(await original()),
  isLarge: () => true,
}));

await import('./joins.test.ts');
await import('./duckdb.test.ts');
