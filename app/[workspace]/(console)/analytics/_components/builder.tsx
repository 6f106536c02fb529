import { useEffect, useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { filtersOf } from '@/lib/dashboards/as-table'
import type { Widget } from '@/lib/dashboards/schema'
import type { Answer, MetricInfo } from '@/lib/metrics/answer-schema'
import {
  cohortMeasures,
  dimensionLabels,
  forecastMetrics,
  type MetricKey,
  type Question,
  type QuestionKind,
} from '@/lib/metrics/schema'
import { restGet } from '../../../_components/rest-get'
import { askQuestion } from '../actions'
import { isNarrowable, kindLabels, planned, plannedQuestion } from './build-question'
import type { FilterDraft } from './filters'
import { FiltersField } from './filters-field'
import type { BoardFrame } from './frame'
import { PeopleFields } from './people-fields'
import { fieldOf } from './people-question'

type Plan = Omit<Widget, 'id' | 'x' | 'y'>

type BuilderProps = {
  frame: BoardFrame
  /** Null builds a new one. */
  widget: Widget | null
  onClose: () => void
  onDone: (plan: Plan, answer: Answer) => void
}

const measureLabels: Record<(typeof cohortMeasures)[number], string> = {
  active: 'Share that was active',
  leads: 'Leads they registered',
  won: 'Deals they won',
  revenue: 'Value they won, less refunds',
}

const has = (kind: QuestionKind, ...kinds: QuestionKind[]) => kinds.includes(kind)

/** Asks what a widget shows. The question is asked for real before it is taken. */
export default function Builder({ frame, widget, onClose, onDone }: BuilderProps) {
  const [catalogue, setCatalogue] = useState<readonly MetricInfo[] | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    restGet<{ items: MetricInfo[] }>(frame.slug, '/analytics/metrics', controller.signal)
      .then(({ items }) => setCatalogue(items))
      .catch((error: Error) => !controller.signal.aborted && setFailed(error.message))
    return () => controller.abort()
  }, [frame.slug])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={widget ? 'Change this widget' : 'Add a widget'}
    >
      {catalogue ? (
        <Form
          frame={frame}
          widget={widget}
          catalogue={catalogue}
          onClose={onClose}
          onDone={(plan, answer) => {
            onDone(plan, answer)
            onClose()
          }}
        />
      ) : (
        <p className="py-6 text-center text-muted text-sm">
          {failed ?? 'Looking up the figures …'}
        </p>
      )}
    </Dialog>
  )
}

type FormProps = BuilderProps & { catalogue: readonly MetricInfo[] }

