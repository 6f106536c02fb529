import { giveRates } from '@/e2e/currencies'
import { openAgency } from '@/e2e/deals'
import { ibanEnding } from '@/e2e/iban'
import { giveAccount, useSandbox } from '@/e2e/payouts'
import { asOwner, makePartner } from '@/e2e/people'

/** What the sandbox makes of each account is in docs/payouts.md. */
const accounts = ['1111', '0001', '0002', '0003', '0004', '0005', '0006', '0007']

export type Agency = Awaited<ReturnType<typeof makeAgency>>

/** An agency with money in several currencies and partners at accounts that pay, decline, keep silent. */
export async function makeAgency(seed: number) {
  const agency = await openAgency()
  const { workspace, admin } = agency
  await useSandbox(workspace.id)
  await giveRates(admin, { USD: '1.0837', JPY: '163.29', KWD: '0.3321' })
  const partners = [agency.partnerId, await makePartner(workspace), await makePartner(workspace)]
  for (const [i, partnerId] of partners.entries())
    await giveAccount(partnerId, ibanEnding(accounts[(seed + i * 3) % accounts.length] as string))
  return { ...agency, partners, deals: 0, checked: new Set<string>() }
}

/** One row of the agency, chosen by a number. */
export async function pick(agency: Agency, table: string, at: number) {
  const [row] = await asOwner<{ id: string }>(
    `select id from ${table} where workspace_id = $1 order by id
     offset $2::int % greatest((select count(*) from ${table} where workspace_id = $1), 1) limit 1`,
    [agency.workspace.id, at],
  )
  return row?.id
}
