import { AppError } from '../errors'
import { refusalWords } from '../refusal-words'

type DatabaseError = { code: string; constraint: string | undefined; message: string }

const field = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined

/** SQLSTATE, constraint and message of an error of pg or of Prisma over pg; undefined for any other error. */
export function databaseError(error: unknown): DatabaseError | undefined {
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause')
  const code = field(cause, 'originalCode') ?? field(error, 'code')
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined
  const message = String(field(cause, 'originalMessage') ?? field(error, 'message') ?? '')
  const constraint = field(error, 'constraint') ?? /constraint "([^"]+)"/.exec(message)?.[1]
  return { code, message, constraint: typeof constraint === 'string' ? constraint : undefined }
}

/** What a unique index means in the user's words. */
const taken: Record<string, [field: string, message: string]> = {
  directory_submissions_live_key: [
    'directoryIds',
    'This customer has a submission to one of these directories by now. Reload to see which.',
  ],
  calls_once_key: ['startedAt', 'This person’s call at this time stands here already.'],
  partners_workspace_id_email_key: ['email', 'A partner with this e-mail exists already.'],
  partner_applications_workspace_id_email_key: ['email', 'This e-mail has applied already.'],
  invitations_open_key: ['email', 'This e-mail has an open invitation already.'],
  virtual_assistants_workspace_id_email_key: [
    'email',
    'Somebody with this e-mail is on the team already.',
  ],
  saved_views_workspace_id_user_id_screen_name_key: [
    'name',
    'You have a view of this name already.',
  ],
  dashboards_workspace_id_user_id_name_key: ['name', 'You have a dashboard of this name already.'],
  customers_email_key: ['email', 'A customer with this e-mail exists already.'],
  customers_workspace_id_client_lead_id_key: ['id', 'This lead is a customer already.'],
  customers_workspace_id_source_external_id_key: ['externalId', 'This customer exists already.'],
  customers_stripe_key: [
    'stripeCustomerId',
    'This Stripe customer belongs to another customer already.',
  ],
  client_leads_workspace_id_external_source_external_id_key: [
    'externalId',
    'This lead exists already.',
  ],
}

const refusalsIn = (message: string) => (message.split(': ').at(-1) ?? '').split(', ')

export const isRetryable = (error: unknown) => {
  const code = databaseError(error)?.code
  return code === '40001' || code === '40P01'
}

/** Database errors that a person can cause, as expected failures; anything else comes back as it was. */
export function mapDatabaseError(error: unknown): unknown {
  const found = databaseError(error)
  if (!found) return error
  switch (found.code) {
    case '23505': {
      const known = taken[found.constraint ?? '']
      return known
        ? new AppError('conflict', known[1], { [known[0]]: known[1] })
        : new AppError(
            'conflict',
            'Somebody else did this a moment ago. Reload to see the current state.',
          )
    }
    case '23503':
      return new AppError('not_found', 'Something this refers to does not exist.')
    case '42501':
      return new AppError('not_found', 'This does not exist, or is not yours to change.')
    case '23P01':
      return new AppError(
        'conflict',
        'Somebody else did this a moment ago. Reload to see the current state.',
      )
    case 'TD001':
    case 'TD002':
      return new AppError(
        'conflict',
        'This has moved on in the meantime. Reload to see the current state.',
      )
    case 'TD004':
      return new AppError('forbidden', 'You cannot approve what pays you.')
    case 'TD005':
      return new AppError('forbidden', 'A payout of this size needs a second person to approve it.')
    case 'TD006':
      return new AppError('conflict', 'A workspace keeps at least one owner.')
    case 'TD007':
      return new AppError(
        'conflict',
        'This commission is part of a payout. Cancel the payout first.',
      )
    case 'TD008':
      return new AppError('conflict', 'A clawback follows its commission. Change that one instead.')
    case 'TD009':
      return new AppError(
        'conflict',
        'Part of this commission was taken back in a payout already. Mark the deal as lost to take back the rest.',
      )
    case 'TD030':
      return new AppError('forbidden', 'You cannot make a payout to yourself. Ask a colleague to.')
    case 'TD031':
      return new AppError(
        'forbidden',
        'You may not approve this payout: no delegation that holds now covers it.',
      )
    case 'TD032':
      return new AppError(
        'forbidden',
        'Owners and admins delegate their own approvals, and only to managers.',
      )
    case 'TD010':
      return new AppError(
        'conflict',
        'An open risk flag holds what is paid to this partner. Settle it first.',
      )
    case 'TD012':
      return new AppError('forbidden', 'You made this adjustment, so somebody else approves it.')
    case 'TD011':
      return new AppError('conflict', 'An open risk flag holds this commission. Settle it first.')
    case 'TD050':
      return new AppError(
        'conflict',
        `This task cannot go there: the person ${refusalsIn(found.message).map(refusalWords).join(' and ')}.`,
      )
    case 'TD051':
      return new AppError('forbidden', 'You did this yourself, so somebody else reviews it.')
    case 'TD052':
      return new AppError('conflict', 'You have objected to this review already.')
    case 'TD053':
      return new AppError(
        'forbidden',
        'You reviewed this, so somebody else rules on the objection.',
      )
    case 'TD040':
      return new AppError(
        'conflict',
        'Not enough credits are left in this billing period. Choose fewer directories, or grant credits or a larger tier first.',
      )
    case 'TD041':
      return new AppError('forbidden', 'Only owners and admins change subscriptions and credits.')
    case 'TD042':
      return new AppError(
        'conflict',
        'One of these directories is switched off or gone. Reload to see the current ones.',
      )
    case 'TD044':
      return new AppError(
        'conflict',
        'This customer has no running subscription, so nothing new starts for them.',
      )
    case 'TD043':
      return new AppError('conflict', 'This batch is cancelled, so nothing is added to it.')
    case '22P05':
    case '22021':
      return new AppError('invalid', 'The text holds a character that cannot be stored.')
    case '40001':
    case '40P01':
    case '55P03':
      return new AppError('conflict', 'Many people are changing this right now. Please try again.')
    case '57014':
      return new AppError('unavailable', 'This took too long and was stopped. Please try again.')
    case '53300':
    case '57P01':
    case '57P03':
      return new AppError(
        'unavailable',
        'The database is not available right now. Please try again.',
      )
    default:
      return error
  }
}
