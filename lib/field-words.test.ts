import { expect, it } from 'vitest'
import { z } from 'zod'
import * as f from './fields'

const wordsOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ message }) => message)

it('says in plain words what a field wants', () => {
  expect(wordsOf(z.string(), undefined)).toEqual(['Please fill this in.'])
  expect(wordsOf(z.number(), 'x')).toEqual(['Please give a number here.'])
  expect(wordsOf(z.int(), 1.5)).toEqual(['Please give a whole number here.'])
  expect(wordsOf(z.record(z.string(), z.unknown()), [1])).toEqual([
    'Please give an object with fields here.',
  ])
  expect(wordsOf(z.enum(['csv', 'json', 'pdf']), 'doc')).toEqual([
    'Please choose csv, json or pdf.',
  ])
  expect(wordsOf(z.int().min(1), 0)).toEqual(['Please give a number of at least 1.'])
  expect(wordsOf(z.number().positive(), 0)).toEqual(['Please give a number of more than 0.'])
  expect(wordsOf(z.string().max(1000), 'x'.repeat(1001))).toEqual([
    'Please give at most 1,000 characters.',
  ])
  expect(wordsOf(z.array(z.string()).max(2), ['a', 'b', 'c'])).toEqual(['Please give at most 2.'])
  expect(wordsOf(z.uuid(), 'x')).toEqual(['Please give an id here.'])
  expect(wordsOf(z.strictObject({ a: z.string() }), { a: '', b: 1 })).toEqual([
    'There is no field b here.',
  ])
  expect(wordsOf(z.union([z.string(), z.boolean()]), 1)).toEqual([
    'This is none of what can be given here.',
  ])
})

it('leaves to a rule its own words', () => {
  expect(wordsOf(f.line(5), '123456')).toEqual(['Please keep this under 5 characters.'])
})
