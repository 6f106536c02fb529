import type { FormValues } from '@/components/form/form-values'
import { declineReasons, skipReasons } from '@/lib/actions/task-labels'

/** What the task screen asks about before it does it. */
export const asks = {
  skip: {
    title: 'Skip this task?',
    description: 'It goes back, and comes to you again in an hour at the earliest.',
    submit: 'Skip',
    done: 'Skipped',
  },
  decline: {
    title: 'Decline this task?',
    description: 'It goes back, and never comes to you again. A supervisor reads why.',
    submit: 'Decline',
    done: 'Declined',
  },
  snooze: {
    title: 'Put it off until when?',
    description: 'It comes back to you. Its deadline stays as it is.',
    submit: 'Put it off',
    done: 'Put off',
  },
  question: {
    title: 'Ask the customer',
    description:
      'They get a mail with a link to answer. Its time stands still until they do; then it comes back to you.',
    submit: 'Ask',
    done: 'Asked the customer',
  },
  block: {
    title: 'What is in the way?',
    description: 'For what is not the customer’s to answer. Its time stands still meanwhile.',
    submit: 'Set aside',
    done: 'Set aside',
  },
  handover: {
    title: 'Hand it over',
    description: 'With a word about where it stands.',
    submit: 'Hand over',
    done: 'Handed over',
  },
  notes: {
    title: 'Add a note',
    description: 'For whoever looks at this task later. The customer does not see it.',
    submit: 'Add note',
    done: 'Added the note',
  },
  failure: {
    title: 'Give this up for good?',
    description: 'The listing fails, and its credit goes back to the customer.',
    submit: 'Give up',
    done: 'Given up',
  },
} as const

export type Ask = keyof typeof asks
/** Everything but a note takes the task out of one's hands. */
export const endsTask = (ask: Ask) => ask !== 'notes'

const hours = (count: number) => new Date(Date.now() + count * 3_600_000)

function tomorrowMorning() {
  const at = new Date()
  at.setDate(at.getDate() + 1)
  at.setHours(9, 0, 0, 0)
  return at
}

export const snoozes = [
  { value: '1', label: 'In an hour' },
  { value: '3', label: 'In three hours' },
  { value: 'tomorrow', label: 'Tomorrow at 9' },
  { value: 'at', label: 'At another time' },
] as const

const text = (value: FormValues[string]) => (typeof value === 'string' ? value : '')
const instant = (value: FormValues[string]) => (text(value) ? new Date(text(value)) : null)

function until(values: FormValues): Date | null {
  if (values.for === 'tomorrow') return tomorrowMorning()
  return values.for === 'at' ? instant(values.at) : hours(Number(values.for ?? 1))
}

const reasonOf = (reasons: readonly { value: string; label: string }[], values: FormValues) =>
  [reasons.find(({ value }) => value === values.choice)?.label, text(values.words)]
    .filter(Boolean)
    .join('. ')

/** What the door takes, from what the form says. */
export function bodyOf(ask: Ask, values: FormValues): Record<string, unknown> {
  switch (ask) {
    case 'skip':
      return { reason: reasonOf(skipReasons, values) }
    case 'decline':
      return { reason: reasonOf(declineReasons, values) }
    case 'snooze':
      return { until: until(values) }
    case 'block':
      return { reason: text(values.reason), until: instant(values.until) }
    case 'handover':
      return { vaId: text(values.vaId) || null, note: text(values.note) }
    default:
      return values
  }
}
