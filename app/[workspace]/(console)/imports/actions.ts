'use server'

import { act } from '@/lib/api/actions'
import { imports } from '@/lib/imports/procedures'

export async function saveMapping(slug: string, input: unknown) {
  return act(imports.map, slug, input)
}

export async function editCell(slug: string, input: unknown) {
  return act(imports.editCell, slug, input)
}

export async function previewImport(slug: string, id: string) {
  return act(imports.preview, slug, { id })
}

export async function confirmImport(slug: string, id: string, expectedLeads?: number) {
  return act(imports.confirm, slug, { id, expectedLeads })
}

export async function resumeImport(slug: string, id: string) {
  return act(imports.resume, slug, { id })
}

export async function cancelImport(slug: string, id: string) {
  return act(imports.cancel, slug, { id })
}
