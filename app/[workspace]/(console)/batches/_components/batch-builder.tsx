'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { EmptyFiltered } from '@/components/ui/empty-state'
import type { Candidate, Preview, Selection } from '@/lib/batches/schema'
import { BuilderSummary } from './builder-summary'
import { CandidateTable } from './candidate-table'

const QueueDialog = dynamic(() => import('./queue-dialog'), { ssr: false })

type BatchBuilderProps = {
  slug: string
  customer: { id: string; companyName: string }
  preview: Preview
  selection: Selection
  suggestedName: string
  clearHref: string
}

/** What is chosen stays chosen while the filter changes. */
export function BatchBuilder(props: BatchBuilderProps) {
  const { slug, customer, preview, selection, suggestedName, clearHref } = props
  const { candidates } = preview
  const [chosen, setChosen] = useState<ReadonlyMap<string, Candidate>>(new Map())
  const [asking, setAsking] = useState(false)

  const choose = (ones: readonly Candidate[], on: boolean) =>
    setChosen((before) => {
      const after = new Map(before)
      for (const one of ones) {
        if (on) after.set(one.id, one)
        else after.delete(one.id)
      }
      return after
    })

  return (
    <div className="flex flex-col gap-4">
      {candidates.length === 0 ? (
        <EmptyFiltered what="directories" clearHref={clearHref} />
      ) : (
        <CandidateTable candidates={candidates} chosen={chosen} onChoose={choose} />
      )}
      <BuilderSummary
        chosen={[...chosen.values()]}
        preview={preview}
        onClear={() => setChosen(new Map())}
        onContinue={() => setAsking(true)}
      />
      {asking && (
        <QueueDialog
          slug={slug}
          customer={customer}
          chosen={[...chosen.values()]}
          preview={preview}
          selection={selection}
          suggestedName={suggestedName}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
