import type { Member } from '../auth/actor'
import { readAs } from '../db/with-actor'
import { notFound } from '../errors'
import { storage } from '../storage/storage'
import { proofKey } from './keep'
import { findProof } from './queries'

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

/** The file of a proof, under a name that says what it is. */
export async function proofFile(actor: Member, id: string): Promise<File> {
  const proof = await readAs(actor, (db) => findProof(db, id))
  const stream = await (await storage()).get(proofKey(actor.workspace.id, id))
  if (!stream) throw notFound('file')
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const part of stream) parts.push(part)
  const name = proof.name.replace(/[^\p{L}\p{N} _-]+/gu, '-').slice(0, 80)
  return new File(parts, `${name || proof.kind}.${endings[proof.contentType]}`, {
    type: proof.contentType,
  })
}
