'use server'

import { act } from '@/lib/api/actions'
import { directories } from '@/lib/directories/procedures'

export async function addDirectory(slug: string, input: unknown) {
  return act(directories.add, slug, input)
}

export async function editDirectory(slug: string, input: unknown) {
  return act(directories.edit, slug, input)
}

export async function switchDirectory(slug: string, id: string, on: boolean, reason: string) {
  return act(directories.switch, slug, { id, on, reason })
}

export async function addFromCatalogue(slug: string, slugs: string[] | undefined) {
  return act(directories.addFromCatalogue, slug, { slugs })
}
