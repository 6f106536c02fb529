import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { plansOf } from '@/e2e/plans'
import { closeConnections } from '../db/client'
import { metrics } from './procedures'
import type { MetricKey } from './schema'

const range = { from: '2026-03-01', to: '2026-03-30' }
let agency: Awaited<ReturnType<typeof openAgency>>

// A workspace with a history that is long beside the period asked for, among others.
beforeAll(async () => {
  agency = await openAgency()
  const { workspace, partnerId } = agency
  await asOwner('alter table client_leads disable trigger user')
  await asOwner(
    `insert into client_leads (workspace_id, partner_id, client_name, client_email, estimated_value, project_value, currency, status,
       zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
     select $1, $2, 'C', 'c@client.example', 100, 100, 'EUR', 'closed_won', 'None', t, t, 1, 'a', t - interval '9 days'
     from generate_series(1, 30000) n, lateral (select '2020-01-01Z'::timestamptz + n * interval '2 hours' as t) t`,
    [workspace.id, partnerId],
  )
  await asOwner('alter table client_leads enable trigger user')
  await asOwner(
    `insert into analytics_event_days (workspace_id, day, event_type, events)
     select $1, '2020-01-01'::date + n / 20, 'type' || n % 20, 5 from generate_series(1, 40000) n`,
    [workspace.id],
  )
  await asOwner('analyze client_leads, analytics_event_days')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

it.each([
  ['won_value', 'client_leads_workspace_id_closed_at_id_idx'],
  ['leads', 'client_leads_workspace_id_created_at_id_idx'],
  ['events', 'analytics_event_days_pkey'],
] as [MetricKey, string][])('%s reads its period by %s', async (metric, index) => {
  const { scanned, indexes } = await plansOf(() =>
    call(
      metrics.ask,
      { question: { kind: 'figure', metric }, range },
      { context: asking(agency.admin) },
    ),
  )
  expect(scanned).not.toContain('client_leads')
  expect(scanned).not.toContain('analytics_event_days')
  expect([...indexes]).toContain(index)
})
