import { formatDate } from '@/lib/time'

/** A calendar day in words: "2026-11-20" is 20 Nov 2026 everywhere. */
export const dayWords = (day: string) => formatDate(`${day}T12:00:00Z`, 'UTC')
