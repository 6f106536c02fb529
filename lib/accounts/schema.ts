import { z } from 'zod'
import { permissionNames, roles } from '../auth/permissions'
import * as f from '../fields'

const passwordLength = { min: 12, max: 128 }

const length = (password: string) => [...password.normalize('NFKC')].length

/** A password somebody chooses. Whether it is a common one is known to the server alone. */
export const newPassword = z
  .string()
  .refine((text) => length(text) >= passwordLength.min, 'Please use at least 12 characters.')
  .refine((text) => length(text) <= passwordLength.max, 'Please use at most 128 characters.')

const givenPassword = z.string().min(1, 'Please fill this in.').max(1000)

/** The cookie by which a browser shows that it has signed in before. */
const deviceCookie = z.string().max(1000).optional()

export const signIn = z.object({ email: f.email, password: givenPassword, device: deviceCookie })

/** For the cookies of whoever has just shown who they are. */
export const signedIn = z.object({ token: z.string(), device: z.string() })
export type SignedIn = z.infer<typeof signedIn>

export const passwordChange = z.object({ current: givenPassword, password: newPassword })

export const resetRequest = z.object({ email: f.email })

export const linkToken = z.string().regex(/^[\w-]{20,100}$/, 'This link is not complete.')

export const resetState = z.object({
  state: z.enum(['open', 'used', 'expired', 'unknown']),
  email: z.string().nullable(),
})

export const reset = z.object({ token: linkToken, password: newPassword, device: deviceCookie })

export const profile = z.object({ userId: f.id, email: z.string(), name: z.string() })
export const profileEdit = z.object({ name: f.line(120) })

export const session = z.object({
  id: f.id,
  device: z.string(),
  address: z.string().nullable(),
  createdAt: f.time,
  current: z.boolean(),
})

export const myWorkspace = z.object({
  id: f.id,
  slug: z.string(),
  name: z.string(),
  role: z.enum(roles),
})
export type MyWorkspace = z.infer<typeof myWorkspace>

export const apiKeyInput = z.object({
  name: f.line(80),
  /** Empty means everything that your role may. */
  permissions: z
    .array(z.enum(permissionNames))
    .default([])
    .transform((names) => [...new Set(names)]),
  expiresOn: f.optional(f.day),
})

export const apiKey = z.object({
  id: f.id,
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.string()),
  expiresAt: f.time.nullable(),
  lastUsedAt: f.time.nullable(),
  revokedAt: f.time.nullable(),
  createdAt: f.time,
})
export type ApiKey = z.infer<typeof apiKey>

/** The key itself is in the answer to its making, and nowhere else. */
export const newApiKey = apiKey.extend({ key: z.string() })
