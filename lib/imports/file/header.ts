import { AppError } from '../../errors'
import { limits } from '../limits'

const refuse = (message: string) => new AppError('invalid', message, { file: message })

const isValue = (name: string) =>
  /^[\d\s.,/:$€£+-]*\d[\d\s.,/:$€£+-]*$/.test(name) || /^\S+@\S+\.\S+$/.test(name)

/** Column names of the first row, or a sentence that says which of them is wrong. */
export function readHeader(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim().replace(/\s+/g, ' '))
  if (names.length > limits.columns)
    throw refuse(`Line 1 names ${names.length} columns; at most ${limits.columns} can be imported.`)
  if (names.length < 2) throw refuse('Line 1 has one column only; a row needs at least two.')
  const seen = new Map<string, number>()
  names.forEach((name, index) => {
    const at = index + 1
    if (name === '') throw refuse(`Line 1, column ${at}: the column has no name.`)
    if (name.length > 200)
      throw refuse(`Line 1, column ${at}: the name is longer than 200 characters.`)
    if (isValue(name))
      throw refuse(
        `Line 1, column ${at}: “${name}” is a value, not a name. The first line must name the columns.`,
      )
    const before = seen.get(name.toLowerCase())
    if (before)
      throw refuse(`Line 1, column ${at}: “${name}” is also the name of column ${before}.`)
    seen.set(name.toLowerCase(), at)
  })
  return names
}
