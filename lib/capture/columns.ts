import { v7 } from 'uuid'
import type { NewEvent } from './schema'

/** Events as the arrays that capture_events() of 98-events.sql takes. */
export type Columns = {
  ids: string[]
  types: string[]
  data: string[]
  users: (string | null)[]
  partners: (string | null)[]
  campaigns: (string | null)[]
  times: string[]
  given: boolean[]
}

export const noColumns = (): Columns => ({
  ids: [],
  types: [],
  data: [],
  users: [],
  partners: [],
  campaigns: [],
  times: [],
  given: [],
})

/** The moment inside an id of version 7. */
const timeOf = (id: string) =>
  id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined

const furthest = 8.64e15

export function addTo(columns: Columns, event: NewEvent, now: number) {
  const inside = event.id === undefined ? undefined : timeOf(event.id)
  const time =
    event.createdAt === undefined
      ? inside === undefined || inside > furthest
        ? now
        : inside
      : Date.parse(event.createdAt)
  columns.ids.push(event.id ?? v7({ msecs: Math.max(0, time) }))
  columns.types.push(event.eventType)
  columns.data.push(event.eventData)
  columns.users.push(event.userId ?? null)
  columns.partners.push(event.partnerId ?? null)
  columns.campaigns.push(event.campaignId ?? null)
  columns.times.push(new Date(time).toISOString())
  columns.given.push(event.createdAt !== undefined)
}

/** In the order of the function's parameters. */
export const valuesOf = (columns: Columns) => [
  columns.ids,
  columns.types,
  columns.data,
  columns.users,
  columns.partners,
  columns.campaigns,
  columns.times,
  columns.given,
]
