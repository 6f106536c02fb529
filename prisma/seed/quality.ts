import { sql } from 'kysely'
import type { CommandContext } from '../../lib/api/context'
import type { Member } from '../../lib/auth/actor'
import { withActor } from '../../lib/db/with-actor'
import { savePlaybook } from '../../lib/playbooks/commands'
import { versionsOf } from '../../lib/playbooks/queries'
import { appeal, giveReview, rule } from '../../lib/quality/commands'
import { tallyAssistants } from '../../lib/quality/tally'
import { between, chance, days, pick } from './chance'

type House = { owner: Member; admin: Member; manager: Member; members: Map<string, Member> }
type Waiting = { id: string; wanted: number; completedAt: Date }

const as = <T>(actor: Member, now: Date, run: (ctx: CommandContext) => Promise<T>) =>
  withActor(actor, ({ tx, db }) => run({ actor, now, tx, db }))

const praise = ['', '', 'Clear and complete.', 'Good proof.', 'Well done.']
const remarks = [
  'Use the address from the profile, not the one on their site.',
  'The category is too broad; take the narrower one.',
  'The screenshot does not show the listing. Please take it again.',
]

/** What reviewers said of the last weeks' work, and one objection that was heard. */
export async function reviewsOf({ owner, admin, manager, members }: House, now: Date) {
  const va = members.get('va') as Member
  const waiting = await as(manager, now, async ({ db }) => {
    const { rows } = await sql<Waiting>`
      select id, reviews_wanted as wanted, completed_at from pending_actions
      where review_status = 'waiting' and completed_at < ${new Date(now.getTime() - days(1))}::timestamptz
      order by completed_at, id`.execute(db)
    return rows
  })
  const low: string[] = []
  for (const { id, wanted, completedAt } of waiting) {
    if (chance(0.15)) continue
    const at = new Date(Math.min(completedAt.getTime() + days(0.3), now.getTime() - days(0.1)))
    const score = chance(0.12) ? between(2, 3) : between(4, 5)
    const first = { id, score, verdict: 'accepted' as const, reasons: [] as string[] }
    await as(manager, at, (ctx) =>
      giveReview(ctx, {
        ...first,
        reasons: score < 4 ? ['Incomplete'] : [],
        feedback: score < 4 ? pick(remarks) : pick(praise),
      }),
    )
    const twice = wanted > 1 && chance(0.8)
    // Whoever is still to be reviewed a second time has nothing to object to yet.
    if (score < 4 && (wanted === 1 || twice)) low.push(id)
    if (twice)
      await as(admin, at, (ctx) =>
        giveReview(ctx, {
          ...first,
          score: chance(0.7) ? score : Math.min(5, score + 1),
          feedback: '',
        }),
      )
  }
  const [objected] = low.slice(-2)
  if (objected) {
    await as(va, new Date(now.getTime() - days(0.09)), (ctx) =>
      appeal(ctx, { id: objected, argument: 'The profile had no other address at that time.' }),
    )
    if (chance(0.5))
      await as(owner, new Date(now.getTime() - days(0.05)), (ctx) =>
        rule(ctx, {
          id: objected,
          status: 'changed',
          score: 4,
          ruling: 'The profile was changed later.',
        }),
      )
  }
  await as(manager, now, ({ db }) => tallyAssistants(db, null, now))
  await playbooksOf(admin, manager, now)
}

const call = `# Calling a business

1. Call between **9 and 12** by their clock.
2. Say who you are and for whom: *“I call on behalf of {{company}} about their listing at {{directory}}.”*
3. Ask for the code, and read it back digit by digit.

> Nobody there? Try twice, then choose **call again** with a time.

- Never leave the code on an answering machine.
- Write down with whom you spoke.
`

const code = `# Codes by text message

- The code goes to the number in the profile. Ask the customer for it; it is good for **10 minutes**.
- No code after 5 minutes? Have it sent *once* more.
- Enter it on the directory’s page and choose **code received**.
`

async function playbooksOf(admin: Member, manager: Member, now: Date) {
  const write = (
    by: Member,
    at: Date,
    actionType: 'phone_call' | 'sms_verification',
    body: string,
  ) =>
    as(by, at, async (ctx) => {
      const [last] = await versionsOf(ctx.db, { actionType })
      await savePlaybook(ctx, { actionType, body, after: last?.version ?? 0 })
    })
  const short = call.split('\n').slice(0, 5).join('\n')
  await write(admin, new Date(now.getTime() - days(30)), 'phone_call', short)
  await write(manager, new Date(now.getTime() - days(6)), 'phone_call', call)
  await write(admin, new Date(now.getTime() - days(12)), 'sms_verification', code)
}
