'use client'

import { useRouter } from 'next/navigation'
import { type DragEvent, useId, useRef, useState } from 'react'
import { FileInput } from '@/components/form/file-input'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Progress } from '@/components/ui/progress'
import { Select } from '@/components/ui/select'
import { type KindName, kindLabels } from '@/lib/imports/kinds'
import { limits, limitWords } from '@/lib/imports/limits'
import { sendFile } from './send-file'

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

type DropZoneProps = { slug: string; kinds: readonly KindName[] }

/** Takes a CSV by drop or by button; the file is read on the server, nothing is imported yet. */
export function DropZone({ slug, kinds }: DropZoneProps) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const sourceId = useId()
  const [source, setSource] = useState('csv')
  const [kind, setKind] = useState<KindName>(kinds[0] ?? 'leads')
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [sending, setSending] = useState<{ file: File; sent: number } | null>(null)

  const take = async (file: File | undefined) => {
    if (!file || sending) return
    setRefused(null)
    if (file.size > limits.bytes)
      return setRefused(`“${file.name}” has ${megabytes(file.size)}. ${limitWords} Split it.`)
    setSending({ file, sent: 0 })
    const result = await sendFile(slug, file, {
      kind,
      source: source.trim() || 'csv',
      key: crypto.randomUUID(),
      onProgress: (sent) => setSending({ file, sent }),
    })
    if ('id' in result) return router.push(`/${slug}/imports/${result.id}`)
    setSending(null)
    setRefused(result.refused)
  }

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="flex flex-col gap-3">
      {refused && (
        <Callout tone="danger" live title="This file was not taken">
          {refused}
        </Callout>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        data-over={over || undefined}
        className="flex flex-col items-center gap-3 rounded-lg border border-border-strong border-dashed bg-raised px-6 py-10 text-center max-sm:px-4 transition-colors data-over:border-accent data-over:bg-hover"
      >
        {sending ? (
          <Progress
            className="w-full max-w-md text-left"
            label={
              sending.sent < sending.file.size
                ? `Sending ${sending.file.name}`
                : `Reading ${sending.file.name}`
            }
            value={sending.sent}
            max={sending.file.size}
            detail={`${megabytes(sending.sent)} of ${megabytes(sending.file.size)}`}
          />
        ) : (
          <>
            <Icon name="file-up" className="size-6 text-muted" />
            <p className="font-medium">Drop a CSV here</p>
            <Button variant="primary" onClick={() => input.current?.click()}>
              Choose a file…
            </Button>
            <p className="max-w-md text-pretty text-muted text-sm">
              {limitWords} You map its columns and see every row before anything is imported.
            </p>
            <div className="flex flex-wrap items-center justify-center gap-x-5 gap-y-3 text-sm max-sm:w-full max-sm:flex-col max-sm:items-stretch max-sm:text-left">
              {kinds.length > 1 && (
                <label
                  htmlFor={`${sourceId}-kind`}
                  className="flex items-center gap-2 max-sm:flex-col max-sm:items-stretch max-sm:gap-1"
                >
                  What it holds
                  <Select
                    id={`${sourceId}-kind`}
                    value={kind}
                    options={kinds.map((value) => ({ value, label: kindLabels[value] }))}
                    onChange={(event) => setKind(event.target.value as KindName)}
                  />
                </label>
              )}
              <label
                htmlFor={sourceId}
                className="flex items-center gap-2 max-sm:flex-col max-sm:items-stretch max-sm:gap-1"
              >
                Where it comes from
                <Input
                  id={sourceId}
                  className="w-40 max-sm:w-full"
                  value={source}
                  maxLength={60}
                  aria-describedby={`${sourceId}-help`}
                  onChange={(event) => setSource(event.target.value)}
                />
              </label>
            </div>
            <p id={`${sourceId}-help`} className="max-w-md text-pretty text-muted text-xs">
              Such as the name of your CRM. The same id from the same place is imported once.
            </p>
          </>
        )}
        <FileInput
          ref={input}
          label="CSV file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onFile={(file) => void take(file)}
        />
      </div>
    </div>
  )
}
