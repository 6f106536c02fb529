import type { Member } from '../auth/actor'
import type { CallItem } from './schema'

/** A call about a lead goes with whoever wrote it down, or with an admin; that of a task stays with the task. */
export const mayRemove = (
  { role, userId }: Pick<Member, 'role' | 'userId'>,
  { leadId, loggedBy }: Pick<CallItem, 'leadId' | 'loggedBy'>,
) => leadId !== null && (loggedBy === userId || role === 'owner' || role === 'admin')

/** The length of a call as people say it, "4:05" or "75"; null for anything else. */
export function secondsOf(text: string): number | null {
  const found = /^(?:(\d{1,4}):)?(\d{1,5})$/.exec(text.trim())
  if (!found) return null
  const [minutes, seconds] = [Number(found[1] ?? 0), Number(found[2])]
  if (found[1] !== undefined && (seconds > 59 || found[2]?.length !== 2)) return null
  return minutes * 60 + seconds
}

/** "4:05": minutes and seconds. */
export const lengthOf = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
