import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../db/with-actor'
import { nameKey } from './read/row'

export type KnownPartner = { id: string; name: string; email: string | null }
export type NamedPartner = { partnerKey: string; partnerEmail: string | null }
export type PartnerDirectory = ReturnType<typeof partnerDirectory>

/**
 * Partners by e-mail, else by exact name. A name with an e-mail of its own never meets a partner
 * with another one.
 */
export function partnerDirectory(partners: readonly KnownPartner[]) {
  const byEmail = new Map<string, string>()
  const byName = new Map<string, KnownPartner[]>()
  for (const partner of partners) {
    if (partner.email) byEmail.set(partner.email, partner.id)
    const key = nameKey(partner.name)
    byName.set(key, [...(byName.get(key) ?? []), partner])
  }
  const named = ({ partnerKey, partnerEmail }: NamedPartner) =>
    (byName.get(partnerKey) ?? []).filter(({ email }) => !partnerEmail || !email)

  return {
    find: (row: NamedPartner): string | undefined =>
      (row.partnerEmail && byEmail.get(row.partnerEmail)) || named(row)[0]?.id,
    /** Why a row could mean several partners. */
    ambiguous(row: NamedPartner): string | undefined {
      if (row.partnerEmail && byEmail.has(row.partnerEmail)) return undefined
      const count = named(row).length
      return count > 1
        ? `${count} partners have this name. Give the partner’s e-mail to tell them apart.`
        : undefined
    },
  }
}

export async function directoryOf(db: Db): Promise<PartnerDirectory> {
  return partnerDirectory(await db.selectFrom('partners').select(['id', 'name', 'email']).execute())
}

export type Assignment = { key: string; email: string | null; id: string; made: boolean }

/** One partner per e-mail, or per name; a bare name means the one e-mail that stands beside it elsewhere. */
export function assignPartners(
  named: readonly NamedPartner[],
  directory: PartnerDirectory,
): Assignment[] {
  const emails = new Map<string, Set<string>>()
  for (const { partnerKey, partnerEmail } of named) {
    if (!partnerEmail) continue
    emails.set(partnerKey, (emails.get(partnerKey) ?? new Set()).add(partnerEmail))
  }
  const made = new Map<string, string>()
  return named.map((row) => {
    const beside = [...(emails.get(row.partnerKey) ?? [])]
    const partnerEmail = row.partnerEmail ?? (beside.length === 1 ? (beside[0] ?? null) : null)
    const known =
      directory.find({ partnerKey: row.partnerKey, partnerEmail }) ??
      (row.partnerEmail ? undefined : directory.find(row))
    const label = partnerEmail ? `email ${partnerEmail}` : `name ${row.partnerKey}`
    const id = known ?? made.get(label) ?? uuidv7()
    if (!known) made.set(label, id)
    return { key: row.partnerKey, email: row.partnerEmail, id, made: !known }
  })
}

/** Who the good rows of an import belong to: known partners, or ids for those to be made. */
export async function assignmentsOf(db: Db, importId: string): Promise<Assignment[]> {
  const { rows } = await sql<NamedPartner>`
    select distinct parsed->>'partnerKey' as partner_key, parsed->>'partnerEmail' as partner_email
    from import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${importId}::uuid and status = 'good'`.execute(
    db,
  )
  return assignPartners(rows, await directoryOf(db))
}
