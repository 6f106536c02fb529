import type { Actor, Member, Person } from '../auth/actor'
import type { Permission } from '../auth/permissions'
import type { Db, Tx } from '../db/with-actor'

/** What every door hands to a procedure. */
export type RequestContext = {
  actor: Actor
  /** The caller's network address, for rate limits. */
  address: string
  /** The caller's browser, for the list of sessions. */
  userAgent?: string | undefined
  /** Supplied by the seed and by tests; otherwise the time of the call. */
  now?: Date
  idempotencyKey?: string | undefined
  /** A streamed request body, for the procedures that take a file. */
  upload?: ReadableStream<Uint8Array> | undefined
}

/** Who a procedure lets in: a permission, any signed-in person, or everybody. */
export type Access = Permission | 'signed-in' | 'public'

export type ActorFor<A extends Access> = A extends 'public'
  ? Actor
  : A extends 'signed-in'
    ? Person | Member
    : Member

/** What a query runs with. */
export type QueryContext<A extends Actor = Member> = { actor: A; now: Date; db: Db }

/** What a command runs with: everything in one transaction. */
export type CommandContext<A extends Actor = Member> = QueryContext<A> & { tx: Tx }

/** What an action runs with; it opens its own transactions around slow work. */
export type ActionContext<A extends Actor = Member> = Omit<RequestContext, 'actor' | 'now'> & {
  actor: A
  now: Date
}
