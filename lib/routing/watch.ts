import { listen } from '../db/listen'
import { withSystem } from '../db/with-actor'
import { env } from '../env'
import { enqueue } from '../jobs/enqueue'
import { log } from '../log'
import { assignmentMode } from './problem'

/** Changes that come together are answered together. */
const quietMs = 1_000

/**
 * Looks for work to give out soon after a task or a person has changed; each minute it is looked for
 * anyway. Jobs are added here rather than by triggers: of two that open tasks at the same time neither
 * must wait for the other's job.
 */
export function watchRouting(): () => Promise<void> {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const look = (workspaceId: string) => {
    waiting.delete(workspaceId)
    withSystem(workspaceId, 'looks whether tasks are given out here', async ({ db }) => {
      if ((await assignmentMode(db)) === 'off') return
      await enqueue(
        db,
        'routing.assign',
        { workspaceId },
        { jobKey: `routing.assign:${workspaceId}` },
      )
    }).catch((err) => log.warn({ err }, 'could not look for tasks to give out'))
  }
  const stop = listen(
    'tandem_live',
    {
      onNotice: (payload) => {
        const [workspaceId = '', topic = ''] = payload.split(' ')
        if (!/^(action|va):/.test(topic) || waiting.has(workspaceId)) return
        waiting.set(
          workspaceId,
          setTimeout(() => look(workspaceId), quietMs),
        )
      },
      onGap: () => {},
    },
    env.workerDatabaseUrl,
  )
  return async () => {
    for (const timer of waiting.values()) clearTimeout(timer)
    await stop()
  }
}
