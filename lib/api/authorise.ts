import type { Actor } from '../auth/actor'
import { may } from '../auth/permissions'
import { AppError } from '../errors'
import type { Access, ActorFor } from './context'

const signInFirst = () => new AppError('unauthenticated', 'Please sign in.')

/** The check at every door. Row level security stands behind it, not instead of it. */
export function authorise<A extends Access>(actor: Actor, access: A): ActorFor<A> {
  if (access === 'public') return actor as ActorFor<A>
  if (actor.kind === 'visitor' || actor.kind === 'system') throw signInFirst()
  if (access === 'signed-in') return actor as ActorFor<A>
  // A workspace that the person does not belong to does not exist for them.
  if (actor.kind === 'person') throw new AppError('not_found', 'This workspace does not exist.')
  if (actor.partnerStatus === 'banned')
    throw new AppError('forbidden', 'Your partner account is closed. Please write to the agency.')
  if (!may(actor, access)) {
    throw new AppError(
      'forbidden',
      actor.scopes && may({ ...actor, scopes: null }, access)
        ? 'This API key is not allowed to do that.'
        : 'Your role does not allow this.',
    )
  }
  return actor as ActorFor<A>
}
