import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { addPartner, changeStatus, changeTier } from './commands'
import { exportPartners } from './export'
import { changePayoutCurrency } from './payout-currency'
import { readPayoutDetails } from './profile'
import { activePartners, countPartners, findPartner, listPartners } from './queries'
import * as s from './schema'
import { tierTable } from './tiers'

const tags = ['Partners']
const byId = z.object({ id: f.id })

export const partners = {
  list: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/partners', summary: 'List partners', tags },
      input: s.partnerFilter,
      output: f.page(s.partnerItem),
    },
    ({ db }, filter) => listPartners(db, filter),
  ),
  count: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/partners/count', summary: 'Count partners', tags },
      input: s.partnerFilter.pick({ status: true, tier: true, search: true }),
      output: f.cappedCount,
    },
    ({ db }, filter) => countPartners(db, filter),
  ),
  export: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/partners/export', summary: 'Partners as CSV', tags },
      input: s.partnerFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportPartners(ctx, filter),
  ),
  choices: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/partners/choices', summary: 'Active partners by name', tags },
      input: z.object({ search: z.string().max(200).optional() }),
      output: z.array(z.object({ id: f.id, name: z.string(), company: z.string().nullable() })),
    },
    ({ db }, { search }) => activePartners(db, search),
  ),
  find: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/partners/{id}', summary: 'One partner', tags },
      input: byId,
      output: s.partner,
    },
    ({ db, now }, { id }) => findPartner(db, id, now),
  ),
  timeline: query(
    {
      permission: 'partners.read',
      route: {
        method: 'GET',
        path: '/partners/{id}/events',
        summary: 'What happened to a partner',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db, now }, { id }) => {
      await findPartner(db, id, now)
      return timelineOf(db, 'partner', id)
    },
  ),
  tierTable: query(
    {
      permission: 'leads.read',
      route: { method: 'GET', path: '/partner-tiers', summary: 'The tier table in force', tags },
      input: z.object({}),
      output: z.object({ version: z.int(), rows: z.array(s.tierRow) }),
    },
    ({ db, actor, now }) => tierTable(db, actor.workspace.id, now),
  ),
  add: command(
    {
      permission: 'partners.manage',
      route: {
        method: 'POST',
        path: '/partners',
        successStatus: 201,
        summary: 'Add and invite a partner',
        tags,
      },
      input: s.partnerInput,
      output: s.partner,
    },
    addPartner,
  ),
  suspend: statusDoor('suspended', 'suspension', 'Suspend a partner'),
  ban: statusDoor('banned', 'ban', 'Ban a partner'),
  deactivate: statusDoor('inactive', 'deactivation', 'Take a partner out of the programme'),
  reinstate: statusDoor('active', 'reinstatement', 'Make a partner active again'),
  changeTier: command(
    {
      permission: 'partners.manage',
      route: {
        method: 'POST',
        path: '/partners/{id}/tier',
        summary: 'Put a partner on a tier by hand',
        tags,
      },
      input: s.tierChange,
      output: s.operatedPartner,
    },
    changeTier,
  ),
  changePayoutCurrency: command(
    {
      permission: 'partners.manage',
      route: {
        method: 'POST',
        path: '/partners/{id}/payout-currency',
        summary: 'Choose the currency a partner is paid in',
        tags,
      },
      input: s.payoutCurrencyChange.extend({ id: f.id }),
      output: s.partner,
    },
    (ctx, { id, currency }) => changePayoutCurrency(ctx, { id, currency: currency ?? null }),
  ),
  payoutDetails: query(
    {
      permission: 'payouts.manage',
      route: {
        method: 'GET',
        path: '/partners/{id}/payout-details',
        summary: 'Where to send the money',
        tags,
      },
      input: byId,
      output: s.payoutDetails.nullable(),
    },
    (ctx, { id }) => readPayoutDetails(ctx, id),
  ),
}

function statusDoor(to: s.PartnerStatus, noun: string, summary: string) {
  return command(
    {
      permission: 'partners.manage',
      route: { method: 'POST', path: `/partners/{id}/${noun}`, summary, tags },
      input: s.statusChange,
      output: s.operatedPartner,
    },
    (ctx, { id, reason }) => changeStatus(ctx, { id, to, reason }),
  )
}
