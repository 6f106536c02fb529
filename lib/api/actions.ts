import {
  type AnyProcedure,
  call,
  type InferRouterInputs,
  type InferRouterOutputs,
  ORPCError,
} from '@orpc/server'
import { notFound } from 'next/navigation'
import { readInProcess } from './base'
import type { ErrorData } from './errors'
import { requestContext } from './request'

export type ActionError = { code: string; message: string; fields?: Record<string, string> }
export type ActionResult<Output> =
  | readonly [error: ActionError, data: undefined]
  | readonly [error: null, data: Output]

type Input<P extends AnyProcedure> = InferRouterInputs<P>
type Output<P extends AnyProcedure> = InferRouterOutputs<P>

/**
 * Runs a procedure for a server action. What a browser sends is unknown until the procedure has
 * validated it; failures come back in words, with the fields they are about.
 */
export async function act<P extends AnyProcedure>(
  procedure: P,
  slug: string | undefined,
  input: unknown,
): Promise<ActionResult<Output<P>>> {
  try {
    return [
      null,
      (await call(procedure, input as Input<P>, {
        context: await requestContext(slug),
      })) as Output<P>,
    ]
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return [inWords(error), undefined]
  }
}

function inWords({ code, message, data }: ORPCError<string, unknown>): ActionError {
  const { fields } = (data ?? {}) as ErrorData
  return { code, message, ...(fields ? { fields } : {}) }
}

/** Runs a query for a page: what does not exist, or is not for this person, is Next's "not found". */
export async function ask<P extends AnyProcedure>(
  procedure: P,
  slug: string | undefined,
  input: Input<P>,
): Promise<Output<P>> {
  try {
    const context = await requestContext(slug)
    const answer = readInProcess(procedure, context, input) ?? call(procedure, input, { context })
    return (await answer) as Output<P>
  } catch (error) {
    if (error instanceof ORPCError && (error.status === 403 || error.status === 404)) notFound()
    throw error
  }
}

/** The same where an address may ask for what cannot be: what is wrong with it comes back in words. */
export async function askInWords<P extends AnyProcedure>(
  procedure: P,
  slug: string | undefined,
  input: unknown,
): Promise<ActionResult<Output<P>>> {
  try {
    return [null, await ask(procedure, slug, input as Input<P>)]
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'invalid') return [inWords(error), undefined]
    throw error
  }
}
