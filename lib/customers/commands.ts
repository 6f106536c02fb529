import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { may } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { inviteWithin } from '../members/invitations'
import { addDays } from '../time'
import { completeness } from './completeness'
import { tierCredits } from './labels'
import { mergeBusiness } from './profile'
import { customerOfLead, findCustomer } from './queries'
import { trialDays } from './rules'
import type { CustomerInput, CustomerPatch, CustomerRecord, fromLeadInput } from './schema'

type NewCustomer = CustomerInput & { clientLeadId?: string }

/** When the first period ends: with the trial, or a month from now. */
async function firstPeriod({ db, now, actor }: CommandContext, start: NewCustomer['start']) {
  const { timezone } = actor.workspace
  const trialEnd = addDays(now, trialDays, timezone)
  if (start === 'trial')
    return {
      subscriptionStatus: 'trialing',
      billingAnchor: trialEnd,
      billingPeriodEnd: trialEnd,
      trialStart: now,
      trialEnd,
    }
  const { rows } = await sql<{ ends: Date }>`
    select ends from billing_period(${now}::timestamptz, ${timezone}, 0)`.execute(db)
  const billingPeriodEnd = (rows[0] as { ends: Date }).ends
  return { subscriptionStatus: 'active', billingAnchor: now, billingPeriodEnd }
}

/** Customer, subscription and invitation, in the caller's transaction; answers the id. */
export async function createCustomer(ctx: CommandContext, input: NewCustomer): Promise<string> {
  const { actor, now, tx } = ctx
  const { subscriptionTier: tier, start } = input
  if ((tier !== 'basic' || start !== 'trial') && !may(actor, 'customers.bill'))
    throw new AppError(
      'forbidden',
      'You can start a trial on Basic. Ask an owner or admin for another subscription.',
    )
  const business = mergeBusiness(
    {},
    { name: input.companyName, email: input.email, ...input.business },
  )
  const id = uuidv7()
  await tx.customer.create({
    select: { id: true },
    data: {
      id,
      workspaceId: actor.workspace.id,
      clientLeadId: input.clientLeadId ?? null,
      email: input.email,
      fullName: input.fullName,
      companyName: input.companyName,
      businessData: business,
      completeness: completeness(business).percent,
      subscriptionTier: tier,
      creditsLimit: tierCredits[tier],
      billingPeriodStart: now,
      billingTimezone: actor.workspace.timezone,
      ...(await firstPeriod(ctx, start)),
      onboardingState: input.invite ? 'invited' : 'none',
      externalId: input.externalId ?? null,
      source: input.externalId ? (input.source ?? 'import') : (input.source ?? null),
      createdBy: actor.userId,
      createdAt: now,
    },
  })
  await record(ctx, { type: 'customer.created', subject: { type: 'customer', id }, customerId: id })
  if (input.invite) await inviteTo(ctx, id, input)
  return id
}

const inviteTo = (ctx: CommandContext, id: string, person: { email: string; fullName: string }) =>
  inviteWithin(ctx, {
    email: person.email,
    role: 'customer',
    customerId: id,
    name: person.fullName,
  })

export const addCustomer = async (
  ctx: CommandContext,
  input: CustomerInput,
): Promise<CustomerRecord> => findCustomer(ctx.db, await createCustomer(ctx, input))

/** The client of a won lead becomes a customer, once. */
export async function createFromLead(
  ctx: CommandContext,
  { id, ...input }: z.infer<typeof fromLeadInput>,
): Promise<CustomerRecord> {
  const { db } = ctx
  const lead = await db
    .selectFrom('clientLeads')
    .select(['status', 'clientName', 'clientEmail', 'clientPhone', 'businessName', 'website'])
    .select('projectDescription')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!lead) throw notFound('lead')
  if (lead.status !== 'closed_won')
    throw new AppError('conflict', 'Only a won lead becomes a customer. Mark it as won first.')
  if (await customerOfLead(db, id))
    throw new AppError('conflict', 'This lead is a customer already.')
  const email = input.email ?? lead.clientEmail
  if (!email)
    throw new AppError('invalid', 'Please check the marked fields.', {
      email: 'The lead has no e-mail address. Please give the customer’s.',
    })
  const companyName = input.companyName ?? lead.businessName ?? lead.clientName ?? email
  const fullName = input.fullName ?? lead.clientName ?? companyName
  const customer = await createCustomer(ctx, {
    ...input,
    email,
    companyName,
    fullName,
    source: 'lead',
    clientLeadId: id,
    business: lead.website ? { website: lead.website } : {},
  })
  return findCustomer(db, customer)
}

export async function editCustomer(
  ctx: CommandContext,
  { id, notificationPreferences, ...names }: CustomerPatch & { id: string },
): Promise<void> {
  const { db, tx } = ctx
  const before = await db
    .selectFrom('customers')
    .select('notificationPreferences')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('customer')
  await tx.customer.updateMany({
    where: { id },
    data: {
      ...Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined)),
      ...(notificationPreferences && {
        notificationPreferences: {
          ...(before.notificationPreferences as object),
          ...notificationPreferences,
        },
      }),
    },
  })
  await record(ctx, { type: 'customer.edited', subject: { type: 'customer', id }, customerId: id })
}

/** Out of the lists and out of work; what was done for them stays. */
export async function setArchived(
  ctx: CommandContext,
  { id, archived }: { id: string; archived: boolean },
): Promise<CustomerRecord> {
  const { count } = await ctx.tx.customer.updateMany({
    where: { id, archivedAt: archived ? null : { not: null } },
    data: { archivedAt: archived ? ctx.now : null },
  })
  const found = await findCustomer(ctx.db, id)
  if (count === 0)
    throw new AppError(
      'conflict',
      archived ? 'This customer is archived already.' : 'This customer is not archived.',
    )
  await record(ctx, {
    type: archived ? 'customer.archived' : 'customer.restored',
    subject: { type: 'customer', id },
  })
  return found
}

/** Sends an invitation to the customer's own address. */
export async function inviteCustomer(
  ctx: CommandContext,
  { id }: { id: string },
): Promise<CustomerRecord> {
  const customer = await findCustomer(ctx.db, id)
  if (customer.archivedAt)
    throw new AppError('conflict', 'This customer is archived. Restore them first.')
  if (customer.account !== 'none')
    throw new AppError(
      'conflict',
      customer.account === 'active'
        ? 'This customer signs in already.'
        : 'This customer is invited already. Send the invitation again under Settings, Members.',
    )
  await inviteTo(ctx, id, customer)
  await ctx.tx.customer.updateMany({
    where: { id, onboardingState: 'none' },
    data: { onboardingState: 'invited' },
  })
  return findCustomer(ctx.db, id)
}
