import { asOwner, type TestWorkspace } from './people'

const names = ['bronze', 'silver', 'gold', 'platinum'] as const

type Version = {
  version?: number
  from?: string
  /** Deals needed, rate and days of holding, from bronze to platinum. */
  tiers?: readonly (readonly [number, number | string, number?])[]
  minimumPayout?: number
  payoutApprovalThreshold?: number
}

const usual = [
  [0, 20],
  [5, 25],
  [15, 30],
  [50, 40],
] as const

/** A version of the rules of a workspace, as a migration or the seed would write it. */
export async function giveProgramme(
  workspace: Pick<TestWorkspace, 'id'>,
  {
    version = 1,
    from = '2000-01-01',
    tiers = usual,
    minimumPayout = 0,
    payoutApprovalThreshold = 100_000_000,
  }: Version = {},
) {
  await asOwner(
    `insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold, created_at)
     values ($1, $2, $3, $4, $5, $3)`,
    [workspace.id, version, from, minimumPayout, payoutApprovalThreshold],
  )
  for (const [index, [deals, rate, holdDays = 0]] of tiers.entries())
    await asOwner(
      `insert into partner_tiers (workspace_id, version, tier, min_deals, rate, hold_days, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [workspace.id, version, names[index], deals, rate, holdDays, from],
    )
}

/** The next version of the rules of a workspace, with the usual tiers and other terms of payment. */
export async function giveTerms(
  workspace: Pick<TestWorkspace, 'id'>,
  terms: Pick<Version, 'minimumPayout' | 'payoutApprovalThreshold'>,
) {
  const [last] = await asOwner<{ version: number }>(
    'select max(version) as version from programme_versions where workspace_id = $1',
    [workspace.id],
  )
  const version = (last?.version ?? 0) + 1
  await giveProgramme(workspace, {
    version,
    from: `20${version.toString().padStart(2, '0')}-01-01`,
    ...terms,
  })
}
