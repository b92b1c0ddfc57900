import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{backend,server,src,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Two cores are what a small CI machine has; more workers only make its tests late.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
