import type { FailureCode } from '../queue/labels'

/** What the automation is handed, and what it may answer: the queue's own words. */

export type WorkItem = {
  method: string
  referenceId: string
  customer: { id: string; companyName: string; fullName: string; email: string }
  business: Record<string, unknown>
  directory: {
    id: string
    name: string
    url: string
    submissionUrl: string | null
    automation: object | null
  }
}

export type Completion = {
  outcome: 'submitted' | 'under_review' | 'live'
  listingUrl?: string
  externalReference?: string
  submittedData?: Record<string, unknown>
}

export type Failure = {
  code: FailureCode
  message: string
  retryAfterSeconds?: number
  actionData?: Record<string, unknown>
  listingUrl?: string
}

/** Thrown inside a run to end it; the message is for people and holds no secret. */
export class RunFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message)
    this.name = 'RunFailure'
  }
}

export const fail = (code: FailureCode, message: string, more: Partial<Failure> = {}) =>
  new RunFailure({ code, message, ...more })

export type Result = { completion: Completion } | { failure: Failure }

/** What a run needs of the world around it. */
export type RunTools = {
  secrets: Record<string, string>
  /** Says how far the run is. */
  onStep: (step: string, percent: number) => void
  /** Keeps a picture of what the run saw. */
  keepScreenshot: (name: string, image: Buffer) => Promise<void>
  /** Ends the run, for instance when the lease was lost. */
  signal: AbortSignal
}