function Form({ frame, widget, catalogue, onClose, onDone }: FormProps) {
  const old = widget?.question ?? null
  const [kind, setKind] = useState<QuestionKind>(old?.kind ?? 'figure')
  const [metric, setMetric] = useState<MetricKey>(old && 'metric' in old ? old.metric : 'won_value')
  const figures =
    kind === 'forecast'
      ? catalogue.filter(({ key }) => (forecastMetrics as readonly string[]).includes(key))
      : catalogue
  const [filters, setFilters] = useState<readonly FilterDraft[]>(old ? filtersOf(old) : [])
  const chosen = figures.find(({ key }) => key === metric) ?? figures[0]
  const dimensions = (chosen?.dimensions ?? []).map((value) => ({
    value,
    label: dimensionLabels[value],
  }))
  const kept = filters.filter(({ dimension }) => chosen?.dimensions.includes(dimension))

  const ask = async (values: FormValues): Promise<ActionResult<{ plan: Plan; answer: Answer }>> => {
    const question = plannedQuestion(values, kept)
    const { range, comparison } = frame
    const [error, answer] = await askQuestion(frame.slug, { question, range, comparison })
    if (error) {
      // The door names the fields of its question; the form's have the same last part.
      const fields = Object.fromEntries(
        Object.entries(error.fields ?? {}).map(([path, words]) => [
          path.includes('filters.') ? path.slice(path.indexOf('filters.')) : fieldOf(path),
          words,
        ]),
      )
      return [{ ...error, fields }, undefined] as const
    }
    return [
      null,
      { plan: { ...planned(values, widget), question: question as Question }, answer },
    ] as const
  }

  return (
    <ActionForm action={ask} onSuccess={({ plan, answer }) => onDone(plan, answer)}>
      <SelectField
        name="kind"
        label="What it shows"
        value={kind}
        onChange={({ target }) => setKind(target.value as QuestionKind)}
        options={Object.entries(kindLabels).map(([value, label]) => ({ value, label }))}
      />
      {has(kind, 'figure', 'trend', 'breakdown', 'forecast') && (
        <SelectField
          name="metric"
          label="Figure"
          help={chosen?.definition}
          value={chosen?.key}
          onChange={({ target }) => setMetric(target.value as MetricKey)}
          options={figures.map(({ key, label }) => ({ value: key, label }))}
        />
      )}
      {has(kind, 'trend', 'breakdown') && (
        <SelectField
          key={`by ${kind} ${chosen?.key}`}
          name="dimension"
          label={kind === 'trend' ? 'A line for each' : 'By'}
          optional={kind === 'trend'}
          {...(kind === 'trend' ? { placeholder: 'Nothing: one line for all' } : {})}
          defaultValue={
            (old?.kind === 'trend' && old.groupBy) ||
            (old?.kind === 'breakdown' && old.dimension) ||
            undefined
          }
          options={dimensions}
        />
      )}
      {kind === 'trend' && (
        <SelectField
          name="interval"
          label="In steps of"
          optional
          placeholder="What suits the days shown"
          defaultValue={(old?.kind === 'trend' && old.interval) || undefined}
          options={[
            { value: 'day', label: 'Days' },
            { value: 'week', label: 'Weeks' },
            { value: 'month', label: 'Months' },
          ]}
        />
      )}
      {chosen && isNarrowable(kind) && (
        <FiltersField
          slug={frame.slug}
          catalogue={catalogue}
          metrics={[chosen.key]}
          filters={kept}
          onChange={setFilters}
        />
      )}
      {kind === 'funnel' && (
        <>
          <SelectField
            name="funnel"
            label="Funnel"
            defaultValue={old?.kind === 'funnel' ? old.funnel : 'pipeline'}
            options={[
              { value: 'pipeline', label: 'Pipeline: from lead to won deal' },
              { value: 'visitors', label: 'Visitors: from visit to won deal' },
              { value: 'programme', label: 'Programme: from application to won deal' },
            ]}
          />
          <TextField
            name="windowDays"
            type="number"
            min={1}
            max={730}
            optional
            label="Days that each step may take"
            help="Left empty, however long it takes."
            defaultValue={(old?.kind === 'funnel' && old.windowDays) || undefined}
          />
        </>
      )}
      {(kind === 'event-funnel' || kind === 'retention') && (
        <PeopleFields key={kind} frame={frame} kind={kind} old={old} />
      )}
      {kind === 'cohort' && (
        <SelectField
          name="measure"
          label="Measure"
          defaultValue={old?.kind === 'cohort' ? old.measure : 'revenue'}
          options={cohortMeasures.map((value) => ({ value, label: measureLabels[value] }))}
        />
      )}
      {has(kind, 'trend', 'breakdown', 'funnel', 'event-funnel', 'forecast', 'ltv') && (
        <SelectField
          key={`as ${kind}`}
          name="display"
          label="Drawn as"
          defaultValue={widget?.display ?? 'chart'}
          options={[
            { value: 'chart', label: kind === 'trend' ? 'Lines' : 'A chart' },
            ...(kind === 'trend' ? [{ value: 'bars', label: 'Bars' }] : []),
            { value: 'table', label: 'A table' },
          ]}
        />
      )}
      <TextField
        name="title"
        label="Title"
        optional
        maxLength={80}
        autoComplete="off"
        help="Left empty, the name of the figure."
        defaultValue={widget?.title ?? undefined}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton>{widget ? 'Change it' : 'Add it'}</SubmitButton>
      </div>
    </ActionForm>
  )
}
