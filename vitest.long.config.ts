import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/long/**/*.long.test.ts'],
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 600_000,
    // Removing a large tree takes a while too.
    hookTimeout: 300_000,
    // Memory and time are measured: one file at a time.
    fileParallelism: false,
    pool: 'forks',
  },
});
