/** What proofs are called. No zod here: the browser gets the words alone. */

export const proofKinds = ['screenshot', 'receipt', 'document', 'page'] as const
export type ProofKind = (typeof proofKinds)[number]

export const proofKindLabels: Record<ProofKind, string> = {
  screenshot: 'Screenshot',
  receipt: 'Receipt',
  document: 'Document',
  page: 'Text of a page',
}

export const proofLimit = { bytes: 10 * 1024 * 1024, words: '10 MB', perListing: 100 }

/** As a file choice takes them. */
export const proofTypes = 'image/png,image/jpeg,image/webp,application/pdf,text/plain'

export const isImage = (contentType: string) => contentType.startsWith('image/')

/** Where a proof's file is; images may be shown in place, everything else is downloaded. */
export const proofHref = (slug: string, id: string, { inline = false } = {}) =>
  `/api/v1/proofs/${id}/content?workspace=${slug}${inline ? '&inline=1' : ''}`
