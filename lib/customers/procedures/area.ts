import { z } from 'zod'
import { command, query } from '../../api/base'
import * as f from '../../fields'
import { answerQuestion, areaHome, ownCustomerId } from '../area'
import { businessPatch } from '../business'
import { editCustomer } from '../commands'
import { editBusiness } from '../profile'
import { findCustomer } from '../queries'
import { customer, customerPatch } from '../schema'
import { batchesOf, listingCounts, listingsOf, questionsOf } from '../work'
import { answerInput, batchWork, listingWork, ownListingFilter, question } from '../work-schema'

const tags = ['Customer area']
const counts = z.object({ live: z.int(), coming: z.int(), ended: z.int() })

/** The customer's own view. */
export const area = {
  home: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/area', summary: 'Own credits, work and questions', tags },
      input: z.object({}),
      output: z.object({
        customer,
        waiting: z.array(question),
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
      route: { method: 'GET', path: '/area/profile', summary: 'Own profile', tags },
      input: z.object({}),
      output: customer,
    },
    (ctx) => findCustomer(ctx.db, ownCustomerId(ctx)),
  ),
  editProfile: command(
    {
      permission: 'area.use',
      route: { method: 'PATCH', path: '/area/profile', summary: 'Edit own names', tags },
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
        path: '/area/business',
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
      route: { method: 'GET', path: '/area/batches', summary: 'Own batches', tags },
      input: z.object(f.paging),
      output: f.page(batchWork),
    },
    (ctx, page) => batchesOf(ctx.db, ownCustomerId(ctx), page),
  ),
  listings: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/area/listings', summary: 'Own listings', tags },
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
  questions: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/area/questions', summary: 'What is asked of you', tags },
      input: z.object({}),
      output: z.array(question),
    },
    (ctx) => questionsOf(ctx.db, ownCustomerId(ctx)),
  ),
  answer: command(
    {
      permission: 'area.use',
      route: {
        method: 'POST',
        path: '/area/questions/{id}/answer',
        summary: 'Answer a question',
        tags,
      },
      input: answerInput,
      output: z.object({}),
    },
    async (ctx, input) => {
      await answerQuestion(ctx, input)
      return {}
    },
  ),
}
