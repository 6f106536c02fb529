import type { AnySchema } from '@orpc/contract'
import { type InferSchemaInput, type InferSchemaOutput, os, type Route } from '@orpc/server'
import { type Limit, spendOrRefuse } from '../auth/rate-limits'
import { readAs, withActor } from '../db/with-actor'
import { AppError, Refusal } from '../errors'
import { authorise } from './authorise'
import type {
  Access,
  ActionContext,
  ActorFor,
  CommandContext,
  QueryContext,
  RequestContext,
} from './context'
import { fieldsOf, toWire } from './errors'
import { once } from './idempotency'

export type DoorMeta = { access: Access; kind: 'query' | 'command' | 'action' }

type Door<A extends Access, I extends AnySchema, O extends AnySchema> = {
  permission: A
  /** REST method and path; `false` keeps the procedure off the REST door. */
  route: Route | false
  input: I
  output: O
  /** Counted per address before anything is done: for doors that visitors can open. */
  limit?: Limit
}

const builder = os
  .$context<RequestContext>()
  .$meta<DoorMeta>({ access: 'signed-in', kind: 'query' })

function door<A extends Access, I extends AnySchema, O extends AnySchema>(
  declared: Door<A, I, O>,
  kind: DoorMeta['kind'],
) {
  return builder
    .meta({ access: declared.permission, kind })
    .route(declared.route || {})
    .use(async ({ context, next }) => {
      try {
        authorise(context.actor, declared.permission)
        if (declared.limit) await spendOrRefuse(declared.limit, context.address)
        return await next()
      } catch (error) {
        throw toWire(error)
      }
    })
    .input(declared.input)
    .output(declared.output)
}

/** A read: one READ ONLY transaction as the actor. */
export function query<A extends Access, I extends AnySchema, O extends AnySchema>(
  declared: Door<A, I, O>,
  run: (
    ctx: QueryContext<ActorFor<A>>,
    input: InferSchemaOutput<I>,
  ) => Promise<InferSchemaInput<O>>,
) {
  const read = ({ actor: who, now = new Date() }: RequestContext, input: InferSchemaOutput<I>) => {
    const actor = who as ActorFor<A>
    return readAs(actor, (db) => run({ actor, now, db }, input))
  }
  const procedure = door(declared, 'query').handler(({ context, input }) => read(context, input))
  if (!declared.limit) reads.set(procedure, { ...declared, read: read as Read['read'] })
  return procedure
}

type Read = {
  permission: Access
  input: AnySchema
  output: AnySchema
  read: (context: RequestContext, input: never) => Promise<unknown>
}

const reads = new WeakMap<object, Read>()

const parsed = async (schema: AnySchema, value: unknown): Promise<unknown> => {
  const result = await schema['~standard'].validate(value)
  if (!result.issues) return result.value
  throw new AppError('invalid', 'Please check the marked fields.', fieldsOf(result.issues))
}

/**
 * Runs a query for a page in this process: the same permission, schemas and transaction as at the
 * door, without the machinery that carries calls over a network. Null for other procedures.
 */
export function readInProcess(
  procedure: object,
  context: RequestContext,
  input: unknown,
): Promise<unknown> | null {
  const found = reads.get(procedure)
  if (!found) return null
  return (async () => {
    authorise(context.actor, found.permission)
    const result = await found.read(context, (await parsed(found.input, input)) as never)
    return parsed(found.output, result)
  })().catch((error) => {
    throw toWire(error)
  })
}

/**
 * A change: one transaction as the actor, once per Idempotency-Key. `alone` does the same in a round
 * trip of its own, for what is asked for often; it is taken when no answer is kept with the change.
 */
export function command<A extends Access, I extends AnySchema, O extends AnySchema>(
  declared: Door<A, I, O>,
  run: (
    ctx: CommandContext<ActorFor<A>>,
    input: InferSchemaOutput<I>,
  ) => Promise<InferSchemaInput<O> | Refusal>,
  alone?: (
    ctx: { actor: ActorFor<A>; now: Date },
    input: InferSchemaOutput<I>,
  ) => Promise<InferSchemaInput<O>>,
) {
  return door(declared, 'command').handler(async ({ context, input, path }) => {
    const actor = context.actor as ActorFor<A>
    const now = context.now ?? new Date()
    if (alone && !context.idempotencyKey) return alone({ actor, now }, input)
    const result = await withActor(actor, async ({ tx, db }) => {
      const effect = () => run({ actor, now, db, tx }, input)
      if (!context.idempotencyKey) return effect()
      const request = { actor, procedure: path.join('.'), key: context.idempotencyKey, input }
      return once(db, request, effect)
    })
    if (result instanceof Refusal) throw result.error
    return result
  })
}

/** Slow work outside a transaction, such as hashing or an upload; opens its own transactions. */
export function action<A extends Access, I extends AnySchema, O extends AnySchema>(
  declared: Door<A, I, O>,
  run: (
    ctx: ActionContext<ActorFor<A>>,
    input: InferSchemaOutput<I>,
  ) => Promise<InferSchemaInput<O>>,
) {
  return door(declared, 'action').handler(({ context, input }) =>
    run({ ...context, actor: context.actor as ActorFor<A>, now: context.now ?? new Date() }, input),
  )
}
