import type { Column } from './schema'

const sampleCount = 5
/** A column of more different values holds names or numbers, not the words of a stage. */
const wordLimit = 50
const numericDate = /^(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)/

/** What the columns of a file look like, gathered row by row. */
export function profileColumns(header: readonly string[]) {
  const columns: Column[] = header.map((name) => ({
    name,
    filled: 0,
    samples: [],
    words: null,
    dates: { day: 0, month: 0, either: 0 },
  }))
  const words = header.map((): Map<string, number> | null => new Map())

  const add = (cells: readonly string[]) => {
    columns.forEach((column, index) => {
      const text = (cells[index] ?? '').trim()
      if (text === '') return
      column.filled++
      if (column.samples.length < sampleCount) addSample(column.samples, text)
      words[index] = countWord(words[index] ?? null, text)
      countDate(column.dates, text)
    })
  }

  const done = (): Column[] =>
    columns.map((column, index) => {
      const counted = words[index]
      if (!counted || counted.size === 0) return column
      const sorted = [...counted].sort(([, a], [, b]) => b - a)
      return { ...column, words: sorted.map(([word, count]) => ({ word, count })) }
    })

  return { add, done }
}

function addSample(samples: string[], text: string) {
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text
  if (!samples.includes(shown)) samples.push(shown)
}

function countWord(words: Map<string, number> | null, text: string) {
  if (!words || text.length > 80) return null
  words.set(text, (words.get(text) ?? 0) + 1)
  return words.size > wordLimit ? null : words
}

function countDate(dates: Column['dates'], text: string) {
  const match = numericDate.exec(text)
  if (!match) return
  const first = Number(match[1])
  const second = Number(match[2])
  if (first > 12 && second <= 12) dates.day++
  else if (second > 12 && first <= 12) dates.month++
  else if (first <= 12 && second <= 12 && first !== second) dates.either++
}
