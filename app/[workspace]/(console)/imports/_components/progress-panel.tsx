'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { kindNouns, kindPaths } from '@/lib/imports/kinds'
import type { ImportFound } from '@/lib/imports/schema'
import { counted } from '@/lib/words'
import { restGet } from '../../../_components/rest-get'
import { resumeImport } from '../actions'
import { count } from './tones'

type Watched = Pick<
  ImportFound,
  | 'id'
  | 'kind'
  | 'status'
  | 'totalRows'
  | 'checkedRows'
  | 'importedRows'
  | 'rejectedRows'
  | 'duplicateRows'
  | 'stalled'
  | 'planning'
>

const pause = 700

const doneOf = (found: Watched) =>
  found.status === 'checking'
    ? found.checkedRows
    : found.importedRows + found.rejectedRows + found.duplicateRows

/** What the worker has counted, asked again and again until there is a next step to show. */
export function ProgressPanel({ slug, initial }: { slug: string; initial: Watched }) {
  const router = useRouter()
  const [found, setFound] = useState(initial)
  const [lost, setLost] = useState(false)
  const said = useRef(0)
  const { id, kind, status, totalRows, stalled, planning } = found
  const done = doneOf(found)
  const label =
    status === 'checking'
      ? 'Checking rows'
      : planning && kind === 'leads'
        ? 'Putting deals in order'
        : `Importing ${kindNouns[kind][1]}`

  useEffect(() => {
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const lookSoon = () => {
      timer = setTimeout(() => void look(), pause)
    }
    const look = async () => {
      try {
        const next = await restGet<Watched>(slug, `/${kindPaths[kind]}/${id}`, controller.signal)
        setLost(false)
        setFound(next)
        if (next.status !== initial.status) return router.refresh()
      } catch {
        if (controller.signal.aborted) return
        setLost(true)
      }
      lookSoon()
    }
    lookSoon()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [slug, kind, id, initial.status, router])

  // The worker has stopped: a new job goes on where it was.
  useEffect(() => {
    if (stalled) void resumeImport(slug, kind, id)
  }, [slug, kind, id, stalled])

  useEffect(() => {
    const quarter = Math.floor((done / totalRows) * 4)
    if (quarter <= said.current) return
    said.current = quarter
    announce(`${label}: ${count(done)} of ${count(totalRows)}`)
  }, [done, totalRows, label])

  return (
    <Card>
      <div className="flex flex-col gap-3">
        <Progress
          label={label}
          value={done}
          max={totalRows}
          detail={`${count(done)} of ${counted(totalRows, 'row')}`}
        />
        <p className="text-muted text-sm">
          {status === 'checking'
            ? 'Every cell is read under your mapping. Nothing is imported yet.'
            : `${planning && kind === 'leads' ? 'Each commission depends on the deals that closed before it, so they are ordered first. ' : ''}You may leave this page: the import goes on, and this page shows where it is.`}
        </p>
        {stalled && (
          <Callout tone="warning" live title="The worker stopped">
            The import is picked up where it was as soon as a worker runs again.
          </Callout>
        )}
        {lost && (
          <Callout tone="warning" live title="The server cannot be reached">
            The numbers are as of a moment ago. Trying again.
          </Callout>
        )}
      </div>
    </Card>
  )
}
