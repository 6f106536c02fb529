import type { Role } from './permissions'

export type Workspace = {
  id: string
  slug: string
  name: string
  timezone: string
  currency: string
}

/** A workspace that a person may switch to. */
export type WorkspaceSeat = Pick<Workspace, 'id' | 'slug' | 'name'> & { role: Role }

/** Nobody yet: a visitor of a public page, known by address alone. */
export type Visitor = { kind: 'visitor'; address: string }

/** Signed in, outside any workspace. */
export type Person = {
  kind: 'person'
  userId: string
  email: string
  name: string
  sessionId: string | null
  /** Where they are members; a session brings these along. */
  workspaces?: readonly WorkspaceSeat[]
}

/** A person at work in one workspace. */
export type Member = Omit<Person, 'kind'> & {
  kind: 'member'
  workspace: Workspace
  role: Role
  partnerId: string | null
  partnerStatus: string | null
  customerId: string | null
  vaId: string | null
  /** What an API key was narrowed to; null is everything the role may. */
  scopes: readonly string[] | null
}

/** The product itself, at work in one workspace. */
export type System = { kind: 'system'; workspaceId: string; reason: string }

export type Actor = Visitor | Person | Member | System

export const workspaceIdOf = (actor: Actor) =>
  actor.kind === 'member'
    ? actor.workspace.id
    : actor.kind === 'system'
      ? actor.workspaceId
      : undefined

export const actorName = (actor: Actor) =>
  actor.kind === 'visitor'
    ? 'Visitor'
    : actor.kind === 'system'
      ? 'Tandem'
      : actor.name || actor.email

/** A member as the person they are outside the workspace: their own account, and nothing else. */
export const asPerson = ({ userId, email, name, sessionId }: Person | Member): Person => ({
  kind: 'person',
  userId,
  email,
  name,
  sessionId,
})
