import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { log } from '../log'

const reason = 'follows what is committed, of all workspaces'
/** One pass holds what is committed after it up no longer than a second or two. */
const rowsAtOnce = 300_000
const copiedAtOnce = 5000
const pauseMs = 1000

/** Takes in what was committed since; how many rows, null when another worker is at it. */
export async function countEvents(limit = rowsAtOnce): Promise<number | null> {
  const rolled = await withSystem(
    '',
    reason,
    async ({ db }) => {
      const { rows } = await sql<{ rolled: number | null }>`
        select roll_up_events(${limit}::int) as rolled`.execute(db)
      return rows[0]?.rolled ?? null
    },
    { timeout: 120_000 },
  )
  return rolled
}

/** Takes over what happened in the product; how many events, null when another worker is at it. */
export async function copyDomainEvents(limit = copiedAtOnce): Promise<number | null> {
  return withSystem('', reason, async ({ db }) => {
    const { rows } = await sql<{ copied: number | null }>`
      select copy_domain_events(${limit}::int) as copied`.execute(db)
    return rows[0]?.copied ?? null
  })
}

/**
 * Counts once a second, and at once again while there is more than a round takes: each round is a commit that
 * those of the people wait beside. Idle, it looks at the right edge of a few indexes.
 */
export function followEvents(): () => Promise<void> {
  let over = false
  let wake = () => {}
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const round = async () => {
    const copied = await copyDomainEvents()
    const counted = await countEvents()
    return (copied ?? 0) >= copiedAtOnce || (counted ?? 0) >= rowsAtOnce
  }
  const loop = async () => {
    while (!over) {
      const more = await round().catch((err) => {
        log.warn({ err }, 'could not count events, and tries again')
        return false
      })
      if (!more && !over) await pause()
    }
  }
  const running = loop()
  return async () => {
    over = true
    wake()
    await running
  }
}
