import { z } from 'zod'
import { command, query } from '../api/base'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { countApplications, countByStatus, findApplication, listApplications } from './queries'
import {
  approveApplication,
  noteApplication,
  openApplication,
  rejectApplication,
  reviewMany,
} from './review'
import * as s from './schema'
import { findProgramme, ownStatusOf, submitApplication } from './submission'
import { countVisit } from './visits'

const tags = ['Partner applications']
const byId = z.object({ id: f.id })

export const applications = {
  programme: query(
    {
      permission: 'public',
      route: {
        method: 'GET',
        path: '/programmes/{slug}',
        summary: 'Terms and tiers of a programme',
        tags,
      },
      input: z.object({ slug: z.string().max(60) }),
      output: s.programme,
    },
    (ctx, { slug }) => findProgramme(ctx, slug),
  ),
  visit: command(
    {
      permission: 'public',
      limit: 'visitAddress',
      route: {
        method: 'POST',
        path: '/programmes/{workspace}/visits',
        successStatus: 202,
        summary: 'Count a visit of a programme page',
        tags,
      },
      input: s.visit,
      output: s.visitReceipt,
    },
    countVisit,
  ),
  submit: command(
    {
      permission: 'public',
      limit: 'applicationAddress',
      route: {
        method: 'POST',
        path: '/partner-applications',
        successStatus: 202,
        summary: 'Apply as a partner',
        tags,
      },
      input: s.applicationInput,
      output: s.receipt,
    },
    submitApplication,
  ),
  ownStatus: query(
    {
      permission: 'public',
      route: false,
      input: z.object({ token: z.string().max(200) }),
      output: s.ownStatus,
    },
    (ctx, { token }) => ownStatusOf(ctx, token),
  ),
  list: query(
    {
      permission: 'applications.read',
      route: { method: 'GET', path: '/partner-applications', summary: 'List applications', tags },
      input: s.applicationFilter,
      output: f.page(s.applicationItem),
    },
    ({ db }, filter) => listApplications(db, filter),
  ),
  count: query(
    {
      permission: 'applications.read',
      route: {
        method: 'GET',
        path: '/partner-applications/count',
        summary: 'Count applications',
        tags,
      },
      input: s.applicationSelection,
      output: f.cappedCount,
    },
    ({ db }, filter) => countApplications(db, filter),
  ),
  counts: query(
    {
      permission: 'applications.read',
      route: {
        method: 'GET',
        path: '/partner-applications/counts',
        summary: 'Applications by status',
        tags,
      },
      input: z.object({}),
      output: z.array(z.object({ status: z.enum(s.applicationStatuses), count: z.int() })),
    },
    ({ db }) => countByStatus(db),
  ),
  find: query(
    {
      permission: 'applications.read',
      route: {
        method: 'GET',
        path: '/partner-applications/{id}',
        summary: 'One application',
        tags,
      },
      input: byId,
      output: s.application,
    },
    ({ db }, { id }) => findApplication(db, id),
  ),
  timeline: query(
    {
      permission: 'applications.read',
      route: {
        method: 'GET',
        path: '/partner-applications/{id}/events',
        summary: 'What happened to it',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db }, { id }) => {
      await findApplication(db, id)
      return timelineOf(db, 'application', id)
    },
  ),
  open: command(
    {
      permission: 'applications.review',
      route: {
        method: 'POST',
        path: '/partner-applications/{id}/review',
        summary: 'Start a review',
        tags,
      },
      input: byId,
      output: s.application,
    },
    (ctx, { id }) => openApplication(ctx, id),
  ),
  approve: command(
    {
      permission: 'applications.review',
      route: {
        method: 'POST',
        path: '/partner-applications/{id}/approval',
        summary: 'Approve an application',
        tags,
      },
      input: byId,
      output: s.application,
    },
    (ctx, { id }) => approveApplication(ctx, id),
  ),
  reject: command(
    {
      permission: 'applications.review',
      route: {
        method: 'POST',
        path: '/partner-applications/{id}/rejection',
        summary: 'Reject an application',
        tags,
      },
      input: s.rejection,
      output: s.application,
    },
    rejectApplication,
  ),
  note: command(
    {
      permission: 'applications.review',
      route: {
        method: 'PATCH',
        path: '/partner-applications/{id}',
        summary: 'Write review notes',
        tags,
      },
      input: s.note,
      output: s.application,
    },
    noteApplication,
  ),
  reviewMany: command(
    {
      permission: 'applications.review',
      route: {
        method: 'POST',
        path: '/partner-applications/reviews',
        summary: 'Decide many at once',
        tags,
      },
      input: s.bulkReview,
      output: z.object({
        results: z.array(f.rowResult),
        /** By which rejections can be undone. */
        operationId: f.id.nullable(),
      }),
    },
    reviewMany,
  ),
}
