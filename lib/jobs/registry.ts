import type { JobHelpers, TaskList } from 'graphile-worker'
import { tellFinished } from '../batches/jobs'
import { resetAllPeriods, resetDuePeriods } from '../billing/jobs'
import { handleStripeEvent, syncWithStripe } from '../billing/stripe/jobs'
import { recomputeDeadlines, watchAllDeadlines, watchDeadlines } from '../deadlines/jobs'
import { importsCheck, importsRun } from '../imports/jobs'
import { tellConflict, watchAll, watchLeads } from '../leads/watch'
import { checkAllLedgers, checkLedger } from '../ledger/jobs'
import { care, careForAll } from '../listings/jobs'
import { tellLive, tellLiveAll } from '../listings/tell-live'
import { mailApplication, mailPasswordReset } from '../mail/jobs'
import { sendMail } from '../mail/send'
import { keep, keepAll } from '../metrics/jobs'
import {
  callProvider,
  handleEvent,
  reconcile,
  reconcileAll,
  reconcileDue,
  sandboxLater,
} from '../payouts/jobs'
import { tally, tallyEverywhere } from '../quality/tally'
import { refreshSummary, tend, tendAll } from '../queue/housekeeping'
import { clearReports, dropFiles } from '../reports/clear'
import { runExecution } from '../reports/execute'
import { tickReports, tickReportsEverywhere } from '../reports/tick'
import { checkAllEvents, checkEvents, tendPartitions } from '../rollups/jobs'
import { assignAll, assignEverywhere } from '../routing/assign-all'
import { expire } from './housekeeping'
import { type TaskName, type TaskPayload, tasks } from './tasks'

type Handlers = {
  [T in TaskName]?: (payload: TaskPayload<T>, job: JobHelpers) => Promise<void>
}

/** What each job does. A handler may run again after a crash, and must then change nothing twice. */
const handlers: Handlers = {
  'mail.send': sendMail,
  'mail.application': (payload, { job }) => mailApplication(payload, job.id),
  'mail.password-reset': mailPasswordReset,
  'imports.check': importsCheck,
  'imports.run': importsRun,
  'leads.watch-all': watchAll,
  'leads.watch': (payload) => watchLeads(payload),
  'leads.tell-conflict': tellConflict,
  'ledger.check-all': checkAllLedgers,
  'ledger.check': checkLedger,
  'payouts.send': callProvider,
  'payouts.reconcile': reconcile,
  'payouts.reconcile-all': reconcileAll,
  'payouts.reconcile-due': reconcileDue,
  'payouts.event': handleEvent,
  'payouts.sandbox-later': sandboxLater,
  'billing.reset-all': resetAllPeriods,
  'billing.reset-due': (payload) => resetDuePeriods(payload),
  'billing.stripe-event': handleStripeEvent,
  'billing.stripe-sync': syncWithStripe,
  'batches.finished': tellFinished,
  'listings.tell-live-all': tellLiveAll,
  'listings.tell-live': (payload) => tellLive(payload),
  'queue.tend-all': tendAll,
  'queue.tend': tend,
  'queue.refresh-summary': refreshSummary,
  'routing.assign-all': assignEverywhere,
  'routing.assign': async (payload) => {
    await assignAll(payload)
  },
  'quality.tally-all': tallyEverywhere,
  'quality.tally': tally,
  'listings.care-all': careForAll,
  'listings.care': (payload) => care(payload),
  'deadlines.watch-all': watchAllDeadlines,
  'deadlines.watch': async (payload) => void (await watchDeadlines(payload)),
  'deadlines.recompute': recomputeDeadlines,
  'metrics.keep-all': keepAll,
  'metrics.keep': keep,
  'events.tend': tendPartitions,
  'events.check-all': checkAllEvents,
  'events.check': async (payload) => void (await checkEvents(payload)),
  'reports.tick-all': tickReportsEverywhere,
  'reports.tick': async (payload) => void (await tickReports(payload)),
  'reports.run': (payload) => runExecution(payload),
  'reports.clear': (payload) => clearReports(payload),
  'reports.drop-files': dropFiles,
  'housekeeping.expire': expire,
}

/** The handlers as graphile-worker calls them, each behind the schema of its payload. */
export const taskList: TaskList = Object.fromEntries(
  Object.entries(handlers).map(([name, handler]) => [
    name,
    (payload: unknown, helpers: JobHelpers) =>
      handler(tasks[name as TaskName].parse(payload) as never, helpers),
  ]),
)
