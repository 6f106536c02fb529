import { call } from '@orpc/server'
import type { RequestContext } from '@/lib/api/context'
import type { Member } from '@/lib/auth/actor'
import { checkImport } from '@/lib/imports/check'
import { imports } from '@/lib/imports/procedures'
import { runImport } from '@/lib/imports/run/import'
import type { ImportFound, Mapping } from '@/lib/imports/schema'
import { asImporter } from '@/lib/imports/worker'
import { asking, makeMember, makeWorkspace } from './people'
import { giveProgramme } from './programme'

/** The steps of an import as a person takes them, with the worker's part in this process. */

/** A workspace with the usual tiers, and its admin. */
export async function makeAgency() {
  const workspace = await makeWorkspace()
  await giveProgramme(workspace)
  const admin = await makeMember(workspace, 'admin')
  return { workspace, admin }
}

export const streamOf = (content: string | Uint8Array): ReadableStream<Uint8Array> =>
  new Blob([typeof content === 'string' ? content : new Uint8Array(content)]).stream()

type UploadOptions = Partial<RequestContext> & { fileName?: string; source?: string }

export function upload(admin: Member, content: string | Uint8Array, options: UploadOptions = {}) {
  const { fileName = 'deals.csv', source = 'crm', ...context } = options
  return call(
    imports.upload,
    { query: { fileName, source } },
    { context: asking(admin, { upload: streamOf(content), ...context }) },
  )
}

export const task = (found: { id: string }, admin: Member) => ({
  workspaceId: admin.workspace.id,
  importId: found.id,
})

/** Saves the guessed mapping with some changes, and checks every row. */
export async function check(admin: Member, found: ImportFound, changes: Partial<Mapping> = {}) {
  const context = asking(admin)
  await call(imports.map, { id: found.id, ...found.mapping, ...changes }, { context })
  const job = task(found, admin)
  await asImporter(job, (step) => checkImport(job, step))
  return call(imports.find, { id: found.id }, { context })
}

export async function run(admin: Member, { id }: { id: string }, signal?: AbortSignal) {
  const job = task({ id }, admin)
  await asImporter(job, (step) => runImport(job, step, signal))
  return call(imports.find, { id }, { context: asking(admin) })
}

/** Upload, check, confirm and run. */
export async function importAll(admin: Member, content: string, changes: Partial<Mapping> = {}) {
  const found = await check(admin, await upload(admin, content), changes)
  await call(imports.confirm, { id: found.id }, { context: asking(admin) })
  return run(admin, found)
}

/** Checked and confirmed, so that the worker may begin. */
export async function confirmed(admin: Member, content: string) {
  const found = await check(admin, await upload(admin, content))
  await call(imports.confirm, { id: found.id }, { context: asking(admin) })
  return found
}
