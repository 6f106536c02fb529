import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type {
  Appeal,
  OwnReview,
  Review,
  ReviewDetail,
  ReviewFilter,
  ReviewItem,
  ReviewSelection,
} from './schema'
import { agreementWords, cohensKappa, type Pair } from './statistics'

type Asking = Pick<QueryContext, 'db' | 'actor'>

const countCap = 1_000
const mostPairs = 2_000

/** Why somebody may not review an action, or rule on the objection to its review. */
const obstacle = (userId: string) => sql<string | null>`case
  when exists (select from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.completed_by_va_id and v.user_id = ${userId}::uuid)
    then 'You did this yourself, so somebody else looks at it.'
  when a.review_status = 'waiting' and exists (select from action_reviews r where r.workspace_id = a.workspace_id and r.action_id = a.id and r.reviewer_id = ${userId}::uuid)
    then 'You have given your review. A second person gives theirs without seeing it.'
  when a.review_status = 'appealed' and exists (select from action_reviews r where r.workspace_id = a.workspace_id and r.action_id = a.id and r.reviewer_id = ${userId}::uuid)
    then 'You reviewed this, so somebody else rules on the objection.'
  end`

function matching({ status, vaId, type }: ReviewSelection): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [sql`a.completed_at is not null`]
  const asked = status?.length ? status : ['waiting', 'appealed']
  // Spelt out, so that the small index of what waits is used.
  all.push(
    asked.includes('reviewed')
      ? sql`a.review_status = any (${asked}::text[])`
      : asked.length === 2
        ? sql`a.review_status in ('waiting','appealed')`
        : sql`a.review_status = ${sql.lit(asked[0] as string)}`,
  )
  if (vaId) all.push(sql`a.completed_by_va_id = ${vaId}::uuid`)
  if (type?.length) all.push(sql`a.action_type = any (${type}::text[])`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = ({ db, actor }: Asking) =>
  db
    .selectFrom('pendingActions as a')
    .select([
      'a.id',
      'a.actionType as type',
      'a.title',
      sql<string>`(select c.company_name from customers c where c.workspace_id = a.workspace_id and c.id = a.customer_id)`.as(
        'customerName',
      ),
      sql<
        string | null
      >`(select d.name from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id)`.as(
        'directoryName',
      ),
      sql<string>`(select v.name from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.completed_by_va_id)`.as(
        'vaName',
      ),
      sql<string>`coalesce(a.result_data ->> 'outcome', a.status)`.as('outcome'),
      sql<
        number | null
      >`case when a.active_seconds > 0 then round(a.active_seconds / 60.0, 1)::float8 end`.as(
        'minutes',
      ),
      sql<Date>`a.completed_at`.as('completedAt'),
      'a.reviewStatus',
      sql<
        number | null
      >`case when a.review_status = 'waiting' then null else a.quality_score end`.as(
        'qualityScore',
      ),
      sql<number>`(select count(*)::int from action_reviews r where r.workspace_id = a.workspace_id and r.action_id = a.id)`.as(
        'given',
      ),
      'a.reviewsWanted as wanted',
      obstacle(actor.userId).as('obstacle'),
    ])

/** What waits for a review or a ruling, the oldest first. */
export async function listReviews(ctx: Asking, filter: ReviewFilter) {
  const rows = await keyset(items(ctx).where(matching(filter)), {
    column: 'a.completedAt',
    id: 'a.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<ReviewItem>
}

export async function countReviews(db: Db, selection: ReviewSelection) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from pending_actions a where ${matching(selection)} limit ${countCap + 1}) found`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countCap), capped: count > countCap }
}

const reviewsOf = async (db: Db, ids: readonly string[]) =>
  (await db
    .selectFrom('actionReviews')
    .select([
      'id',
      'actionId',
      'round',
      'reviewerId',
      'reviewerName',
      'score',
      'verdict',
      'reasons',
      'feedback',
      'createdAt',
    ])
    .where(sql<boolean>`action_id = any (${ids}::uuid[])`)
    .orderBy('round')
    .execute()) as (Review & { actionId: string; reviewerId: string })[]

const appealsOf = async (db: Db, reviewIds: readonly string[]) =>
  (await db
    .selectFrom('reviewAppeals')
    .select(['id', 'reviewId', 'status', 'argument', 'ruling', 'score', 'createdAt', 'ruledAt'])
    .where(sql<boolean>`review_id = any (${reviewIds}::uuid[])`)
    .execute()) as (Appeal & { reviewId: string })[]

export async function findReview(ctx: Asking, id: string): Promise<ReviewDetail> {
  const { db, actor } = ctx
  const row = await items(ctx)
    .select([
      'a.description',
      'a.resultData',
      'a.sampleReason',
      'a.playbookVersion',
      'a.submissionId',
      sql<
        string | null
      >`(select r.id from pending_actions r where r.workspace_id = a.workspace_id and r.rework_of_id = a.id
        order by r.created_at desc limit 1)`.as('reworkId'),
    ])
    .where('a.id', '=', id)
    .where('a.reviewStatus', 'is not', null)
    .executeTakeFirst()
  if (!row?.completedAt) throw notFound('review')
  const all = await reviewsOf(db, [id])
  // Whoever is to give a second one must not see the first.
  const shown =
    row.reviewStatus === 'waiting'
      ? all.filter(({ reviewerId }) => reviewerId === actor.userId)
      : all
  const [appeal] = await appealsOf(
    db,
    all.map((one) => one.id),
  )
  const proofs = await db
    .selectFrom('proofs')
    .select(['id', 'name', 'kind'])
    .where('actionId', '=', id)
    .where('storedAt', 'is not', null)
    .orderBy('createdAt')
    .limit(50)
    .execute()
  return { ...row, proofs, reviews: shown, appeal: appeal ?? null } as unknown as ReviewDetail
}

/** How far two people agree who reviewed the same without seeing each other's, of the last half year. */
export async function readAgreement({ db, now }: Pick<QueryContext, 'db' | 'now'>) {
  const { rows } = await sql<{ first: number; second: number }>`
    select one.score as first, two.score as second from action_reviews two
    join action_reviews one on one.workspace_id = two.workspace_id and one.action_id = two.action_id and one.round = 1
    where two.round = 2 and two.created_at > ${now}::timestamptz - interval '180 days' order by two.created_at desc limit ${mostPairs}`.execute(
    db,
  )
  const pairs: Pair[] = rows.map(({ first, second }) => [first, second])
  const categories = [1, 2, 3, 4, 5]
  const plain = cohensKappa(pairs, { categories })
  const weighted = cohensKappa(pairs, { categories, weighted: true })
  return {
    pairs: pairs.length,
    plain,
    weighted,
    words: weighted === null ? null : agreementWords(weighted),
  }
}

type OwnFilter = { cursor?: string | undefined; before?: string | undefined; limit: number }

/** What the asking virtual assistant was told of their work, the latest first; not who said it. */
export async function ownReviews({ db }: Pick<QueryContext, 'db'>, filter: OwnFilter) {
  const rows = await keyset(
    db
      .selectFrom('pendingActions as a')
      .select([
        'a.id',
        'a.title',
        'a.actionType as type',
        sql<Date>`a.completed_at`.as('completedAt'),
        'a.qualityScore',
        'a.reviewStatus',
      ])
      .where(sql<boolean>`a.completed_by_va_id = app_va_id()`)
      .where('a.completedAt', 'is not', null)
      .where('a.reviewStatus', 'in', ['reviewed', 'appealed']),
    {
      column: 'a.completedAt',
      id: 'a.id',
      kind: 'time',
      direction: 'desc',
      ...paging(filter),
    },
  ).execute()
  const page = toPage(rows, filter)
  const reviews = await reviewsOf(
    db,
    page.items.map(({ id }) => id),
  )
  const appeals = await appealsOf(
    db,
    reviews.map(({ id }) => id),
  )
  return {
    ...page,
    items: page.items.map((item) => {
      const mine = reviews.filter(({ actionId }) => actionId === item.id)
      return {
        ...item,
        reviews: mine,
        appeal: appeals.find(({ reviewId }) => mine.some(({ id }) => id === reviewId)) ?? null,
      }
    }),
  } as unknown as Page<OwnReview>
}
