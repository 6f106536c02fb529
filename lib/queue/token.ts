import { AppError } from '../errors'

/** A claim as workers name it: the item and its fencing token, opaque to them. */
export const claimToken = (itemId: string, leaseToken: string) => `${itemId}.${leaseToken}`

const shape = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/

export function readClaimToken(token: string): { item: string; token: string } {
  const [, item, lease] = shape.exec(token) ?? []
  if (!item || !lease) throw new AppError('not_found', 'This claim does not exist.')
  return { item, token: lease }
}

/** The result of a lost lease is refused: somebody else may have done the work by now. */
export const lostLease = () =>
  new AppError(
    'conflict',
    'This lease has ended, and another worker may have the item. What you sent was not taken.',
  )
