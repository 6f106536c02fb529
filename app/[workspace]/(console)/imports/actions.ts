'use server'

import { act } from '@/lib/api/actions'
import type { KindName } from '@/lib/imports/kinds'
import { imports } from '@/lib/imports/procedures'
import { doorsOf, plainDoorsOf } from './doors'

export async function saveMapping(slug: string, kind: KindName, input: unknown) {
  return act(doorsOf(kind).map, slug, input)
}

export async function editCell(slug: string, kind: KindName, input: unknown) {
  return act(doorsOf(kind).editCell, slug, input)
}

export async function previewLeads(slug: string, id: string) {
  return act(imports.preview, slug, { id })
}

export async function previewRows(slug: string, kind: Exclude<KindName, 'leads'>, id: string) {
  return act(plainDoorsOf(kind).preview, slug, { id })
}

export async function confirmImport(slug: string, kind: KindName, id: string, expected?: number) {
  const seen = kind === 'leads' ? { expectedLeads: expected } : { expectedRows: expected }
  return act(doorsOf(kind).confirm, slug, { id, ...seen })
}

export async function resumeImport(slug: string, kind: KindName, id: string) {
  return act(doorsOf(kind).resume, slug, { id })
}

export async function cancelImport(slug: string, kind: KindName, id: string) {
  return act(doorsOf(kind).cancel, slug, { id })
}
