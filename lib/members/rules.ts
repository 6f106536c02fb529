import type { Role } from '../auth/permissions'

/** Invitations are good for a week. */
export const invitationDays = 7

/** Owners make and remove owners; nobody else does. */
export const maySeat = (actor: Role, role: Role) => role !== 'owner' || actor === 'owner'

/** They stand for a business of their own: a partner's or a customer's row. */
const isOutside = (role: Role) => role === 'partner' || role === 'customer'

type Verdict = { ok: true } | { ok: false; why: string }

/** Whether one member may give another a role, or with `null` take them out. */
export function mayReseat(actor: Role, from: Role, to: Role | null): Verdict {
  if (!maySeat(actor, from)) return { ok: false, why: 'Only an owner may change an owner.' }
  if (to && !maySeat(actor, to)) return { ok: false, why: 'Only an owner may make somebody owner.' }
  if (to && to !== from && (isOutside(from) || isOutside(to))) {
    return {
      ok: false,
      why: 'A partner or a customer is a business of its own, so this role is not changed into another or back. Remove the person and invite them anew.',
    }
  }
  return { ok: true }
}

/** Roles that one member may give another. */
export const seatsFor = (actor: Role, from: Role): Role[] =>
  (['owner', 'admin', 'manager', 'va'] as const).filter(
    (to) => to !== from && mayReseat(actor, from, to).ok,
  )
