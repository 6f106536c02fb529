import { expect, it } from 'vitest'
import { domainOf, slugOf } from '../address'
import { requirements } from '../requirements'
import { directoryInput } from '../schema'
import { catalogue } from './entries'

const doubles = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index)

it('holds about a hundred directories or more, each what could be added by hand', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(100)
  for (const { slug, ...entry } of catalogue) {
    expect(directoryInput.safeParse(entry).error, slug).toBeUndefined()
    expect(requirements.parse(entry.requirements), slug).toEqual(entry.requirements)
    expect(entry.requirements.fields.name?.required, slug).toBe(true)
  }
})

it('names every slug and every domain once, by https', () => {
  expect(doubles(catalogue.map(({ slug }) => slug))).toEqual([])
  expect(doubles(catalogue.map(({ url }) => domainOf(url)))).toEqual([])
  for (const { slug, url, submissionUrl } of catalogue) {
    expect(slug).toBe(slugOf(slug, url))
    for (const address of [url, submissionUrl ?? url]) expect(address).toMatch(/^https:\/\//)
    expect(domainOf(submissionUrl ?? url), slug).toMatch(/\./)
  }
})
