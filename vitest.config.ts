import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    // Two cores are what a small CI machine has; more workers only make its tests late.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'console', include: ['{src,scripts}/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['{backend,server}/**/*.test.ts'],
          // What a file has loaded, and the databases it has prepared, serve the next one too.
          isolate: false,
        },
      },
    ],
  },
})
