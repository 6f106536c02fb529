'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { Candidate } from '@/lib/routing/schema'
import { assignTask } from '../actions'

type CandidateListProps = {
  slug: string
  id: string
  heldById: string | null
  candidates: readonly Candidate[]
}

/** Who could have a task, and why not the others. */
export function CandidateList({ slug, id, heldById, candidates }: CandidateListProps) {
  const router = useRouter()
  const [pending, setPending] = useState<string | null>(null)
  const give = async ({ vaId, name }: Candidate) => {
    setPending(vaId)
    const [error] = await assignTask(slug, { id, vaId, heldBy: heldById })
    setPending(null)
    if (error) toast('It stays where it is', { description: error.message, tone: 'danger' })
    else toast(`Given to ${name}`, { tone: 'success' })
    router.refresh()
  }
  return (
    <ul className="divide-y rounded-lg border text-sm">
      {candidates.map((one) => (
        <li key={one.vaId} className="flex min-h-11 items-center justify-between gap-3 px-3 py-1.5">
          <span className="min-w-0">
            <span className="font-medium">{one.name}</span>
            <span className="block text-muted text-xs">
              {one.vaId === heldById
                ? 'Has it now'
                : one.refused.length > 0
                  ? `${one.refused.join(', ')}`.replace(/^./, (first) => first.toUpperCase())
                  : `Holds ${one.load} of ${one.capacity}`}
            </span>
          </span>
          {one.vaId !== heldById && one.refused.length === 0 && (
            <Button
              size="sm"
              aria-label={`Give to ${one.name}`}
              pending={pending === one.vaId}
              onClick={() => void give(one)}
            >
              Give
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
