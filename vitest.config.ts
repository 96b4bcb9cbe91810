import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 30_000,
    coverage: { include: ['src/**'] },
  },
});
