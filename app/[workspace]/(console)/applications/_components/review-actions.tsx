'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { toast } from '@/components/ui/toast'
import { isReviewable, reapplyDays } from '@/lib/applications/rules'
import type { Application } from '@/lib/applications/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import type { ReviewHrefs } from '../../../_components/review-navigation'
import { approveApplication, openApplication, rejectApplication } from '../actions'

const reasons = [
  'We look for partners with clients in our field.',
  'We could not verify the details you gave.',
  'We are not taking more partners at the moment.',
]

type ReviewActionsProps = { slug: string; application: Application; hrefs: ReviewHrefs }

/** A approves, R rejects with a reason; the next application opens by itself. */
export function ReviewActions({ slug, application, hrefs }: ReviewActionsProps) {
  const router = useRouter()
  const [rejecting, setRejecting] = useState(false)
  const [pending, startTransition] = useTransition()
  const { id, name } = application
  const open = isReviewable(application.status)

  const advance = () => {
    router.push(hrefs.next ?? hrefs.previous ?? hrefs.close, { scroll: false })
    router.refresh()
  }
  const approve = () => {
    if (pending) return
    startTransition(async () => {
      const [refused] = await approveApplication(slug, id)
      if (refused) {
        toast(refused.message, { tone: 'danger' })
        router.refresh()
        return
      }
      toast(`${name} is a partner now`, {
        description: 'The invitation is on its way.',
        tone: 'success',
      })
      advance()
    })
  }
  const start = () =>
    startTransition(async () => {
      const [refused] = await openApplication(slug, id)
      toast(refused ? refused.message : 'Marked as under review', {
        tone: refused ? 'danger' : 'success',
      })
      router.refresh()
    })
  useCommands(
    'Review',
    open
      ? [
          { id: 'approve', label: 'Approve the application', keys: 'a', run: approve },
          {
            id: 'reject',
            label: 'Reject the application',
            keys: 'r',
            run: () => setRejecting(true),
          },
        ]
      : [],
  )
  if (!open) return null
  return (
    <>
      {application.status === 'pending' && (
        <Button variant="ghost" className="mr-auto" onClick={start}>
          I am looking at it
        </Button>
      )}
      <Button onClick={() => setRejecting(true)}>
        Reject… <Kbd keys="r" />
      </Button>
      <Button variant="primary" pending={pending} onClick={approve}>
        Approve <Kbd keys="a" className="border-current/40 text-inherit" />
      </Button>
      <ReasonDialog
        open={rejecting}
        onOpenChange={setRejecting}
        title={`Reject ${name}?`}
        description={`They get an e-mail with the reason, and may apply again after ${reapplyDays} days.`}
        label="Reason, as they will read it"
        confirmLabel="Reject"
        variant="danger"
        suggestions={reasons}
        action={(reason) => rejectApplication(slug, id, reason)}
        onDone={() => {
          toast(`${name} was rejected`)
          advance()
        }}
      />
    </>
  )
}
