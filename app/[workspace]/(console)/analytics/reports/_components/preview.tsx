'use client'

import { useEffect, useState } from 'react'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Skeleton } from '@/components/ui/skeleton'
import { limits } from '@/lib/reports/labels'
import type { ReportData } from '@/lib/reports/schema'
import { counted } from '@/lib/words'
import { previewReport } from '../actions'
import { ReportTable } from './report-table'

type PreviewProps = { slug: string; name: string; definition: { metrics: readonly string[] } }
type State = { data?: ReportData; problem?: string; busy: boolean }

const pauseMs = 350

/** The report as it would be now; it follows the form. */
export function Preview({ slug, name, definition }: PreviewProps) {
  const [{ data, problem, busy }, setState] = useState<State>({ busy: false })
  const asked = JSON.stringify(definition)
  const empty = definition.metrics.length === 0

  useEffect(() => {
    if (empty) return setState({ busy: false })
    let gone = false
    setState((now) => ({ ...now, busy: true }))
    const look = async () => {
      const [refused, found] = await previewReport(slug, JSON.parse(asked)).catch(
        () => [{ message: 'The server could not be reached.', fields: undefined }] as const,
      )
      if (gone) return
      if (found) return setState({ data: found, busy: false })
      const [first] = Object.values(refused?.fields ?? {})
      setState((now) => ({ ...now, problem: first ?? refused?.message ?? '', busy: false }))
    }
    const timer = setTimeout(() => void look(), pauseMs)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [slug, asked, empty])

  return (
    <Card
      flush
      title="Preview"
      description={
        data ? words(data) : empty ? undefined : 'As it would be made now, the first rows.'
      }
      aria-busy={busy}
      className="xl:sticky xl:top-4"
    >
      {empty && (
        <EmptyState title="Nothing to show yet" icon={<Icon name="table-2" />}>
          Choose at least one figure, and the report appears here as you build it.
        </EmptyState>
      )}
      {problem && !empty && (
        <div className="px-4 pb-4">
          <Callout tone="warning" live>
            {problem}
          </Callout>
        </div>
      )}
      {!empty && !data && !problem && <Skeleton className="mx-4 mb-4 h-48" />}
      {!empty && data && <ReportTable data={{ ...data, title: name || 'Preview' }} />}
    </Card>
  )
}

const words = ({ rowCount, timezone }: ReportData) =>
  `${counted(rowCount, 'row')}${rowCount > limits.previewRows ? `, the first ${limits.previewRows} shown` : ''}. Days in ${timezone}.`
