import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { businessPatch } from './business'
import { addCustomer, createFromLead, editCustomer, inviteCustomer, setArchived } from './commands'
import { exportCustomers } from './export'
import { editBusiness } from './profile'
import {
  countCustomers,
  customerChoices,
  customerOfLead,
  findCustomer,
  listCustomers,
} from './queries'
import * as s from './schema'
import { batchesOf, listingCounts, listingsOf } from './work'
import { batchWork, listingWork } from './work-schema'

const tags = ['Customers']
const byId = z.object({ id: f.id })

export const customers = {
  list: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers', summary: 'List customers', tags },
      input: s.customerFilter,
      output: f.page(s.customerItem),
    },
    ({ db }, filter) => listCustomers(db, filter),
  ),
  count: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers/count', summary: 'Count customers', tags },
      input: s.customerSelection,
      output: f.cappedCount,
    },
    ({ db }, selection) => countCustomers(db, selection),
  ),
  export: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers/export', summary: 'Customers as CSV', tags },
      input: s.customerFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportCustomers(ctx, filter),
  ),
  choices: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers/choices', summary: 'Customers by name', tags },
      input: z.object({ search: z.string().max(200).optional() }),
      output: z.array(z.object({ id: f.id, companyName: z.string(), fullName: z.string() })),
    },
    ({ db }, { search }) => customerChoices(db, search),
  ),
  find: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers/{id}', summary: 'One customer', tags },
      input: byId,
      output: s.customerRecord,
    },
    ({ db }, { id }) => findCustomer(db, id),
  ),
  timeline: query(
    {
      permission: 'customers.read',
      route: {
        method: 'GET',
        path: '/customers/{id}/events',
        summary: 'What happened to a customer',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db }, { id }) => {
      await findCustomer(db, id)
      return timelineOf(db, 'customer', id)
    },
  ),
  /** The latest of what is done for a customer. */
  work: query(
    {
      permission: 'customers.read',
      route: {
        method: 'GET',
        path: '/customers/{id}/work',
        summary: 'Latest batches and listings of a customer',
        tags,
      },
      input: byId,
      output: z.object({
        batches: z.array(batchWork),
        listings: z.array(listingWork),
        counts: z.object({ live: z.int(), coming: z.int(), ended: z.int() }),
      }),
    },
    async ({ db }, { id }) => {
      await findCustomer(db, id)
      const [batches, listings, counts] = await Promise.all([
        batchesOf(db, id, { limit: 6 }),
        listingsOf(db, id, { limit: 8 }),
        listingCounts(db, id),
      ])
      return { batches: batches.items, listings: listings.items, counts }
    },
  ),
  add: command(
    {
      permission: 'customers.manage',
      route: {
        method: 'POST',
        path: '/customers',
        successStatus: 201,
        summary: 'Add a customer',
        tags,
      },
      input: s.customerInput,
      output: s.customerRecord,
    },
    addCustomer,
  ),
  fromLead: command(
    {
      permission: 'customers.manage',
      route: {
        method: 'POST',
        path: '/leads/{id}/customer',
        successStatus: 201,
        summary: 'Make the client of a won lead a customer',
        tags,
      },
      input: s.fromLeadInput,
      output: s.customerRecord,
    },
    createFromLead,
  ),
  ofLead: query(
    {
      permission: 'customers.read',
      route: false,
      input: z.object({ leadId: f.id }),
      output: z.object({ customerId: f.id.nullable() }),
    },
    async ({ db }, { leadId }) => ({ customerId: await customerOfLead(db, leadId) }),
  ),
  edit: command(
    {
      permission: 'customers.manage',
      route: { method: 'PATCH', path: '/customers/{id}', summary: 'Edit a customer', tags },
      input: s.customerPatch.extend({ id: f.id }),
      output: s.customerRecord,
    },
    async (ctx, input) => {
      await editCustomer(ctx, input)
      return findCustomer(ctx.db, input.id)
    },
  ),
  editBusiness: command(
    {
      permission: 'customers.manage',
      route: {
        method: 'PATCH',
        path: '/customers/{id}/business',
        summary: 'Edit part of the business profile',
        tags,
      },
      input: businessPatch.extend({ id: f.id }),
      output: s.customerRecord,
    },
    async (ctx, { id, ...patch }) => {
      await editBusiness(ctx, { id, patch })
      return findCustomer(ctx.db, id)
    },
  ),
  archive: archiveDoor('archive', true, 'Archive a customer'),
  restore: archiveDoor('restore', false, 'Restore an archived customer'),
  invite: command(
    {
      permission: 'customers.manage',
      route: {
        method: 'POST',
        path: '/customers/{id}/invitation',
        summary: 'Invite a customer to their area',
        tags,
      },
      input: byId,
      output: s.customerRecord,
    },
    inviteCustomer,
  ),
}

function archiveDoor(path: string, archived: boolean, summary: string) {
  return command(
    {
      permission: 'customers.manage',
      route: { method: 'POST', path: `/customers/{id}/${path}`, summary, tags },
      input: byId,
      output: s.customerRecord,
    },
    (ctx, { id }) => setArchived(ctx, { id, archived }),
  )
}
