'use client'

import { useState } from 'react'
import { formatRange } from '@/components/charts/format'
import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { SubmitButton } from '@/components/form/submit-button'
import { navigate } from '@/components/shell/navigation'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { comparisonLabels, presetLabels, presets } from '@/lib/dashboards/ranges'
import { comparisons } from '@/lib/metrics/schema'
import type { Shown } from './read-url'

type RangeBarProps = { url: TableUrl; shown: Shown; timezone: string }

/** The days that are looked at and what they are compared with; both stand in the address. */
export function RangeBar({ url, shown, timezone }: RangeBarProps) {
  const [asking, setAsking] = useState(false)
  const go = (changes: Parameters<typeof hrefWith>[1]) =>
    navigate(hrefWith(url, changes), { scroll: false })
  const choose = (preset: string) =>
    preset === 'custom'
      ? setAsking(true)
      : go({ range: preset === '30d' ? null : preset, from: null, to: null })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Menu
        items={[
          {
            kind: 'radio',
            label: 'Days',
            value: shown.preset,
            options: [
              ...presets.map((value) => ({ value, label: presetLabels[value] })),
              { value: 'custom', label: 'Other days …' },
            ],
            onValueChange: choose,
          },
        ]}
      >
        <Icon name="calendar" />
        {shown.preset === 'custom' ? formatRange(shown.range) : presetLabels[shown.preset]}
        <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
      <Menu
        items={[
          {
            kind: 'radio',
            label: 'Compared with',
            value: shown.comparison,
            options: comparisons.map((value) => ({ value, label: comparisonLabels[value] })),
            onValueChange: (value) => go({ compare: value === 'previous' ? null : value }),
          },
        ]}
      >
        <span className="text-muted">Compared with</span>
        {comparisonLabels[shown.comparison].toLowerCase()}
        <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
      <p className="text-muted text-xs">
        {formatRange(shown.range)}, {timezone.replaceAll('_', ' ')}
      </p>
      <Dialog open={asking} onOpenChange={setAsking} title="Which days?" size="sm">
        <ActionForm
          action={async ({ from, to }) => {
            if (String(from) > String(to))
              return [
                {
                  code: 'invalid',
                  message: 'Please check the marked fields.',
                  fields: { to: 'The last day is before the first.' },
                },
                undefined,
              ] as const
            return [null, { from: String(from), to: String(to) }] as const
          }}
          onSuccess={(days) => {
            setAsking(false)
            go({ range: 'custom', ...days })
          }}
        >
          <div className="grid grid-cols-2 gap-3">
            <DateField name="from" label="First day" defaultValue={shown.range.from} />
            <DateField name="to" label="Last day" defaultValue={shown.range.to} />
          </div>
          <div className="flex justify-end">
            <SubmitButton>Show these days</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </div>
  )
}
