import { z } from 'zod'
import { action, query } from '../api/base'
import type { ActionContext } from '../api/context'
import { AppError, notFound } from '../errors'
import * as f from '../fields'
import { proofFile } from './content'
import { keepProof, type ProofTarget, readProof } from './keep'
import { proofLimit } from './labels'
import { proofsOf } from './queries'
import * as s from './schema'

const tags = ['Proofs']
const description = `The body is the file, by its own type, as application/octet-stream or as multipart/form-data: a PNG, JPEG or WebP picture, a PDF or plain text of at most ${proofLimit.words}. Its bytes say what it is.`

async function take(ctx: ActionContext, target: ProofTarget, facts: s.ProofFacts) {
  if (!ctx.upload) throw new AppError('invalid', 'Send the file as the body, or as form data.')
  return keepProof(ctx.actor, target, facts, await readProof(ctx.upload), ctx.now)
}

export const proofs = {
  list: query(
    {
      permission: 'proofs.read',
      route: { method: 'GET', path: '/listings/{id}/proofs', summary: 'Proofs of a listing', tags },
      input: z.object({ id: f.id }),
      output: z.array(s.proof),
    },
    async ({ db }, { id }) => {
      const listing = db.selectFrom('directorySubmissions').select('id').where('id', '=', id)
      if (!(await listing.executeTakeFirst())) throw notFound('listing')
      return proofsOf(db, id)
    },
  ),
  content: action(
    {
      permission: 'proofs.read',
      route: { method: 'GET', path: '/proofs/{id}/content', summary: 'The file of a proof', tags },
      input: z.object({ id: f.id }),
      output: z.instanceof(File),
    },
    ({ actor }, { id }) => proofFile(actor, id),
  ),
  addToClaim: action(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims/{token}/proofs',
        inputStructure: 'detailed',
        successStatus: 201,
        summary: 'Add a proof to the item that is held by this token',
        description,
        tags,
      },
      input: z.object({ params: z.object({ token: z.string().max(100) }), query: s.proofFacts }),
      output: s.proof,
    },
    (ctx, { params, query: facts }) => take(ctx, { token: params.token }, facts),
  ),
  addToListing: action(
    {
      permission: 'listings.manage',
      route: {
        method: 'POST',
        path: '/listings/{id}/proofs',
        inputStructure: 'detailed',
        successStatus: 201,
        summary: 'Add a proof to a listing',
        description,
        tags,
      },
      input: z.object({ params: z.object({ id: f.id }), query: s.proofFacts }),
      output: s.proof,
    },
    (ctx, { params, query: facts }) => take(ctx, { listingId: params.id }, facts),
  ),
}
