import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples name the package, as programs do.
  resolve: { alias: { 'xero-sql': new URL('src/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    // The keychain of whoever runs the tests is left alone.
    env: { XERO_SQL_KEYCHAIN: 'off' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
