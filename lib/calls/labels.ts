export const callOutcomes = [
  'reached',
  'no_answer',
  'voicemail',
  'busy',
  'wrong_number',
  'call_again',
  'refused',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

export const callOutcomeLabels: Record<CallOutcome, string> = {
  reached: 'Reached',
  no_answer: 'No answer',
  voicemail: 'Voicemail',
  busy: 'Busy',
  wrong_number: 'Wrong number',
  call_again: 'Call again',
  refused: 'Refused',
}

/** How somebody who was reached rated the call; nothing stands first. */
export const ratingOptions = [
  { value: '', label: 'They did not say' },
  { value: '5', label: '5: very good' },
  { value: '4', label: '4: good' },
  { value: '3', label: '3: all right' },
  { value: '2', label: '2: poor' },
  { value: '1', label: '1: very poor' },
]
