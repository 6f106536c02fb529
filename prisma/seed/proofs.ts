import { sql } from 'kysely'
import type { Member } from '../../lib/auth/actor'
import { withActor } from '../../lib/db/with-actor'
import { keepProof } from '../../lib/proofs/keep'
import { ink, picture } from './picture'

type Shown = {
  id: string
  directory: string
  company: string
  address: string
  city: string
  submittedAt: Date
  approvedAt: Date | null
  own: boolean
}

const [width, height] = [720, 450]
const minute = 60_000

/** A browser's window, as wide as a screenshot. */
function page(directory: string, address: string) {
  const drawn = picture(width, height)
  drawn.box(0, 0, width, 36, ink.mist)
  drawn.box(0, 36, width, 1, ink.line)
  for (const x of [16, 32, 48]) drawn.box(x, 14, 8, 8, ink.line)
  drawn.box(76, 8, width - 92, 20, ink.paper)
  drawn.write(address.replace(/^https?:\/\/(www\.)?/, ''), 86, 11, 2, ink.grey)
  drawn.box(0, 37, width, 44, ink.blue)
  drawn.write(directory, 24, 52, 2, ink.paper)
  return drawn
}

function form({ directory, address, company, city }: Shown): Buffer {
  const drawn = page(directory, `${new URL(address).host}/add`)
  drawn.write('Add your business', 24, 104, 3, ink.black)
  const fields = [
    ['Business name', company],
    ['City', city],
    ['Website', `www.${company.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`],
  ] as const
  for (const [row, [label, value]] of fields.entries()) {
    const y = 148 + row * 76
    drawn.write(label, 24, y, 2, ink.grey)
    drawn.box(24, y + 22, 440, 36, ink.line)
    drawn.box(25, y + 23, 438, 34, ink.paper)
    drawn.write(value, 36, y + 33, 2, ink.black)
  }
  drawn.box(24, 386, 140, 40, ink.green)
  drawn.write('Submitted', 41, 399, 2, ink.paper)
  return drawn.png()
}

function listing({ directory, address, company, city }: Shown): Buffer {
  const drawn = page(directory, address)
  drawn.write(company, 24, 108, 4, ink.black)
  for (let star = 0; star < 5; star++) drawn.box(24 + star * 22, 150, 16, 16, ink.gold)
  drawn.write(city, 150, 151, 2, ink.grey)
  for (const [row, length] of [430, 400, 424, 380, 250].entries())
    drawn.box(24, 188 + row * 20, length, 8, ink.line)
  drawn.box(500, 108, 196, 180, ink.mist)
  drawn.box(588, 176, 20, 20, ink.blue)
  drawn.box(24, 306, 130, 36, ink.blue)
  drawn.write('Website', 46, 317, 2, ink.paper)
  for (let card = 0; card < 3; card++) drawn.box(24 + card * 228, 366, 212, 84, ink.mist)
  return drawn.png()
}

const letter = ({ directory, company }: Shown) =>
  Buffer.from(
    `From: ${directory}\nSubject: We have received ${company}\n\nThank you. Our editors look at every business before it is listed. You hear from us within a few days.\n`,
  )

/** What the assistant kept of submissions: all of the demo's own customer, and a share of the others. */
export async function proofsOf(assistant: Member, ownEmail: string) {
  const { rows } = await withActor(assistant, ({ db }) =>
    sql<Shown>`
      select l.id, d.name as directory, c.company_name as company, coalesce(l.listing_url, d.url) as address,
        coalesce(c.business_data->'address'->>'city', 'Brooklyn') as city, l.submitted_at, l.approved_at, c.email = ${ownEmail} as own
      from directory_submissions l join directories d on d.id = l.directory_id join customers c on c.id = l.customer_id
      where l.submitted_at is not null order by l.submitted_at, l.id`.execute(db),
  )
  for (const [index, shown] of rows.entries()) {
    if (!shown.own && index % 5 !== 0) continue
    const keep = (kind: 'screenshot' | 'document', name: string, body: Buffer, at: Date) =>
      keepProof(assistant, { listingId: shown.id }, { kind, name }, body, at)
    const sent = new Date(shown.submittedAt.getTime() + minute)
    await keep('screenshot', 'The form as it was sent', form(shown), sent)
    if (index % 4 === 0) await keep('document', 'Confirmation by e-mail', letter(shown), sent)
    if (shown.approvedAt)
      await keep(
        'screenshot',
        'The listing',
        listing(shown),
        new Date(shown.approvedAt.getTime() + minute),
      )
  }
}
