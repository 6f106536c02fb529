import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'

afterAll(closeOwner)

const delay = async (n: number, roll: number, asked: number | null) => {
  const [row] = await asOwner<{ delay: number }>('select retry_delay($1, $2, $3) as delay', [
    n,
    roll,
    asked,
  ])
  return row?.delay as number
}

it('grows twofold up to its cap, by chance between half and all of it, and never sooner than asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 1_000_000 }),
      // As Math.random() draws: a multiple of a small fraction, never a denormal number.
      fc.nat({ max: 2 ** 31 - 1 }).map((n) => n / 2 ** 31),
      fc.option(fc.nat({ max: 86_400 })),
      async (n, roll, asked) => {
        const full = Math.min(21_600, 30 * 2 ** Math.min(n, 20))
        const found = await delay(n, roll, asked)
        expect(found).toBeGreaterThanOrEqual(Math.max(asked ?? 0, full / 2 - 1e-6))
        expect(found).toBeLessThanOrEqual(Math.max(asked ?? 0, full))
        expect(found).toBeGreaterThanOrEqual(await delay(Math.max(0, n - 1), 0, null))
      },
    ),
    { numRuns: 100 },
  )
})
