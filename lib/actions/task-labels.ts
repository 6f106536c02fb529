/** Words of the task screen. No zod here: the browser gets the words alone. */

export const skipReasons = [
  { value: 'busy', label: 'Something else goes first' },
  { value: 'waiting', label: 'Something is missing right now' },
  { value: 'site', label: 'The page does not work at the moment' },
] as const

export const declineReasons = [
  { value: 'cannot', label: 'I do not know how to do this' },
  { value: 'conflict', label: 'I should not do this one' },
  { value: 'language', label: 'It is in a language I do not speak' },
] as const

export const endingCodes = [
  { value: 'already_listed', label: 'The business is listed there already' },
  { value: 'directory_closed', label: 'The directory takes nobody new' },
  { value: 'refused', label: 'It cannot be done' },
] as const

/** Skipping puts a task out of one's way for so long. */
export const skipMinutes = 60
/** A link that asks a customer works for so long. */
export const questionDays = 14

/** Deadlines in words and colour. */
export function urgency(
  { deadlineAt, warnAt }: { deadlineAt: Date | string | null; warnAt: Date | string | null },
  now: number,
): 'none' | 'fine' | 'soon' | 'late' {
  if (!deadlineAt) return 'none'
  if (new Date(deadlineAt).getTime() <= now) return 'late'
  return warnAt && new Date(warnAt).getTime() <= now ? 'soon' : 'fine'
}
