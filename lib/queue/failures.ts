import type { ActionType } from '../actions/labels'
import type { FailureCode } from './labels'

type Names = { directory: string; company: string }

/** What a person has to do, in words; the type says which form the answer takes. */
export type ActionNeeded = {
  type: ActionType
  title: (names: Names) => string
  description: (names: Names) => string
}

/**
 * What follows from a failure: `retry` tries again with growing waits and then ends as `exhausted`
 * says, `person` waits for somebody, `final` ends the item.
 */
type Consequence =
  | { kind: 'retry'; exhausted: 'failed' | 'review' }
  | { kind: 'person'; action: ActionNeeded }
  | { kind: 'final' }

const person = (
  type: ActionType,
  title: (names: Names) => string,
  description: (names: Names) => string,
): Consequence => ({ kind: 'person', action: { type, title, description } })

/** For items that failed too often without a reason that a rule knows. */
export const lookIntoIt: ActionNeeded = {
  type: 'error_resolution',
  title: ({ directory }) => `Find out why ${directory} keeps failing`,
  description: ({ directory, company }) =>
    `Submitting ${company} to ${directory} failed again and again. Look at the last error, then try it again, submit it by hand, or give it up.`,
}

export const consequences: Record<FailureCode, Consequence> = {
  timeout: { kind: 'retry', exhausted: 'failed' },
  network: { kind: 'retry', exhausted: 'failed' },
  rate_limited: { kind: 'retry', exhausted: 'failed' },
  server_error: { kind: 'retry', exhausted: 'failed' },
  lease_expired: { kind: 'retry', exhausted: 'review' },
  crashed: { kind: 'retry', exhausted: 'review' },
  unknown: { kind: 'retry', exhausted: 'review' },
  captcha: person(
    'captcha_solving',
    ({ directory }) => `Solve the captcha of ${directory}`,
    ({ directory, company }) =>
      `The form of ${directory} asks for a captcha. Open it, solve it, and finish the submission of ${company}.`,
  ),
  sms_required: person(
    'sms_verification',
    ({ directory }) => `Enter the code that ${directory} sent by text message`,
    ({ directory, company }) =>
      `${directory} sent a code to the phone of ${company}. Ask them for it and enter it on the page.`,
  ),
  phone_required: person(
    'phone_call',
    ({ directory }) => `Take the verification call of ${directory}`,
    ({ directory, company }) =>
      `${directory} verifies ${company} by a phone call. Arrange it with the customer.`,
  ),
  email_confirmation: person(
    'email_verification',
    ({ directory }) => `Confirm the e-mail of ${directory}`,
    ({ directory, company }) =>
      `${directory} sent a mail with a link that confirms the listing of ${company}. Open the link.`,
  ),
  document_required: person(
    'document_upload',
    ({ directory }) => `Upload a document to ${directory}`,
    ({ directory, company }) =>
      `${directory} asks for a document that shows that ${company} exists. Get it from the customer and upload it.`,
  ),
  account_required: person(
    'account_creation',
    ({ directory }) => `Make an account at ${directory}`,
    ({ directory, company }) =>
      `${directory} takes listings from accounts only. Make one for ${company} and submit the listing.`,
  ),
  payment_required: person(
    'payment_processing',
    ({ directory }) => `Pay for the listing at ${directory}`,
    ({ directory, company }) =>
      `${directory} asks for a payment to list ${company}. Pay it or decide against the listing.`,
  ),
  content_review: person(
    'content_review',
    ({ directory }) => `Rewrite the text for ${directory}`,
    ({ directory, company }) =>
      `${directory} does not take the description of ${company} as it is. Adapt it and submit it again.`,
  ),
  validation: person(
    'error_resolution',
    ({ directory }) => `Correct what ${directory} refused`,
    ({ directory, company }) =>
      `${directory} refused something in the profile of ${company}. Correct it and try again.`,
  ),
  blocked: person(
    'manual_submission',
    ({ directory }) => `Submit to ${directory} by hand`,
    ({ directory, company }) =>
      `${directory} does not let automation in. Submit ${company} by hand.`,
  ),
  no_automation: person(
    'manual_submission',
    ({ directory }) => `Submit to ${directory} by hand`,
    ({ directory, company }) => `${directory} is done by hand. Submit ${company} there.`,
  ),
  already_listed: { kind: 'final' },
  directory_closed: { kind: 'final' },
  refused: { kind: 'final' },
}
