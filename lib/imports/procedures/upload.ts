import { z } from 'zod'
import type { ActionContext } from '../../api/context'
import { once } from '../../api/idempotency'
import { withActor } from '../../db/with-actor'
import { AppError } from '../../errors'
import * as f from '../../fields'
import { withSpooled } from '../file/spool'
import type { ImportKind } from '../kind'
import { inspectFile, stageFile } from '../staging'

export const upload = z.object({
  query: z.object({
    fileName: f.line(200).default('upload.csv'),
    /** Names the system the file comes from; with a row's external id it is the row's identity. */
    source: f.line(60).default('csv'),
  }),
})

/** The file is read to a temporary place and judged before a transaction begins. */
export function takeUpload(
  ctx: ActionContext,
  kind: ImportKind,
  procedure: string,
  { query }: z.output<typeof upload>,
) {
  if (!ctx.upload)
    throw new AppError('invalid', 'Send the file as the body, as text/csv or multipart/form-data.')
  return withSpooled(ctx.upload, async (file) => {
    const inspected = await inspectFile(file)
    return withActor(
      ctx.actor,
      ({ tx, db }) => {
        const effect = () => stageFile({ ...ctx, tx, db }, kind, inspected, query)
        if (!ctx.idempotencyKey) return effect()
        const input = { ...query, hash: file.hash }
        const request = { actor: ctx.actor, procedure, key: ctx.idempotencyKey, input }
        return once(db, request, effect)
      },
      { timeout: 300_000 },
    )
  })
}
