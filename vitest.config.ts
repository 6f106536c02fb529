import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: [
      '{app,components,lib,prisma}/**/*.test.{ts,tsx}',
      'bin/**/*.test.mjs',
      'e2e/access/**/*.test.ts',
    ],
    globalSetup: './bin/lib/vitest-database.mjs',
    setupFiles: './bin/lib/vitest-worker.mjs',
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
