import { expect, test } from 'vitest'
import { against, importsOf } from './boundaries.mjs'

test('imports of every form are seen', () => {
  const text = [
    "import a from 'pkg'",
    "import type { B } from './b'",
    "import {\n  c,\n  d,\n} from '@/lib/c.ts'",
    "export * from '../e'",
    "import 'side-effect'",
    "const f = await import('@/lib/f')",
  ].join('\n')
  expect(importsOf('lib/leads/queries.ts', text)).toEqual([
    'pkg',
    'lib/leads/b',
    'lib/c',
    'lib/e',
    'side-effect',
    'lib/f',
  ])
})

test.each([
  ['app/page.tsx', 'pg'],
  ['app/page.tsx', 'lib/leads/queries'],
  ['components/ui/badge.tsx', 'lib/db/client'],
  ['components/ui/badge.tsx', 'lib/leads/commands'],
  ['lib/leads/commands.ts', 'next/headers'],
  ['lib/leads/commands.ts', 'lib/api/base'],
  ['lib/leads/commands.ts', 'lib/payouts/commands'],
  ['lib/leads/commands.ts', 'lib/db/generated/prisma/client'],
  ['lib/money.ts', 'lib/leads/rules'],
])('%s may not import %s', (file, to) => {
  expect(against(file, to)).not.toEqual([])
})

test.each([
  ['app/page.tsx', 'lib/leads/procedures'],
  ['app/api/health/route.ts', 'lib/db/client'],
  ['components/ui/badge.tsx', 'lib/leads/schema'],
  ['lib/leads/procedures.ts', 'lib/api/base'],
  ['lib/leads/queries.ts', 'kysely'],
  ['lib/leads/commands.ts', 'lib/partners/queries'],
  ['lib/payouts/commands.ts', 'lib/commissions/commands'],
])('%s may import %s', (file, to) => {
  expect(against(file, to)).toEqual([])
})
