import type { JobHelpers } from 'graphile-worker'
import { AppError } from '../errors'
import { checkImport } from './check'
import { runImport } from './run/import'
import { asImporter, failImport, type Step, type Task } from './worker'

type Work = (task: Task, step: Step, signal?: AbortSignal) => Promise<void>

/** A refusal ends the import with its reason; anything else is tried again, and at last said too. */
const asJob =
  (work: Work) =>
  async (task: Task, { job, abortSignal }: JobHelpers) => {
    try {
      await asImporter(task, (step) => work(task, step, abortSignal))
    } catch (error) {
      if (error instanceof AppError && error.code !== 'unavailable')
        return failImport(task, error.message)
      if (job.attempts >= job.max_attempts)
        await failImport(
          task,
          'Something went wrong on our side. What was imported stays; resume to go on.',
        )
      throw error
    }
  }

export const importsCheck = asJob(checkImport)
export const importsRun = asJob(runImport)
