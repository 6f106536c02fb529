'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { DisabledAction } from '@/components/ui/disabled-action'
import { Kbd } from '@/components/ui/kbd'
import { toast } from '@/components/ui/toast'
import { flagKindLabels } from '@/lib/risk/labels'
import type { Flag } from '@/lib/risk/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import type { ReviewHrefs } from '../../../_components/review-navigation'
import { clearFlag, confirmFlag } from '../actions'

type FlagActionsProps = { slug: string; flag: Flag; hrefs: ReviewHrefs }

/** C clears, X confirms; each asks for a reason, then the next flag opens. */
export function FlagActions({ slug, flag, hrefs }: FlagActionsProps) {
  const router = useRouter()
  const [asking, setAsking] = useState<'clear' | 'confirm' | null>(null)
  const name = flagKindLabels[flag.kind]
  const whose = flag.leadName ?? flag.partnerName
  useCommands(
    'Risk',
    flag.obstacle
      ? []
      : [
          { id: 'clear', label: 'Clear the flag', keys: 'c', run: () => setAsking('clear') },
          { id: 'confirm', label: 'Confirm the flag', keys: 'x', run: () => setAsking('confirm') },
        ],
  )
  const ways = {
    clear: {
      title: `Clear “${name}” on ${whose}?`,
      text: 'What it holds moves on once no other flag holds it. The same finding is not raised again.',
      verb: 'Clear',
      done: 'Cleared',
      run: clearFlag,
    },
    confirm: {
      title: `Confirm “${name}” on ${whose}?`,
      text: flag.leadId
        ? 'Their unpaid commissions on this client are rejected. They can read what was found.'
        : `${flag.partnerName} is suspended, and nothing is paid to them. You can undo that on their page.`,
      verb: 'Confirm',
      done: 'Confirmed',
      run: confirmFlag,
    },
  } as const
  const way = asking && ways[asking]
  return (
    <>
      <DisabledAction
        variant="secondary"
        reason={flag.obstacle}
        onClick={() => setAsking('confirm')}
      >
        Confirm… <Kbd keys="x" />
      </DisabledAction>
      <DisabledAction variant="primary" reason={flag.obstacle} onClick={() => setAsking('clear')}>
        Clear… <Kbd keys="c" className="border-current/40 text-inherit" />
      </DisabledAction>
      {way && (
        <ReasonDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={way.title}
          description={way.text}
          confirmLabel={way.verb}
          variant={asking === 'confirm' ? 'danger' : 'primary'}
          action={(reason) => way.run(slug, flag.id, reason)}
          onDone={() => {
            toast(way.done, { tone: 'success' })
            router.push(hrefs.next ?? hrefs.previous ?? hrefs.close, { scroll: false })
            router.refresh()
          }}
        />
      )}
    </>
  )
}
