import { accounts, apiKeys } from '../accounts/procedures'
import { actions } from '../actions/procedures'
import { questionLinks } from '../actions/procedures/questions'
import { tasks } from '../actions/procedures/tasks'
import { applications } from '../applications/procedures'
import { assistants } from '../assistants/procedures'
import { self } from '../assistants/procedures/self'
import { automation } from '../automation/procedures'
import { batches } from '../batches/procedures'
import { billing } from '../billing/procedures'
import { calls } from '../calls/procedures'
import { browserKeys, events } from '../capture/procedures'
import { commissions } from '../commissions/procedures'
import { rates } from '../currencies/procedures'
import { customers } from '../customers/procedures'
import { area } from '../customers/procedures/area'
import { dashboards } from '../dashboards/procedures'
import { work } from '../deadlines/procedures'
import { directories } from '../directories/procedures'
import { allImports, customerImports, directoryImports, imports } from '../imports/procedures'
import { leads } from '../leads/procedures'
import { conflicts } from '../leads/procedures/conflicts'
import { ledger } from '../ledger/procedures'
import { listings } from '../listings/procedures'
import { macros } from '../macros/procedures'
import { invitations, members } from '../members/procedures'
import { metrics } from '../metrics/procedures'
import { operations } from '../operations/procedures'
import { partners } from '../partners/procedures'
import { payouts } from '../payouts/procedures'
import {
  delegations,
  payoutFiles,
  payoutRuns,
  payoutSettings,
  payoutTransfers,
} from '../payouts/procedures/sending'
import { playbooks } from '../playbooks/procedures'
import { portal } from '../portal/procedures'
import { programme } from '../programme/procedures'
import { proofs } from '../proofs/procedures'
import { quality } from '../quality/procedures'
import { claims, queue } from '../queue/procedures'
import { reportExecutions, reportLinks, reports } from '../reports/procedures'
import { risk } from '../risk/procedures'
import { routing } from '../routing/procedures'
import { savedViews } from '../saved-views/procedures'
import { statements } from '../statements/procedures'
import { workspace } from '../workspaces/procedures'

/** Every door of the product, by noun. Operation names and idempotency scopes come from here. */
export const router = {
  accounts,
  apiKeys,
  members,
  invitations,
  workspace,
  applications,
  programme,
  partners,
  leads,
  calls,
  conflicts,
  imports,
  commissions,
  payouts,
  payoutRuns,
  payoutTransfers,
  payoutFiles,
  payoutSettings,
  delegations,
  ledger,
  rates,
  statements,
  risk,
  operations,
  automation,
  batches,
  queue,
  claims,
  actions,
  tasks,
  questionLinks,
  macros,
  assistants,
  self,
  work,
  routing,
  quality,
  playbooks,
  portal,
  customers,
  billing,
  area,
  savedViews,
  events,
  browserKeys,
  listings,
  proofs,
  directories,
  customerImports,
  directoryImports,
  allImports,
  metrics,
  dashboards,
  reports,
  reportExecutions,
  reportLinks,
}
