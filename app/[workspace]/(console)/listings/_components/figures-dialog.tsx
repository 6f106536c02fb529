'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { FileInput } from '@/components/form/file-input'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Stat, StatGroup } from '@/components/ui/stat'
import { toast } from '@/components/ui/toast'
import type { FiguresReport } from '@/lib/listings/schema'
import { counted } from '@/lib/words'
import { sendFigures } from './send-figures'

const count = (value: number) => value.toLocaleString('en-US')

function Report({ name, found }: { name: string; found: FiguresReport }) {
  return (
    <div className="flex flex-col gap-3 text-sm" role="status">
      <p>
        <span className="font-medium">{name}</span>: {counted(found.rows, 'row')}.
      </p>
      <StatGroup label="What the file holds">
        <Stat label="New figures" value={count(found.changed)} hint="Will be taken" />
        <Stat label="Unchanged" value={count(found.unchanged)} hint="The same figures" />
        <Stat label="Unknown" value={count(found.unknown)} hint="No such listing" />
        <Stat label="Not readable" value={count(found.errors.length)} hint="Left out" />
      </StatGroup>
      {found.errors.length > 0 && (
        <Callout tone="warning" title="These rows are left out">
          <ul className="max-h-40 list-disc overflow-y-auto pl-4">
            {found.errors.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  )
}

/** Takes a file, says what it would change, and changes it when told to. */
export default function FiguresDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<{ file: File; found: FiguresReport } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (file: File, dryRun: boolean) => {
    setBusy(true)
    setRefused(null)
    const answer = await sendFigures(slug, file, dryRun)
    setBusy(false)
    if (typeof answer === 'string') return setRefused(answer)
    if (dryRun) return setChosen({ file, found: answer })
    toast(`Took the figures of ${counted(answer.changed, 'listing')}`, { tone: 'success' })
    onClose()
    router.refresh()
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Import figures"
      description="A CSV with a column “reference” or “listing url”, and any of rank, impressions, clicks, traffic, leads and backlink."
    >
      <div className="flex flex-col gap-4">
        {refused && (
          <Callout tone="danger" live title="This file was not taken">
            {refused}
          </Callout>
        )}
        {chosen && <Report name={chosen.file.name} found={chosen.found} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={chosen ? 'secondary' : 'primary'}
            disabled={busy}
            onClick={() => input.current?.click()}
          >
            {busy ? 'Reading…' : chosen ? 'Choose another…' : 'Choose a file…'}
          </Button>
          {chosen && chosen.found.changed > 0 && (
            <Button variant="primary" disabled={busy} onClick={() => void send(chosen.file, false)}>
              Take {counted(chosen.found.changed, 'row')}
            </Button>
          )}
        </div>
        <FileInput
          ref={input}
          label="File of figures"
          accept=".csv,.tsv,.txt,text/csv"
          onFile={(file) => void send(file, true)}
        />
      </div>
    </Dialog>
  )
}
