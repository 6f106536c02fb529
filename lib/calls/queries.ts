import { sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { leadForChange } from '../leads/queries'
import { addDays, parseIsoDate, startOfDay } from '../time'
import type { CallFilter, CallItem, LeadCalls } from './schema'

/** Calls with what they were about, looked up per row shown. */
const items = (db: Db) =>
  db.selectFrom('calls as c').select([
    'c.id',
    sql<string | null>`coalesce(c.va_id, c.user_id)`.as('callerId'),
    'c.callerName',
    'c.clientLeadId as leadId',
    'c.actionId',
    sql<string>`coalesce(
        (select coalesce(l.business_name, l.client_name, l.external_id) from client_leads l where l.id = c.client_lead_id),
        (select a.title from pending_actions a where a.id = c.action_id), 'Unnamed client')`.as(
      'about',
    ),
    'c.contact',
    'c.phone',
    'c.startedAt',
    'c.seconds',
    'c.outcome',
    'c.rating',
    'c.note',
    'c.loggedBy',
  ])

type Asked = Parameters<typeof paging>[0]

async function pageOf(query: ReturnType<typeof items>, asked: Asked): Promise<Page<CallItem>> {
  const rows = await keyset(query, {
    column: 'c.startedAt',
    id: 'c.id',
    kind: 'time',
    direction: 'desc',
    ...paging(asked),
  }).execute()
  return toPage(rows, asked) as Page<CallItem>
}

/** Calls that the asking person may see, newest first. */
export function listCalls(db: Db, timezone: string, filter: CallFilter): Promise<Page<CallItem>> {
  const { callerId, outcome, from, to } = filter
  const begins = from && parseIsoDate(from, timezone)
  const last = to && parseIsoDate(to, timezone)
  let query = items(db)
  if (callerId)
    query = query.where((eb) => eb.or([eb('c.vaId', '=', callerId), eb('c.userId', '=', callerId)]))
  if (outcome?.length) query = query.where('c.outcome', 'in', outcome)
  if (begins) query = query.where('c.startedAt', '>=', begins)
  if (last)
    query = query.where('c.startedAt', '<', startOfDay(addDays(last, 1, timezone), timezone))
  return pageOf(query, filter)
}

/** The calls about a lead, newest first. */
export async function callsOfLead(
  db: Db,
  { leadId, ...asked }: LeadCalls,
): Promise<Page<CallItem>> {
  await leadForChange(db, leadId)
  return pageOf(items(db).where('c.clientLeadId', '=', leadId), asked)
}

export const findCall = (db: Db, id: string) =>
  items(db).where('c.id', '=', id).executeTakeFirst() as Promise<CallItem | undefined>
