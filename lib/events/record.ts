import { sql } from 'kysely'
import { type Actor, actorName, workspaceIdOf } from '../auth/actor'
import type { Db } from '../db/with-actor'
import type { EventType, SubjectType } from './schema'

export type Happening = {
  type: EventType
  subject: { type: SubjectType; id: string }
  /** The partner on whose own timeline this stands; leave out to keep it to staff. */
  partnerId?: string | null
  /** The customer on whose own timeline this stands. */
  customerId?: string | null
  data?: Record<string, unknown>
}

type RecordContext = { actor: Actor; now: Date; db: Db }

/** Appends what happened, in the transaction of the change. */
export const record = (ctx: RecordContext, happening: Happening) => recordMany(ctx, [happening])

/** The same for a set of changes, in one statement. */
export async function recordMany({ actor, now, db }: RecordContext, happenings: Happening[]) {
  if (happenings.length === 0) return
  const rows = happenings.map(({ type, subject, partnerId, customerId, data }) => ({
    type,
    subject_type: subject.type,
    subject_id: subject.id,
    partner_id: partnerId ?? null,
    customer_id: customerId ?? null,
    data: data ?? {},
  }))
  await sql`
    insert into events (workspace_id, type, subject_type, subject_id, partner_id, customer_id, actor_user_id, actor_name, data, created_at)
    select ${workspaceIdOf(actor)}::uuid, r.type, r.subject_type, r.subject_id, r.partner_id, r.customer_id,
      ${'userId' in actor ? actor.userId : null}::uuid, ${actorName(actor)}, r.data, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(type text, subject_type text, subject_id uuid, partner_id uuid, customer_id uuid, data jsonb)
  `.execute(db)
}
