'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { FileInput } from '@/components/form/file-input'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { proofLimit, proofTypes } from '@/lib/proofs/labels'

/** Sends a file to the REST door; a text says why it was refused. */
async function send(slug: string, listingId: string, file: File): Promise<string | null> {
  if (file.size > proofLimit.bytes) return `A proof has at most ${proofLimit.words}.`
  const name = file.name.replace(/\.[^.]+$/, '').slice(0, 200) || 'Proof'
  const kind = file.type.startsWith('image/') ? 'screenshot' : 'document'
  try {
    const response = await fetch(
      `/api/v1/listings/${listingId}/proofs?${new URLSearchParams({ name, kind })}`,
      {
        method: 'POST',
        headers: { 'x-workspace': slug, 'content-type': 'application/octet-stream' },
        body: file,
      },
    )
    if (response.ok) return null
    const problem = (await response.json()) as { detail?: string }
    return problem.detail ?? 'The file was not taken. Try again.'
  } catch {
    return 'The server could not be reached. Try again.'
  }
}

export function AddProof({ slug, listingId }: { slug: string; listingId: string }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const take = async (file: File) => {
    setBusy(true)
    const refused = await send(slug, listingId, file)
    setBusy(false)
    toast(refused ?? 'Added the proof', { tone: refused ? 'danger' : 'success' })
    if (!refused) router.refresh()
  }
  return (
    <>
      <Button size="sm" disabled={busy} onClick={() => input.current?.click()}>
        <Icon name="plus" /> {busy ? 'Sending…' : 'Add proof…'}
      </Button>
      <FileInput
        ref={input}
        label="Proof file"
        accept={proofTypes}
        onFile={(file) => void take(file)}
      />
    </>
  )
}
