/** Counting exactly may cost more than the page: a total says how sure it is. */
export type Total = { count: number; kind: 'exact' | 'estimate' | 'atLeast' }

export function totalWords({ count, kind }: Total): string {
  const number = count.toLocaleString('en-US')
  if (kind === 'estimate') return `about ${number}`
  return kind === 'atLeast' ? `more than ${number}` : number
}
