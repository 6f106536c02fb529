import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { snippet } from '@/bin/lib/build.mjs'

it('the script for pages stays under 2 kB', async () => {
  const { outputFiles } = await build({
    ...(snippet as Parameters<typeof build>[0]),
    write: false,
  })
  expect(outputFiles?.[0]?.contents.length).toBeLessThan(2048)
})
