'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import type { FormValues } from '@/components/form/form-values'
import { RadioField } from '@/components/form/radio-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { WorkSettings } from '@/lib/deadlines/schema'
import { assignmentModeLabels, assignmentModes } from '@/lib/routing/labels'
import { counted } from '@/lib/words'
import { WeekEditor } from '../../../../_components/assistants/week-editor'
import { saveWork } from '../actions'
import { CountField } from './count-field'
import { PriorityTimes, readTimes } from './priority-times'

type WorkFormProps = { slug: string; settings: WorkSettings; zone: string }

const hints = {
  off: undefined,
  round_robin: 'To whoever waited longest since their last one.',
  balanced: 'By what they hold, against how much they take at a time.',
  best_match: 'All open tasks and all present people are matched at once.',
}

const read = ({ workingHours, ...values }: FormValues) => ({
  ...readTimes(values),
  workingHours: JSON.parse(String(workingHours)),
})

/** Deadlines, handing out and reviews: saved together. */
export function WorkForm({ slug, settings, zone }: WorkFormProps) {
  const router = useRouter()
  const { openTasks } = settings
  return (
    <ActionForm
      className="flex flex-col gap-5"
      action={(values) => saveWork(slug, read(values))}
      onSuccess={() => {
        toast('Settings saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <input type="hidden" name="updatedAt" value={settings.updatedAt.toISOString()} />
      <Card
        title="Deadlines"
        description="Deadlines count these hours only, and stand still while a task waits for a customer or a directory."
      >
        <div className="flex flex-col gap-5">
          <WeekEditor
            name="workingHours"
            label="Hours that count"
            defaultValue={settings.workingHours}
            zone={zone}
          />
          <PriorityTimes minutes={settings.deadlineMinutes} />
          <CountField
            name="warnAfter"
            label="Warn after, in % of the time"
            help="What is past its deadline goes up by one priority and to the front of the line."
            value={settings.warnAfter}
          />
          {openTasks > 0 && (
            <Callout
              tone="info"
              title={`${counted(openTasks, 'task')} ${openTasks === 1 ? 'has' : 'have'} a deadline now`}
            >
              <p className="mb-2">
                These deadlines stay as they are, until a task comes back from a customer or a
                directory. New tasks get theirs by what you save here.
              </p>
              <CheckboxField
                name="recompute"
                label="Give open tasks their deadlines anew"
                hint="Counted from when each began. Some may be late at once, or not late any more."
              />
            </Callout>
          )}
        </div>
      </Card>
      <Card
        title="Handing out"
        description="A person gets only what they have the skills, hours and room for."
      >
        <div className="flex flex-col gap-4">
          <RadioField
            name="assignmentMode"
            label="Assign tasks by themselves"
            defaultValue={settings.assignmentMode}
            options={assignmentModes.map((value) => ({
              value,
              label: assignmentModeLabels[value],
              hint: hints[value],
            }))}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <CountField
              name="assignmentMinutes"
              label="Begin within, in minutes"
              help="An assigned task that nobody begins goes back to everybody."
              value={settings.assignmentMinutes}
            />
            <CountField
              name="leaseSeconds"
              label="Held without a sign of life, in seconds"
              help="Then a task that was begun goes back. It is kept while somebody works."
              value={settings.leaseSeconds}
            />
          </div>
        </div>
      </Card>
      <Card
        title="Reviews"
        description="A drawn share of finished tasks is looked at by somebody else."
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <CountField name="sampleNew" label="Of new people, in %" value={settings.sampleNew} />
          <CountField
            name="newUntil"
            label="New until, in finished tasks"
            value={settings.newUntil}
          />
          <CountField
            name="sampleRegular"
            label="Of everybody else, in %"
            value={settings.sampleRegular}
          />
          <CountField
            name="secondReview"
            label="Reviewed twice, in % of reviews"
            help="The second reviewer does not see the first score."
            value={settings.secondReview}
          />
        </div>
      </Card>
      <div>
        <SubmitButton>Save settings</SubmitButton>
      </div>
    </ActionForm>
  )
}
