import { sql } from 'kysely'
import type pg from 'pg'
import type { Member, System } from '../../lib/auth/actor'
import { withActor } from '../../lib/db/with-actor'
import type { Finding } from '../../lib/listings/check/look'
import { recordCheck } from '../../lib/listings/check/record'
import { editListing } from '../../lib/listings/edit'
import { between, chance, days, portion } from './chance'

type House = { manager: Member }
type Live = { id: string; url: string; website: string; approvedAt: Date }

const liveListings = (manager: Member) =>
  withActor(manager, async ({ db }) => {
    const { rows } = await sql<Live>`
      select l.id, l.listing_url as url, coalesce(c.business_data->>'website', 'https://example.com') as website, l.approved_at
      from directory_submissions l join customers c on c.id = l.customer_id
      where l.status = 'approved' order by l.approved_at, l.id`.execute(db)
    return rows
  })

/** Most links count; some directories mark theirs, and a few forget them. */
function finding({ url, website }: Live): Finding {
  const seen = { httpStatus: 200, pageUrl: url, linkUrl: null, linkRel: null, detail: null }
  const roll = portion(0, 1)
  if (roll < 0.72) return { ...seen, outcome: 'live', link: 'dofollow', linkUrl: website }
  if (roll < 0.9)
    return { ...seen, outcome: 'nofollow', link: 'nofollow', linkUrl: website, linkRel: 'nofollow' }
  if (roll < 0.96) return { ...seen, outcome: 'link_missing', link: 'missing' }
  return {
    ...seen,
    outcome: 'unreachable',
    link: null,
    httpStatus: 503,
    detail: 'The directory answered 503.',
  }
}

const measured = () => ({
  searchRank: between(1, 60),
  impressions: between(200, 24_000),
  clicks: between(4, 900),
  trafficEstimate: between(10, 600),
  leadEstimate: between(0, 18),
})

/** What looks at live listings found, and what somebody's tools measured. */
export async function listingsOf(owner: pg.Client, { manager }: House, now: Date) {
  const clock: System = {
    kind: 'system',
    workspaceId: manager.workspace.id,
    reason: 'looks after listings',
  }
  for (const live of await liveListings(manager)) {
    const found = finding(live)
    for (const after of [1, 8, 15]) {
      const at = new Date(live.approvedAt.getTime() + days(after))
      if (at > now) break
      await withActor(clock, ({ db }) =>
        recordCheck({ actor: clock, now: at, db }, live, found, 0.5),
      )
    }
    const at = new Date(live.approvedAt.getTime() + days(portion(1, 6)))
    if (at < now && chance(0.6))
      await withActor(manager, ({ tx, db }) =>
        editListing({ actor: manager, now: at, tx, db }, { id: live.id, ...measured() }),
      )
  }
  // The demo's listings are made up: nobody asks the real sites for them.
  await owner.query('update directory_submissions set next_check_at = null')
}
