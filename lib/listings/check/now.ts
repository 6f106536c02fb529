import type { ActionContext } from '../../api/context'
import { readAs, withActor } from '../../db/with-actor'
import { AppError } from '../../errors'
import { checksOf, findListing } from '../queries'
import { isWatched } from '../rules'
import { look } from './look'
import { recordCheck } from './record'

/** Looks at a listing now; answers what was found. */
export async function checkNow({ actor, now }: ActionContext, { id }: { id: string }) {
  const found = await readAs(actor, (db) => findListing(db, id))
  const { listingUrl: url, status, website } = found
  if (!url || !isWatched(status))
    throw new AppError(
      'conflict',
      'Only a listing that is submitted or live, and has an address, can be checked.',
    )
  const finding = await look(url, website)
  return withActor(actor, async ({ db }) => {
    if (!(await recordCheck({ actor, now, db }, { id, url }, finding)))
      throw new AppError('conflict', 'The listing changed meanwhile. Check it again.')
    const [latest] = await checksOf(db, id, 1)
    if (!latest) throw new Error(`The check of ${id} is not there.`)
    return latest
  })
}
