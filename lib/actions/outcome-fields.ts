import type { CallOutcome } from '../calls/labels'
import type { ActionType } from './labels'

/** What can come of a task, by its type: the form draws it, outcomes.ts checks it. No zod here. */

export type FieldKind =
  | 'line'
  | 'prose'
  | 'url'
  | 'amount'
  | 'currency'
  | 'time'
  | 'choice'
  | 'rating'

export type OutcomeField = {
  name: string
  label: string
  kind: FieldKind
  required?: boolean
  help?: string
  options?: readonly { value: string; label: string }[]
  /** Under which name the next trial of the submission finds it. */
  passes?: string
}

/** What becomes of the submission: it is out, it is tried again, it is given up, or it waits. */
export type Ending =
  | { ends: 'completed'; listing: 'submitted' | 'under_review' | 'live' }
  | { ends: 'again' }
  | { ends: 'failed'; code: 'already_listed' | 'directory_closed' | 'refused' }
  | { ends: 'later' }

export type Outcome = Ending & {
  value: string
  label: string
  hint: string
  fields: readonly OutcomeField[]
  /** A proof of this kind must be with the task. */
  proof?: 'screenshot' | 'receipt' | 'document'
  /** It tells of a call, which is written down with it. */
  call?: CallOutcome
}

const address: OutcomeField = { name: 'listingUrl', label: 'Address of the listing', kind: 'url' }
const reference: OutcomeField = {
  name: 'reference',
  label: 'Their reference',
  kind: 'line',
  help: 'A number or a name by which the directory finds it again.',
}
const reason: OutcomeField = { name: 'reason', label: 'Why', kind: 'prose', required: true }
const whenAgain: OutcomeField = {
  name: 'until',
  label: 'When to try again',
  kind: 'time',
  required: true,
  help: 'The task comes back to you then. Its time stands still meanwhile.',
}

const live: Outcome = {
  ...{ value: 'live', label: 'It is live', ends: 'completed', listing: 'live' },
  hint: 'Everybody can see the listing.',
  fields: [{ ...address, required: true }, reference],
}
const submitted: Outcome = {
  ...{ value: 'submitted', label: 'Submitted', ends: 'completed', listing: 'submitted' },
  hint: 'The directory has it; the listing is not to be seen yet.',
  fields: [address, reference],
}
const underReview: Outcome = {
  ...{ value: 'under_review', label: 'In review', ends: 'completed', listing: 'under_review' },
  hint: 'The directory says that it looks at it.',
  fields: [reference],
}
const alreadyListed: Outcome = {
  ...{ value: 'already_listed', label: 'Already listed', ends: 'failed', code: 'already_listed' },
  hint: 'The business is there already. Its credit comes back.',
  fields: [address],
}
const closed: Outcome = {
  ...{ value: 'closed', label: 'Takes nobody new', ends: 'failed', code: 'directory_closed' },
  hint: 'The directory is gone or takes no listings. The credit comes back.',
  fields: [],
}
const again = (value: string, label: string, hint: string, fields: OutcomeField[]): Outcome => ({
  ...{ value, label, hint, fields, ends: 'again' },
})
const out = (value: string, label: string, hint: string, fields: OutcomeField[]): Outcome => ({
  ...{ value, label, hint, fields, ends: 'completed', listing: 'submitted' },
})

