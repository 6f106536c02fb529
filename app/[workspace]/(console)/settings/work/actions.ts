'use server'

import { act } from '@/lib/api/actions'
import { work } from '@/lib/deadlines/procedures'

type Values = Record<string, unknown>

export async function saveWork(slug: string, values: Values) {
  return act(work.edit, slug, values)
}

export async function saveTypes(slug: string, types: unknown) {
  return act(work.editTypes, slug, { types })
}

export async function addHolidays(slug: string, text: unknown) {
  return act(work.addHolidays, slug, { text })
}

export async function removeHoliday(slug: string, day: string) {
  return act(work.removeHoliday, slug, { day })
}

export async function recompute(slug: string) {
  return act(work.recompute, slug, {})
}
