import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes begins first, so that nothing waits for it at the end. */
const long = [
  'lib/ledger/life.test.ts',
  'lib/queue/hammer.test.ts',
  'lib/automation/worker.test.ts',
  'lib/rollups/interleaving.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? long.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

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
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
