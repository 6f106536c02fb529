import { sql } from 'kysely'
import { v5 } from 'uuid'
import { hashToken, linkToken } from '../auth/link-token'
import { withSystem } from '../db/with-actor'
import type { TaskPayload } from '../jobs/tasks'
import { urlTo } from './compose'
import { queueMail } from './queue'
import { renderMail } from './send'
import * as reset from './templates/password-reset'
import { deliver } from './transport'

/** Writes the mail to an applicant. Named by its job, so that a second run writes none. */
export async function mailApplication(
  { workspaceId, applicationId, outcome }: TaskPayload<'mail.application'>,
  jobId: string,
) {
  await withSystem(workspaceId, 'answers an applicant', async ({ db }) => {
    const { name, email } = await db
      .selectFrom('partnerApplications')
      .select(['name', 'email'])
      .where('id', '=', applicationId)
      .executeTakeFirstOrThrow()
    const actor = { kind: 'system', workspaceId, reason: 'answers an applicant' } as const
    await queueMail(
      { actor, now: new Date(), db },
      {
        id: v5(`mail.application:${jobId}`, applicationId),
        to: email,
        template: outcome === 'known' ? 'application-known' : 'application-received',
        data: { applicationId, name },
      },
    )
  })
}

/** Looks the address up, and sends a link if it has an account. A retry sends the same link. */
export async function mailPasswordReset({ email, requestId }: TaskPayload<'mail.password-reset'>) {
  const token = linkToken('password-reset', requestId)
  const { rows } = await withSystem('', 'a person belongs to no one workspace', ({ db }) =>
    sql<{ name: string }>`
      select name from request_password_reset(${email}, ${requestId}::uuid, ${hashToken(token)}, ${new Date()}::timestamptz)`.execute(
      db,
    ),
  )
  const [person] = rows
  if (!person) return
  const props = { name: person.name, link: urlTo(`/reset-password/${token}`) }
  const body = <reset.PasswordReset {...props} />
  await deliver({
    id: requestId,
    to: email,
    ...(await renderMail({ subject: reset.subject(), body })),
  })
}
