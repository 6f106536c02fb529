import { formatDate } from '@/lib/time'

/** "1 Oct 2026 – 31 Oct 2026"; days are calendar days, so no zone moves them. */
export const periodWords = (from: string, to: string) =>
  `${formatDate(from, 'UTC')} – ${formatDate(to, 'UTC')}`
