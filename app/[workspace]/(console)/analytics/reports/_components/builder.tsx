'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { MetricInfo } from '@/lib/metrics/answer-schema'
import { type Format, formatLabels, formats } from '@/lib/reports/labels'
import type { Report } from '@/lib/reports/schema'
import { FiltersField } from '../../_components/filters-field'
import { editReport, keepReport } from '../actions'
import { type Draft, definitionOf, draftOf, inputOf, withMetrics } from './draft'
import { FiguresField } from './figures-field'
import { GroupingFields } from './grouping-fields'
import { PeriodFields } from './period-fields'
import { Preview } from './preview'
import { ScheduleFields } from './schedule-fields'

type BuilderProps = {
  slug: string
  catalogue: readonly MetricInfo[]
  zones: readonly string[]
  timezone: string
  report?: Report
}

export type Change = (change: Partial<Draft>) => void

/** What a report says, to whom and when; beside it the report as it would be today. */
export function Builder({ slug, catalogue, zones, timezone, report }: BuilderProps) {
  const router = useRouter()
  const [draft, setDraft] = useState(() => draftOf(report, timezone))
  const change: Change = (part) => setDraft((now) => ({ ...now, ...part }))
  const definition = definitionOf(draft)

  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <ActionForm
        action={(): Promise<ActionResult<{ id: string }>> =>
          report
            ? editReport(slug, report.id, inputOf(draft, report.active))
            : keepReport(slug, inputOf(draft, true))
        }
        onSuccess={({ id }) => {
          toast(report ? 'Saved' : 'The report is kept', { tone: 'success' })
          router.push(`/${slug}/analytics/reports/${id}`)
          router.refresh()
        }}
      >
        <Card title="What it says">
          <div className="flex flex-col gap-4">
            <TextField
              name="name"
              label="Name"
              maxLength={120}
              value={draft.name}
              onChange={({ target }) => change({ name: target.value })}
            />
            <FiguresField
              catalogue={catalogue}
              chosen={draft.metrics}
              onChange={(metrics) => setDraft((now) => withMetrics(now, catalogue, metrics))}
            />
            <GroupingFields draft={draft} catalogue={catalogue} onChange={change} />
            <FiltersField
              slug={slug}
              catalogue={catalogue}
              metrics={draft.metrics}
              filters={draft.filters}
              onChange={(filters) => change({ filters })}
            />
            <PeriodFields draft={draft} onChange={change} />
          </div>
        </Card>
        <Card title="When and to whom">
          <div className="flex flex-col gap-4">
            <SelectField
              name="format"
              label="Format"
              options={formats.map((value) => ({ value, label: formatLabels[value] }))}
              value={draft.format}
              onChange={({ target }) => change({ format: target.value as Format })}
            />
            <ScheduleFields
              slug={slug}
              draft={draft}
              period={definition.period}
              zones={zones}
              onChange={change}
            />
            <TextareaField
              name="recipients"
              label="Recipients"
              optional
              rows={3}
              help="One address per line. They get the file by mail whenever the schedule makes it. Only owners and admins can add people who are not on the team."
              value={draft.recipients}
              onChange={({ target }) => change({ recipients: target.value })}
            />
          </div>
        </Card>
        <div className="flex justify-end">
          <SubmitButton>{report ? 'Save the report' : 'Keep the report'}</SubmitButton>
        </div>
      </ActionForm>
      <Preview slug={slug} definition={definition} name={draft.name} />
    </div>
  )
}
