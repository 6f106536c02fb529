'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { FileInput } from '@/components/form/file-input'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { toast } from '@/components/ui/toast'
import type { RateImport as Result } from '@/lib/currencies/schema'
import { counted } from '@/lib/words'
import { RateFile } from './rate-file'
import { sendRates } from './send-rates'

/** Takes a file, says what it would do, and imports it when told to. */
export function RateImport({ slug }: { slug: string }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<{ file: File; found: Result } | null>(null)
  const [replace, setReplace] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async (file: File, dryRun: boolean) => {
    setBusy(true)
    setRefused(null)
    const answer = await sendRates(slug, file, { dryRun, replace: !dryRun && replace })
    setBusy(false)
    if (typeof answer === 'string') return setRefused(answer)
    if (dryRun) return setChosen({ file, found: answer })
    setChosen(null)
    setReplace(false)
    const count = answer.added + (replace ? answer.differing : 0)
    toast(`Imported ${counted(count, 'rate')}`, { tone: 'success' })
    router.refresh()
  }

  const writes = chosen ? chosen.found.added + (replace ? chosen.found.differing : 0) : 0
  return (
    <div className="flex flex-col gap-4">
      {refused && (
        <Callout tone="danger" live title="This file was not taken">
          {refused}
        </Callout>
      )}
      {chosen && (
        <RateFile
          name={chosen.file.name}
          found={chosen.found}
          replace={replace}
          onReplace={setReplace}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {chosen && writes > 0 && (
          <Button variant="primary" disabled={busy} onClick={() => send(chosen.file, false)}>
            Import {counted(writes, 'rate')}
          </Button>
        )}
        {chosen && <Button onClick={() => setChosen(null)}>Cancel</Button>}
        {!chosen && (
          <Button disabled={busy} onClick={() => input.current?.click()}>
            {busy ? 'Reading…' : 'Choose a file…'}
          </Button>
        )}
      </div>
      <FileInput
        ref={input}
        label="File of rates"
        accept=".csv,.zip,text/csv,application/zip"
        onFile={(file) => void send(file, true)}
      />
    </div>
  )
}
