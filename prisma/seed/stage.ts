import type { CommandContext } from '../../lib/api/context'
import type { Member } from '../../lib/auth/actor'
import { withActor } from '../../lib/db/with-actor'
import { AppError, Refusal } from '../../lib/errors'

/** Something that somebody did at a time: a call of a command. */
export type Act = {
  at: Date
  by: () => Member
  run: (ctx: CommandContext) => Promise<unknown>
}

const actsPerTransaction = 40

/**
 * Plays acts in the order of their times, as those who did them. Neighbours of one person share a
 * transaction. A refused act would mean that the story breaks a rule, so it stops the seed.
 */
export async function play(acts: Act[], progress: (done: number, all: number) => void) {
  const queue = [...acts].sort((a, b) => a.at.getTime() - b.at.getTime())
  let done = 0
  while (done < queue.length) {
    const actor = queue[done]?.by()
    if (!actor) break
    let end = done + 1
    while (end < queue.length && end - done < actsPerTransaction && queue[end]?.by() === actor)
      end++
    const batch = queue.slice(done, end)
    await withActor(actor, async ({ tx, db }) => {
      for (const { at, run } of batch) {
        const result = await run({ actor, now: at, tx, db })
        if (result instanceof Refusal) throw result.error
      }
    }).catch((error: unknown) => {
      if (error instanceof AppError)
        throw new Error(`${batch[0]?.at.toISOString()}: ${error.message}`)
      throw error
    })
    done = end
    progress(done, queue.length)
  }
}
