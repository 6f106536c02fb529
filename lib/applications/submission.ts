import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext, QueryContext } from '../api/context'
import type { Actor } from '../auth/actor'
import { hashToken, linkToken } from '../auth/link-token'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type { ApplicationInput, OwnStatus, Programme } from './schema'

export async function findProgramme(
  { db, now }: QueryContext<Actor>,
  slug: string,
): Promise<Programme> {
  const { rows } = await sql<Programme>`
    select slug, name, currency, timezone, terms, accepts_applications, coalesce(tiers, '[]'::jsonb) as tiers
    from workspace_by_slug(${slug}, ${now}::timestamptz)`.execute(db)
  if (!rows[0]) throw notFound('programme')
  return rows[0]
}

/**
 * Takes an application. Whoever applies again gets the same answer as the first time; only the
 * mail differs.
 */
export async function submitApplication(
  { db, now }: CommandContext<Actor>,
  input: ApplicationInput,
) {
  const { workspace, ...fields } = input
  const id = uuidv7()
  const { rows } = await sql<{
    outcome: 'submitted' | 'resubmitted' | 'known'
    applicationId: string
    workspaceId: string
  }>`
    select outcome, application_id, workspace_id from submit_application(
      ${id}::uuid, ${workspace}, ${hashToken(linkToken('application', id))},
      ${JSON.stringify(fields)}::jsonb, ${now}::timestamptz)`.execute(db)
  const made = rows[0]
  if (!made) throw new AppError('not_found', 'This programme takes no applications at the moment.')
  await enqueue(db, 'mail.application', made)
  return { received: true as const, email: input.email }
}

export async function ownStatusOf({ db }: QueryContext<Actor>, token: string): Promise<OwnStatus> {
  const { rows } = await sql<OwnStatus>`
    select name, status, rejection_reason, submitted_at, reviewed_at, workspace_slug, workspace_name, timezone
    from application_status(${hashToken(token)})`.execute(db)
  if (!rows[0])
    throw new AppError('not_found', 'This link is not valid. Please use the newest mail.')
  return rows[0]
}
