import { z } from 'zod'
import * as f from '../fields'
import { proofKinds } from './labels'

export const proof = z.object({
  id: f.id,
  listingId: f.id,
  kind: z.enum(proofKinds),
  name: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  /** Who added it; null for the automation. */
  addedByName: z.string().nullable(),
  createdAt: f.time,
})
export type Proof = z.infer<typeof proof>

export const proofFacts = z.object({
  kind: z.enum(proofKinds).default('screenshot'),
  name: f.line(200).default('Proof'),
})
export type ProofFacts = z.output<typeof proofFacts>
