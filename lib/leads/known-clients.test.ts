import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asOwner, closeOwner, makeMember, makePartner, makeWorkspace } from '@/e2e/people'
import { readAs } from '../db/with-actor'
import { clientKeys } from './client-key'
import { isKnownClient } from './known-clients'

let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let member: Awaited<ReturnType<typeof makeMember>>

const emails = [
  'ada.love+crm@gmail.com',
  'AdaLove@googlemail.com',
  'ada_love@gmail.com',
  'jo@Müller.example.de',
  'jo@mail.acme.co.uk',
  'sales+x@acme.co.uk',
  'ÄDA@gmx.de',
  'äda@gmx.de',
  'a%b@web.de',
]
const websites = [
  'https://www.acme.co.uk/contact',
  'ACME.co.uk.',
  'http://user@shop.acme.co.uk:8080',
  'müller.example.de',
  'https://acme.github.io',
  'bakery.example',
]
const phones = [
  '+49 30 901820',
  '030 901820',
  '0049 (30) 90-18-20 ext. 77',
  '０３０ ９０１８２０',
  '+1 212 555 0152',
  'not a number',
]

const client = fc.record({
  clientEmail: fc.option(fc.constantFrom(...emails)),
  website: fc.option(fc.constantFrom(...websites)),
  clientPhone: fc.option(fc.constantFrom(...phones)),
})

const nobody = '00000000-0000-7000-8000-000000000000'

beforeAll(async () => {
  workspace = await makeWorkspace()
  member = await makeMember(workspace, 'admin')
  await asOwner(
    `update workspaces set settings = settings || '{"limits": {"phoneCountry": "DE"}}' where id = $1`,
    [workspace.id],
  )
})
afterAll(() => closeOwner())

type Client = { clientEmail: string | null; website: string | null; clientPhone: string | null }

async function won(partnerId: string, one: Client) {
  const [row] = await asOwner<{ id: string }>(
    `insert into client_leads (workspace_id, partner_id, client_name, client_email, website, client_phone, currency,
       status, project_value, closed_at, close_no, stage_entered_at, position, zero_commission_reason, created_at)
     values ($1, $2, 'Ida', $3, $4, $5, 'USD', 'closed_won', 0, now(), 1, now(), 'a0', 'Worth nothing', now()) returning id`,
    [workspace.id, partnerId, one.clientEmail, one.website, one.clientPhone],
  )
  return row?.id as string
}

it('knows a client exactly when a win has one of its keys', async () => {
  const partnerId = await makePartner(workspace)
  await fc.assert(
    fc.asyncProperty(fc.array(client, { maxLength: 3 }), client, async (before, next) => {
      await asOwner('delete from client_leads where workspace_id = $1', [workspace.id])
      for (const one of before) await won(partnerId, one)
      const keys = clientKeys(next, 'DE')
      const expected = before.some((one) => clientKeys(one, 'DE').some((key) => keys.includes(key)))
      expect(await readAs(member, (db) => isKnownClient(db, { id: nobody, ...next }))).toBe(
        expected,
      )
    }),
    { numRuns: 150 },
  )
})

it('does not take a win for its own predecessor, nor those of another workspace', async () => {
  const partnerId = await makePartner(workspace)
  await asOwner('delete from client_leads where workspace_id = $1', [workspace.id])
  const one = { clientEmail: 'ada@acme.co.uk', website: null, clientPhone: null }
  const id = await won(partnerId, one)
  const ask = (who: typeof member, of: string) =>
    readAs(who, (db) => isKnownClient(db, { id: of, ...one }))
  expect(await ask(member, id)).toBe(false)
  expect(await ask(member, nobody)).toBe(true)
  expect(await ask(await makeMember(await makeWorkspace(), 'admin'), nobody)).toBe(false)
})
