import { sql } from 'kysely'
import { record } from '../../events/record'
import { DAY_MS } from '../../time'
import { type HeldListing, holdListing, type ListingContext } from '../hold'
import { moveHeld } from '../life'
import {
  daysUntilGone,
  daysUntilNextCheck,
  findingWords,
  isWatched,
  missesUntilGone,
} from '../rules'
import type { Finding } from './look'

/** Since when every look that reached the directory has missed the page. */
async function missedSince({ db }: ListingContext, id: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(c.checked_at) as since from listing_checks c
    where c.workspace_id = (select app_workspace_id()) and c.submission_id = ${id}::uuid and c.outcome = 'missing'
      and c.checked_at > coalesce((select max(x.checked_at) from listing_checks x
        where x.workspace_id = c.workspace_id and x.submission_id = c.submission_id
          and x.outcome in ('live', 'nofollow', 'link_missing')), '-infinity')`.execute(db)
  return rows[0]?.since ?? null
}

async function isGone(ctx: ListingContext, held: HeldListing, failures: number) {
  if (held.status !== 'approved' || failures < missesUntilGone) return false
  const since = await missedSince(ctx, held.id)
  return since !== null && since.getTime() <= ctx.now.getTime() - daysUntilGone * DAY_MS
}

const add = ({ db, now }: ListingContext, held: HeldListing, finding: Finding) =>
  db
    .insertInto('listingChecks')
    .values({
      workspaceId: held.workspaceId,
      submissionId: held.id,
      customerId: held.customerId,
      directoryId: held.directoryId,
      outcome: finding.outcome,
      httpStatus: finding.httpStatus,
      pageUrl: finding.pageUrl,
      linkUrl: finding.linkUrl,
      linkRel: finding.linkRel,
      detail: finding.detail,
      checkedAt: now,
    })
    .execute()

/**
 * Writes down what a look found, and what follows: a page that is there makes a submitted listing
 * live, one that stays away for days makes a live one gone. What was seen at another address than
 * today's says nothing. Answers whether it counted.
 */
export async function recordCheck(
  ctx: ListingContext,
  { id, url }: { id: string; url: string },
  finding: Finding,
  roll = Math.random(),
): Promise<boolean> {
  const { db, now } = ctx
  const held = await holdListing(ctx, id)
  if (!isWatched(held.status) || held.listingUrl !== url) return false
  await add(ctx, held, finding)
  const { outcome, link } = finding
  const failures =
    outcome === 'missing'
      ? held.checkFailures + 1
      : outcome === 'unreachable'
        ? held.checkFailures
        : 0
  const live = held.status === 'approved'
  const days = daysUntilNextCheck(outcome, live, roll)
  const seen = {
    lastCheckedAt: now,
    nextCheckAt: new Date(now.getTime() + days * DAY_MS),
    checkFailures: failures,
    ...(link ? { linkState: link } : {}),
  }
  if (!live && finding.linkUrl) {
    await moveHeld(ctx, held, 'approve', { ...seen, approvedAt: now })
    return true
  }
  if (await isGone(ctx, held, failures)) {
    const reason = `The page was missing at ${failures} looks in a row.`
    await moveHeld(ctx, held, 'remove', { ...seen, endedAt: now }, reason)
    return true
  }
  await db
    .updateTable('directorySubmissions')
    .set({ ...seen, updatedAt: now })
    .where('id', '=', id)
    .execute()
  if (live && isNews(held, finding, failures))
    await record(ctx, {
      type: 'listing.checked',
      subject: { type: 'listing', id },
      customerId: held.customerId,
      data: { finding: findingWords(outcome, link) },
    })
  return true
}

/** The first look, a link that changed, and a page that begins to be missing; the rest is in the checks. */
const isNews = (held: HeldListing, { link }: Finding, failures: number) =>
  link
    ? held.linkState !== link || held.checkFailures > 0
    : failures === 1 && held.checkFailures === 0
