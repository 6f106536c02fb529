import { v7 } from 'uuid'
import { type Actor, workspaceIdOf } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import { type MailData, type MailTemplate, mailTemplates } from './schema'

type Mail<T extends MailTemplate> = {
  to: string
  template: T
  data: MailData<T>
  /** Names the mail, so that a job which runs again does not write it twice. */
  id?: string
}

type Context = { actor: Actor; now: Date; db: Db }

/** Writes a mail down; it is sent if and only if this transaction commits. */
export async function queueMail<T extends MailTemplate>(
  { actor, now, db }: Context,
  { to, template, data, id = v7() }: Mail<T>,
) {
  const workspaceId = workspaceIdOf(actor)
  if (!workspaceId) throw new Error('A mail belongs to a workspace.')
  await db
    .insertInto('emails')
    .values({
      id,
      workspaceId,
      recipient: to,
      template,
      data: JSON.stringify(mailTemplates[template].parse(data)),
      createdAt: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await enqueue(db, 'mail.send', { workspaceId, emailId: id }, { jobKey: `mail.send:${id}` })
}
