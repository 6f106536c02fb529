import { z } from 'zod'
import { command, query } from '../../api/base'
import { csvFile } from '../../api/csv'
import * as f from '../../fields'
import { areaHome, ownCustomerId } from '../area'
import { businessPatch } from '../business'
import { editCustomer } from '../commands'
import { exportOwnListings } from '../export'
import { editBusiness } from '../profile'
import { findCustomer } from '../queries'
import { customer, customerPatch } from '../schema'
import { batchesOf, findListingOf, listingCounts, listingsOf } from '../work'
import { batchWork, listingWork, ownListingFilter } from '../work-schema'

const tags = ['Customer area']
const counts = z.object({ live: z.int(), coming: z.int(), ended: z.int() })

/** The customer's own view. */
export const area = {
  home: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account', summary: 'Own credits, work and questions', tags },
      input: z.object({}),
      output: z.object({
        customer,
        batches: z.array(batchWork),
        live: z.array(listingWork),
        counts,
      }),
    },
    (ctx) => areaHome(ctx),
  ),
  profile: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/profile', summary: 'Own profile', tags },
      input: z.object({}),
      output: customer,
    },
    (ctx) => findCustomer(ctx.db, ownCustomerId(ctx)),
  ),
  editProfile: command(
    {
      permission: 'area.use',
      route: { method: 'PATCH', path: '/account/profile', summary: 'Edit own names', tags },
      input: customerPatch.omit({ email: true }),
      output: customer,
    },
    async (ctx, input) => {
      const id = ownCustomerId(ctx)
      await editCustomer(ctx, { ...input, id })
      return findCustomer(ctx.db, id)
    },
  ),
  editBusiness: command(
    {
      permission: 'area.use',
      route: {
        method: 'PATCH',
        path: '/account/business',
        summary: 'Edit part of the own business profile',
        tags,
      },
      input: businessPatch,
      output: customer,
    },
    async (ctx, patch) => {
      const id = ownCustomerId(ctx)
      await editBusiness(ctx, { id, patch })
      return findCustomer(ctx.db, id)
    },
  ),
  batches: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/batches', summary: 'Own batches', tags },
      input: z.object(f.paging),
      output: f.page(batchWork),
    },
    (ctx, page) => batchesOf(ctx.db, ownCustomerId(ctx), page),
  ),
  listings: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/listings', summary: 'Own listings', tags },
      input: ownListingFilter,
      output: f.page(listingWork).extend({ counts }),
    },
    async (ctx, filter) => {
      const id = ownCustomerId(ctx)
      const [page, found] = await Promise.all([
        listingsOf(ctx.db, id, filter),
        listingCounts(ctx.db, id),
      ])
      return { ...page, counts: found }
    },
  ),
  exportListings: query(
    {
      permission: 'area.use',
      route: {
        method: 'GET',
        path: '/account/listings/export',
        summary: 'Own listings as CSV',
        tags,
      },
      input: ownListingFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    exportOwnListings,
  ),
  listing: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/listings/{id}', summary: 'One own listing', tags },
      input: z.object({ id: f.id }),
      output: listingWork,
    },
    (ctx, { id }) => findListingOf(ctx.db, ownCustomerId(ctx), id),
  ),
}