export const outcomes: Record<ActionType, readonly Outcome[]> = {
  sms_verification: [
    out('entered', 'The code was accepted', 'You entered it, and the submission is through.', [
      address,
      reference,
    ]),
    again('received', 'Code received', 'The automation goes on with it.', [
      { name: 'code', label: 'Code', kind: 'line', required: true, passes: 'verificationCode' },
    ]),
    again('no_code', 'No code came', 'It is tried again, so that a new one is sent.', [
      { name: 'reason', label: 'What happened', kind: 'prose' },
    ]),
  ],
  email_verification: [
    out('confirmed', 'The e-mail is confirmed', 'You opened the link; the submission is through.', [
      address,
      reference,
    ]),
    again('received', 'Code or link received', 'The automation goes on with it.', [
      {
        ...{ name: 'code', label: 'Code or link', kind: 'line' as const },
        ...{ required: true, passes: 'verificationCode' },
      },
    ]),
    again('no_code', 'No e-mail came', 'It is tried again, so that a new one is sent.', [
      { name: 'reason', label: 'Where you looked', kind: 'prose' },
    ]),
  ],
  document_upload: [
    {
      ...out('uploaded', 'Uploaded', 'The directory has the document.', [reference]),
      proof: 'document',
    },
    again('not_needed', 'Not needed any more', 'The submission is tried again without it.', []),
  ],
  phone_call: [
    {
      ...out('verified', 'Verified', 'The call was taken and the listing confirmed.', [
        { name: 'spokeWith', label: 'Whom you spoke with', kind: 'line', required: true },
        { name: 'rating', label: 'How they rated it', kind: 'rating' },
        reference,
      ]),
      call: 'reached',
    },
    {
      ...{ value: 'call_again', label: 'Call again', ends: 'later' as const },
      call: 'call_again',
      hint: 'Nobody answered, or they asked for another time.',
      fields: [whenAgain, { name: 'spokeWith', label: 'Whom you spoke with', kind: 'line' }],
    },
    {
      ...{ value: 'refused', label: 'They said no', ends: 'failed' as const, code: 'refused' },
      call: 'refused',
      hint: 'The listing is given up. The credit comes back.',
      fields: [{ name: 'spokeWith', label: 'Whom you spoke with', kind: 'line' }, reason],
    },
  ],
  manual_submission: [submitted, live, underReview, alreadyListed, closed],
  captcha_solving: [
    again('solved', 'Solved', 'The automation tries the submission again.', []),
    submitted,
    live,
  ],
  account_creation: [
    again('created', 'Account made', 'The automation goes on with it.', [
      {
        ...{ name: 'login', label: 'Login name or e-mail', kind: 'line' as const },
        ...{ required: true, passes: 'accountLogin' },
        help: 'No passwords here: they go into the directory’s secrets.',
      },
    ]),
    submitted,
    live,
    alreadyListed,
  ],
  payment_processing: [
    {
      ...out('paid', 'Paid', 'The listing is paid and submitted.', [
        { name: 'amount', label: 'Amount', kind: 'amount', required: true },
        { name: 'currency', label: 'Currency', kind: 'currency', required: true },
        reference,
      ]),
      proof: 'receipt',
    },
    {
      ...{ value: 'not_worth', label: 'Not worth it', ends: 'failed' as const, code: 'refused' },
      hint: 'The listing is given up. The credit comes back.',
      fields: [reason],
    },
  ],
  content_review: [
    again('changes', 'Text changed', 'It is tried again with your text.', [
      {
        ...{ name: 'text', label: 'The new text', kind: 'prose' as const },
        ...{ required: true, passes: 'description' },
      },
    ]),
    again('approved', 'The text is fine', 'It is tried again as it is.', []),
    submitted,
  ],
  screenshot_verification: [
    out('matches', 'It matches', 'The picture shows what was sent.', [address]),
    again('differs', 'It differs', 'The submission is done over.', [
      { name: 'reason', label: 'What differs', kind: 'prose', required: true },
    ]),
  ],
  follow_up_required: [
    out('done', 'Done', 'Nothing more is to do.', [address, reference]),
    live,
    {
      ...{ value: 'later', label: 'Look again later', ends: 'later' as const },
      hint: 'The directory has not answered yet.',
      fields: [whenAgain],
    },
  ],
  error_resolution: [
    again('fixed', 'Found and fixed', 'The submission is tried again.', [
      { name: 'reason', label: 'What was wrong', kind: 'prose', required: true },
    ]),
    submitted,
    live,
    {
      ...{ value: 'given_up', label: 'Given up', ends: 'failed' as const, code: 'refused' },
      hint: 'It cannot be done. The credit comes back.',
      fields: [reason],
    },
  ],
} as Record<ActionType, readonly Outcome[]>

export const outcomeOf = (type: ActionType, value: string): Outcome | undefined =>
  outcomes[type].find((outcome) => outcome.value === value)
