import { AppError } from '../errors'
import { mapDatabaseError } from './errors'
import type { Writer } from './with-actor'

/**
 * Runs one part of a transaction so that its refusal undoes that part alone. Answers the refusal,
 * or undefined when the part went through; anything unexpected fails the whole transaction.
 */
export async function savepoint(
  { tx }: Writer,
  part: () => Promise<unknown>,
): Promise<AppError | undefined> {
  await tx.$executeRaw`savepoint part`
  try {
    await part()
    await tx.$executeRaw`release savepoint part`
    return undefined
  } catch (error) {
    const mapped = mapDatabaseError(error)
    if (!(mapped instanceof AppError)) throw error
    await tx.$executeRaw`rollback to savepoint part`
    return mapped
  }
}
