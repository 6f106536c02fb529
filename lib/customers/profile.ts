import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { e164, phoneProblem } from '../leads/phone'
import { type Business, type BusinessPatch, business } from './business'
import { completeness } from './completeness'

/** From here on the onboarding is over. */
const enough = 90

/** The number as the whole world dials it; one that is not clear is asked for again. */
function readPhone(phone: string, country: string | null): string {
  const number = e164(phone, country)
  if (number) return number
  const message =
    phoneProblem(phone) ??
    'Please give the whole number with the country code, such as +49 30 1234567.'
  throw new AppError('invalid', 'Please check the marked fields.', { phone: message })
}

/** The business with a patch applied: null empties a field, what is left out stays. */
export function mergeBusiness(before: Business, patch: BusinessPatch): Business {
  const merged: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue
    if (value === null) delete merged[name]
    else merged[name] = value
  }
  if (typeof patch.phone === 'string')
    merged.phone = readPhone(patch.phone, (merged.address as Business['address'])?.country ?? null)
  return business.parse(merged)
}

/** Edits part of the profile; what others edit at the same time stays, unless it is the same field. */
export async function editBusiness(
  ctx: CommandContext,
  { id, patch }: { id: string; patch: BusinessPatch },
): Promise<void> {
  const { db, tx } = ctx
  const row = await db
    .selectFrom('customers')
    .select(['businessData', 'onboardingState', 'archivedAt'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  if (row.archivedAt)
    throw new AppError('conflict', 'This customer is archived. Restore them to edit the profile.')
  const before = business.safeParse(row.businessData)
  const after = mergeBusiness(before.success ? before.data : {}, patch)
  const { percent } = completeness(after)
  const own = ctx.actor.role === 'customer'
  await tx.customer.updateMany({
    where: { id },
    data: {
      businessData: after,
      completeness: percent,
      ...(own || percent >= enough
        ? { onboardingState: percent >= enough ? 'done' : 'profile' }
        : {}),
    },
  })
  await record(ctx, {
    type: 'customer.edited',
    subject: { type: 'customer', id },
    customerId: id,
    data: { fields: Object.keys(patch), completeness: percent },
  })
}
