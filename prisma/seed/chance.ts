import { base, en, Faker } from '@faker-js/faker'

/** The same names and numbers on every machine: one seed, drawn in one order. */
export const faker = new Faker({ locale: [en, base] })
faker.seed(20_260)

export const chance = (probability: number) => faker.number.float() < probability
export const between = (min: number, max: number) => faker.number.int({ min, max })
export const portion = (min: number, max: number) => faker.number.float({ min, max })
export const pick = <T>(items: readonly T[]): T => faker.helpers.arrayElement([...items])

const day = 86_400_000
export const days = (count: number) => count * day

/** A moment in working hours, some days after another one. */
export function workday(after: Date, minDays: number, maxDays: number): Date {
  const at = new Date(after.getTime() + faker.number.float({ min: minDays, max: maxDays }) * day)
  while (at.getUTCDay() === 0 || at.getUTCDay() === 6) at.setTime(at.getTime() + day)
  at.setUTCHours(between(13, 22), between(0, 59), between(0, 59), 0)
  return at
}
