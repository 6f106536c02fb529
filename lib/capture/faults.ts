import { AppError } from '../errors'

const faults: Record<string, [field: string, message: string]> = {
  future: ['createdAt', 'This is in the future.'],
  past: ['createdAt', 'This is longer ago than events are kept.'],
  id: ['id', 'The time inside this id is not one of the days that events are kept.'],
  partner: ['partnerId', 'This partner does not exist.'],
  campaign: ['campaignId', 'This campaign does not exist.'],
}

/** What the database found wrong with an event of a call. */
export function faultyEvent(index: number, fault: string): AppError {
  const [field, message] = faults[fault] ?? ['', 'This cannot be stored.']
  return new AppError('invalid', 'Please check the marked fields.', {
    [`events[${index}]${field && `.${field}`}`]: message,
  })
}
