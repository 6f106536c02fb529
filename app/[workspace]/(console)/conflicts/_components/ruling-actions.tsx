'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { toast } from '@/components/ui/toast'
import type { Conflict } from '@/lib/leads/conflict-schema'
import type { Ruling } from '@/lib/leads/labels'
import { ReasonDialog } from '../../../_components/reason-dialog'
import type { ReviewHrefs } from '../../../_components/review-navigation'
import { ruleConflict } from '../actions'

type RulingActionsProps = { slug: string; conflict: Conflict; hrefs: ReviewHrefs }

const told = 'Both partners are told what it means for them. Your reason stays with the agency.'

/** K keeps, T transfers, F sets the client free; each asks for a reason, then the next opens. */
export function RulingActions({ slug, conflict, hrefs }: RulingActionsProps) {
  const router = useRouter()
  const [asking, setAsking] = useState<Ruling | null>(null)
  const { holder, contender, clientName } = conflict
  const won = holder.status === 'closed_won'
  const ways: Record<Ruling, { title: string; text: string; verb: string; done: string }> = {
    keep: {
      title: `Leave ${clientName} with ${holder.partnerName}?`,
      text: told,
      verb: 'Keep',
      done: `${clientName} stays with ${holder.partnerName}`,
    },
    transfer: {
      title: `Give ${clientName} to ${contender.partnerName}?`,
      text: `The lead of ${holder.partnerName} is closed as lost, and ${contender.partnerName} gets a protected lead of what they sent. ${told}`,
      verb: 'Transfer',
      done: `${clientName} belongs to ${contender.partnerName} now`,
    },
    release: {
      title: `End the protection of ${clientName}?`,
      text: `Whoever registers the client next holds them. The lead of ${holder.partnerName} stays open. ${told}`,
      verb: 'Release',
      done: `${clientName} is free`,
    },
  }
  useCommands('Ruling', [
    { id: 'keep', label: 'Keep the client where it is', keys: 'k', run: () => setAsking('keep') },
    ...(won
      ? []
      : [
          {
            id: 'transfer',
            label: 'Transfer the client',
            keys: 't',
            run: () => setAsking('transfer'),
          },
          {
            id: 'release',
            label: 'Release the client',
            keys: 'f',
            run: () => setAsking('release'),
          },
        ]),
  ])
  const way = asking && ways[asking]
  return (
    <>
      {!won && (
        <>
          <Button variant="ghost" className="mr-auto" onClick={() => setAsking('release')}>
            Release… <Kbd keys="f" />
          </Button>
          <Button onClick={() => setAsking('transfer')}>
            Transfer… <Kbd keys="t" />
          </Button>
        </>
      )}
      <Button variant="primary" onClick={() => setAsking('keep')}>
        Keep… <Kbd keys="k" className="border-current/40 text-inherit" />
      </Button>
      {asking && way && (
        <ReasonDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={way.title}
          description={way.text}
          confirmLabel={way.verb}
          action={(reason) => ruleConflict(slug, conflict.id, asking, reason)}
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
