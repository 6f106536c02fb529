import type { AnySchema } from '@orpc/contract'
import type { InferSchemaOutput } from '@orpc/server'
import { z } from 'zod'
import { action, command, query } from '../api/base'
import type { CommandContext } from '../api/context'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { checkNow } from './check/now'
import { editListing } from './edit'
import { exportListings } from './export'
import { importFigures } from './figures'
import * as life from './life'
import { checksOf, countListings, findListing, listListings } from './queries'
import * as s from './schema'

const tags = ['Listings']
const byId = z.object({ id: f.id })

/** A change of where a listing stands, named after what it leaves behind. */
const moveDoor = <I extends AnySchema>(
  noun: string,
  summary: string,
  input: I,
  run: (ctx: CommandContext, input: InferSchemaOutput<I>) => Promise<s.Listing>,
) =>
  command(
    {
      permission: 'listings.manage',
      route: { method: 'POST', path: `/listings/{id}/${noun}`, summary, tags },
      input,
      output: s.listing,
    },
    run,
  )

export const listings = {
  list: query(
    {
      permission: 'listings.read',
      route: { method: 'GET', path: '/listings', summary: 'List listings', tags },
      input: s.listingFilter,
      output: f.page(s.listingItem),
    },
    ({ db, now }, filter) => listListings(db, filter, now),
  ),
  count: query(
    {
      permission: 'listings.read',
      route: { method: 'GET', path: '/listings/count', summary: 'Count listings', tags },
      input: s.listingSelection,
      output: f.cappedCount,
    },
    ({ db, now }, selection) => countListings(db, selection, now),
  ),
  export: query(
    {
      permission: 'listings.read',
      route: { method: 'GET', path: '/listings/export', summary: 'Listings as CSV', tags },
      input: s.listingFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    exportListings,
  ),
  find: query(
    {
      permission: 'listings.read',
      route: { method: 'GET', path: '/listings/{id}', summary: 'One listing', tags },
      input: byId,
      output: s.listing,
    },
    ({ db }, { id }) => findListing(db, id),
  ),
  timeline: query(
    {
      permission: 'listings.read',
      route: {
        method: 'GET',
        path: '/listings/{id}/events',
        summary: 'What happened to a listing',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db }, { id }) => {
      await findListing(db, id)
      return timelineOf(db, 'listing', id)
    },
  ),
  checks: query(
    {
      permission: 'listings.read',
      route: {
        method: 'GET',
        path: '/listings/{id}/checks',
        summary: 'The latest looks at a listing',
        tags,
      },
      input: byId,
      output: z.array(s.check),
    },
    async ({ db }, { id }) => {
      await findListing(db, id)
      return checksOf(db, id)
    },
  ),
  check: action(
    {
      permission: 'listings.manage',
      route: {
        method: 'POST',
        path: '/listings/{id}/checks',
        summary: 'Look at a listing now',
        tags,
      },
      input: byId,
      output: s.check,
    },
    checkNow,
  ),
  review: moveDoor('review', 'The directory reviews it', s.noting, life.markUnderReview),
  approve: moveDoor('approval', 'It is live', s.approving, life.approveListing),
  reject: moveDoor('rejection', 'The directory rejected it', s.rejecting, life.rejectListing),
  revise: moveDoor('revision', 'The directory wants changes', s.revising, life.reviseListing),
  resubmit: moveDoor(
    'resubmission',
    'It was submitted again by hand',
    s.noting,
    life.resubmitListing,
  ),
  expire: moveDoor('expiry', 'Its time is over', s.noting, life.expireListing),
  remove: moveDoor('removal', 'It is gone', s.noting, life.removeListing),
  edit: command(
    {
      permission: 'listings.manage',
      route: { method: 'PATCH', path: '/listings/{id}', summary: 'Edit a listing', tags },
      input: s.editing,
      output: s.listing,
    },
    editListing,
  ),
  setFigures: command(
    {
      permission: 'listings.manage',
      route: { method: 'PUT', path: '/listings/{id}/figures', summary: 'Set the figures', tags },
      input: byId.extend(s.figuresInput.shape),
      output: s.listing,
    },
    editListing,
  ),
  importFigures: action(
    {
      permission: 'listings.manage',
      route: {
        method: 'POST',
        path: '/listing-figures',
        inputStructure: 'detailed',
        summary: 'Import figures of many listings from a CSV',
        description:
          'The body is the file, as text/csv or multipart/form-data, up to 5 MB. A column “reference” or “listing url” names the listing; others are rank, impressions, clicks, traffic, leads and backlink. A dry run says what it would change.',
        tags,
      },
      input: z.object({ query: z.object({ dryRun: z.stringbool().default(true) }) }),
      output: s.figuresReport,
    },
    (ctx, { query: { dryRun } }) => importFigures(ctx, { dryRun }),
  ),
}
