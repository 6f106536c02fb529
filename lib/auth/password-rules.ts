import { dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '../errors'

const common = new Set(dictionary.passwords.map(String))

const spoken: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const unleet = (text: string) => text.replace(/[013457@$!]/g, (sign) => spoken[sign] ?? sign)

/** `abcabcabc` is worth no more than `abc`. */
const unrepeated = (text: string) => /^(.+?)\1+$/su.exec(text)?.[1] ?? text

/** What is left of a password when the usual decorations are taken off. */
function* cores(password: string) {
  const text = password.toLowerCase()
  for (const form of [text, unleet(text)]) {
    yield unrepeated(form)
    yield unrepeated(form.replace(/^\P{L}+|\P{L}+$/gu, ''))
  }
}

const onLine = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm'].flatMap(
  (row) => [row, [...row].reverse().join('')],
)

const isRun = (text: string) => text.length > 0 && onLine.some((row) => row.includes(text))

export type About = {
  email?: string | undefined
  name?: string | undefined
  workspace?: string | undefined
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')

function namesOwner(password: string, about: About) {
  const typed = plain(password).replace(/\d+$/, '')
  const known = [about.email, about.email?.split('@')[0], about.name, about.workspace]
  return known.some(
    (text) => text && plain(text).length > 2 && typed === plain(text).replace(/\d+$/, ''),
  )
}

/** Why this password would be guessed soon, in words; null when it would not. */
export function passwordProblem(password: string, about: About = {}): string | null {
  const text = password.normalize('NFKC')
  if (new Set(text).size < 5) return 'This repeats too few characters. Please mix in others.'
  if (text.replace(/\D/g, '').length > text.length - 2) {
    return 'Numbers alone are guessed quickly. Please add words.'
  }
  for (const core of cores(text)) {
    if (core === '' || common.has(core) || isRun(core)) {
      return 'This is among the passwords that are tried first. Please choose another.'
    }
  }
  if (namesOwner(text, about)) return 'This is your own name or e-mail. Please choose another.'
  return null
}

/** Refuses such a password at its field. */
export function refuseGuessable(password: string, about: About) {
  const problem = passwordProblem(password, about)
  if (problem)
    throw new AppError('invalid', 'Please choose another password.', { password: problem })
}
