'use server'

import { act } from '@/lib/api/actions'
import { requestContext } from '@/lib/api/request'
import { listings } from '@/lib/listings/procedures'
import type { MoveName } from '@/lib/listings/rules'
import { parseIsoDate } from '@/lib/time'

type Values = Record<string, unknown>

const dayFields = ['expiresAt', 'followUpAt', 'maintenanceAt']

/** Calendar days of a form as the beginning of that day where the workspace is. */
async function withMoments(slug: string, values: Values): Promise<Values> {
  const { actor } = await requestContext(slug)
  const zone = actor.kind === 'member' ? actor.workspace.timezone : 'UTC'
  const moments = dayFields.flatMap((name) => {
    const day = values[name]
    return typeof day === 'string' ? [[name, parseIsoDate(day, zone) ?? day]] : []
  })
  return { ...values, ...Object.fromEntries(moments) }
}

const doors = {
  review: listings.review,
  resubmit: listings.resubmit,
  revise: listings.revise,
  expire: listings.expire,
  remove: listings.remove,
} as const

export async function moveListing(
  slug: string,
  move: Exclude<MoveName, 'approve' | 'reject'>,
  id: string,
  reason?: string,
) {
  return act(doors[move], slug, { id, reason })
}

export async function approveListing(slug: string, id: string, values: Values) {
  return act(listings.approve, slug, { ...(await withMoments(slug, values)), id })
}

export async function rejectListing(slug: string, id: string, values: Values) {
  return act(listings.reject, slug, { ...values, id })
}

export async function editListing(slug: string, id: string, values: Values) {
  return act(listings.edit, slug, { ...(await withMoments(slug, values)), id })
}

export async function checkListing(slug: string, id: string) {
  return act(listings.check, slug, { id })
}
