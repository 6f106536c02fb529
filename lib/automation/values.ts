import type { WorkItem } from './contract'
import type { Values } from './template'

/** What a recipe's templates may name. */
export const valuesOf = (item: WorkItem, secrets: Record<string, string>): Values => ({
  ...item.business,
  referenceId: item.referenceId,
  customer: item.customer,
  directory: {
    name: item.directory.name,
    url: item.directory.url,
    submissionUrl: item.directory.submissionUrl,
  },
  secret: secrets,
})

/** A text without any of the secrets in it, for messages and what is kept. */
export function withoutSecrets(text: string, secrets: Record<string, string>): string {
  let clean = text
  for (const secret of Object.values(secrets).sort((a, b) => b.length - a.length))
    for (const form of new Set([secret, encodeURIComponent(secret)]))
      if (form.length > 0) clean = clean.replaceAll(form, '•••')
  return clean
}

/** A message as people get it: one line, not too long, no secrets. */
export const shortMessage = (text: string, secrets: Record<string, string> = {}) =>
  withoutSecrets(text, secrets).replace(/\s+/g, ' ').trim().slice(0, 500)
