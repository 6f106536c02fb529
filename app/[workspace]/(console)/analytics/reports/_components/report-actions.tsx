'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import type { Report } from '@/lib/reports/schema'
import { counted } from '@/lib/words'
import { deleteReport, runReport, switchReport } from '../actions'

type ReportActionsProps = {
  slug: string
  report: Pick<Report, 'id' | 'name' | 'schedule' | 'active' | 'recipients' | 'orphaned'>
}

/** What can be done with a report. */
export function ReportActions({ slug, report }: ReportActionsProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [asking, setAsking] = useState<'send' | 'delete' | null>(null)
  const { id, name, schedule, active, recipients, orphaned } = report
  const home = `/${slug}/analytics/reports`
  const people = counted(recipients.length, 'recipient')

  const act = (run: () => ReturnType<typeof runReport | typeof switchReport>, done: string) =>
    startTransition(async () => {
      const [refused] = await run()
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(done, { tone: 'success' })
      router.refresh()
    })

  return (
    <>
      <Button onClick={() => setAsking('delete')}>Delete…</Button>
      {schedule && !orphaned && (
        <Button
          pending={pending}
          onClick={() =>
            act(
              () => switchReport(slug, id, !active),
              active ? 'The schedule is paused' : 'The schedule goes on',
            )
          }
        >
          {active ? 'Pause' : 'Resume'}
        </Button>
      )}
      <ButtonLink href={`${home}/${id}/edit`}>Edit</ButtonLink>
      {recipients.length > 0 && !orphaned && (
        <Button onClick={() => setAsking('send')}>Run and send…</Button>
      )}
      <DisabledAction
        variant="primary"
        pending={pending}
        reason={orphaned ? 'Whoever made it has left. Save it anew to take it over.' : null}
        onClick={() => act(() => runReport(slug, id, false), 'The report is being made')}
      >
        Run now
      </DisabledAction>
      <ConfirmDialog
        open={asking === 'send'}
        onOpenChange={(open) => setAsking(open ? 'send' : null)}
        title={`Send ${name} to ${people}?`}
        confirmLabel={`Make it and send it to ${people}`}
        onConfirm={async () => {
          const [refused] = await runReport(slug, id, true)
          if (refused) return refused.message
          toast('The report is being made, and then sent', { tone: 'success' })
          router.refresh()
          return null
        }}
      >
        {recipients.join(', ')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={(open) => setAsking(open ? 'delete' : null)}
        title={`Delete ${name}?`}
        confirmLabel="Delete the report"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={async () => {
          const [refused] = await deleteReport(slug, id)
          if (refused) return refused.message
          toast(`${name} is deleted`)
          router.push(home)
          router.refresh()
          return null
        }}
      >
        Its files go with it, and the links in mails open nothing any more. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
