import { createHash } from 'node:crypto'
import { keyed } from './tokens'

/**
 * The token of a link in a mail. It follows from the row it opens, so a mail job can make it again
 * and a retry sends the same link; the row keeps only its hash.
 */
export const linkToken = (
  purpose: 'invitation' | 'application' | 'password-reset' | 'question' | 'report',
  id: string,
) => keyed(`link:${purpose}`, id)

/** By what a question's link is made: asked anew, it is another. */
export const questionName = (actionId: string, askedAt: Date) =>
  `${actionId}:${askedAt.toISOString()}`

/** How tokens are stored: none can be guessed, so one round of SHA-256 is enough. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')
