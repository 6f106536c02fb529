'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { Candidate, Item } from '@/lib/batches/schema'
import { counted } from '@/lib/words'
import { replaceItem } from '../actions'

type ReplacementListProps = {
  slug: string
  batchId: string
  item: Pick<Item, 'id' | 'directoryName'>
  candidates: readonly Candidate[]
}

const factsOf = ({ credits, expectedApproval, approvalDays, daScore }: Candidate) =>
  [
    counted(credits, 'credit'),
    `${expectedApproval} % expected`,
    daScore !== null && `authority ${daScore}`,
    approvalDays !== null && counted(approvalDays, 'day'),
  ]
    .filter(Boolean)
    .join(' · ')

/** One click queues the directory in place of the failed one. */
export function ReplacementList({ slug, batchId, item, candidates }: ReplacementListProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [chosen, setChosen] = useState<string | null>(null)

  const replace = ({ id, name }: Candidate) =>
    startTransition(async () => {
      setChosen(id)
      const [refused] = await replaceItem(slug, { id: batchId, itemId: item.id, directoryId: id })
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(`${name} is queued in place of ${item.directoryName}`, { tone: 'success' })
      router.refresh()
    })

  return (
    <ul className="divide-y rounded-lg border">
      {candidates.map((one) => (
        <li key={one.id} className="flex items-center justify-between gap-3 px-3 py-2">
          <span className="min-w-0">
            <span className="block truncate text-sm">{one.name}</span>
            <span className="block text-muted text-xs">{factsOf(one)}</span>
            {one.missing.length > 0 && (
              <span className="block text-warning text-xs">{one.missing.join('. ')}.</span>
            )}
          </span>
          <Button
            size="sm"
            pending={pending && chosen === one.id}
            aria-label={`Use ${one.name}`}
            onClick={() => replace(one)}
          >
            Use
          </Button>
        </li>
      ))}
    </ul>
  )
}
