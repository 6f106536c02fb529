import { render } from '@react-email/components'
import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { storage } from '../storage/storage'
import { type Attachment, type Composed, composers, type Sender } from './compose'
import { isMailTemplate, type MailTemplate, mailTemplates } from './schema'
import { deliver } from './transport'

const reason = 'sends a mail of this workspace'

/** A mail as it leaves: the same words as HTML and as plain text. */
export async function renderMail({ subject, body }: Pick<Composed, 'subject' | 'body'>) {
  const [html, text] = await Promise.all([render(body), render(body, { plainText: true })])
  return { subject, html, text }
}

async function composeRow(template: string, data: unknown, from: Sender, workspaceId: string) {
  if (!isMailTemplate(template)) throw new Error(`There is no mail template ${template}.`)
  const compose = composers[template] as (typeof composers)[MailTemplate]
  return withSystem(workspaceId, reason, async ({ db }) =>
    compose(mailTemplates[template].parse(data) as never, from, db),
  )
}

/** Counts the try and gives the mail, unless it went out before. */
const take = (workspaceId: string, emailId: string) =>
  withSystem(workspaceId, reason, async ({ db }) => {
    const mail = await db
      .updateTable('emails')
      .set({ attempts: sql`attempts + 1` })
      .where('id', '=', emailId)
      .where('status', '<>', 'sent')
      .returning(['recipient', 'template', 'data'])
      .executeTakeFirst()
    const from = await db
      .selectFrom('workspaces')
      .select(['slug', 'name', 'timezone'])
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    return mail && { ...mail, from }
  })

const settle = (workspaceId: string, emailId: string, error: string | null) =>
  withSystem(workspaceId, reason, ({ db }) =>
    db
      .updateTable('emails')
      .set(
        error === null
          ? { status: 'sent', error, sentAt: new Date() }
          : { status: 'failed', error },
      )
      .where('id', '=', emailId)
      .execute(),
  )

async function read({ key, name, type }: Attachment) {
  const stream = await (await storage()).get(key)
  if (!stream) throw new Error('The file that goes with this mail is gone.')
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return { filename: name, content: Buffer.concat(parts), contentType: type }
}

/** Sends one mail; a failure stays readable in its row, and the job tries again later. */
export async function sendMail({ workspaceId, emailId }: { workspaceId: string; emailId: string }) {
  const mail = await take(workspaceId, emailId)
  if (!mail) return
  try {
    const composed = await composeRow(mail.template, mail.data, mail.from, workspaceId)
    if (!composed) return void (await settle(workspaceId, emailId, 'What it was about is over.'))
    await deliver({
      id: emailId,
      to: mail.recipient,
      ...(await renderMail(composed)),
      ...(composed.attachment ? { attachments: [await read(composed.attachment)] } : {}),
    })
  } catch (error) {
    await settle(
      workspaceId,
      emailId,
      String(error instanceof Error ? error.message : error).slice(0, 500),
    )
    throw error
  }
  await settle(workspaceId, emailId, null)
}
