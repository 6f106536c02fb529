import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { hashToken, linkToken, questionName } from '../auth/link-token'
import { wants } from '../customers/rules'
import type { Refusal } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import { orLate } from './drafts'
import { findHeld, held, taken } from './held'
import { questionDays } from './task-labels'
import type * as schema from './task-schema'

/** What an action holds while it waits for a customer. */
export const asked = (id: string, question: string, now: Date) => ({
  status: 'requires_customer',
  customerQuestion: question,
  askedAt: now,
  customerAnswer: null,
  answeredAt: null,
  questionTokenHash: hashToken(linkToken('question', questionName(id, now))),
  questionExpiresAt: new Date(now.getTime() + questionDays * 86_400_000),
})

/** Tells the customer by mail, and writes down that they were asked. */
export async function tellCustomer(
  ctx: CommandContext,
  { id, customerId, question }: { id: string; customerId: string; question: string },
) {
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['email', 'fullName', 'companyName', 'notificationPreferences'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  if (wants(customer.notificationPreferences, 'question'))
    await queueMail(ctx, {
      to: customer.email,
      template: 'question-asked',
      data: { actionId: id, name: customer.fullName || customer.companyName, question },
    })
  await record(ctx, {
    type: 'action.asked',
    subject: { type: 'action', id },
    customerId,
    data: { question },
  })
}

/** Asks the customer about a task in one's hands; the answer brings it back to whoever asked. */
export async function askAboutTask(
  ctx: CommandContext,
  input: z.output<typeof schema.askingFor>,
): Promise<{ id: string } | Refusal> {
  const { id, question } = input
  return orLate(ctx, { id, data: { note: question } }, async () => {
    const { customerId } = await findHeld(ctx, input)
    await taken(ctx, input.id, held(ctx, input).set(asked(id, question, ctx.now)))
    await tellCustomer(ctx, { id, customerId, question })
    return { id }
  })
}
