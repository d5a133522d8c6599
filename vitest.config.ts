import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The keychain of whoever runs the tests is left alone.
    env: { XERO_SQL_KEYCHAIN: 'off' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
