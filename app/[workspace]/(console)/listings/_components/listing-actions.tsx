'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { checkOutcomeLabels } from '@/lib/listings/labels'
import { isWatched, type MoveName, movesFrom } from '@/lib/listings/rules'
import type { Listing } from '@/lib/listings/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { checkListing, moveListing } from '../actions'

const ApproveDialog = dynamic(() => import('./approve-dialog'), { ssr: false })
const RejectDialog = dynamic(() => import('./reject-dialog'), { ssr: false })
const EditDialog = dynamic(() => import('./edit-dialog'), { ssr: false })

const verbs: Record<MoveName, string> = {
  review: 'Under review…',
  approve: 'Live…',
  revise: 'Changes wanted…',
  resubmit: 'Submitted again…',
  reject: 'Rejected…',
  expire: 'Expired…',
  remove: 'Gone…',
}

const asks = {
  review: ['The directory is reviewing it?', 'What they said', 'Mark as under review'],
  revise: ['The directory wants changes?', 'What should change', 'Ask for changes'],
  resubmit: ['Submitted again?', 'What was changed', 'Mark as submitted'],
  expire: ['Has the listing expired?', 'What happened', 'Mark as expired'],
  remove: ['Is the listing gone?', 'What happened', 'Mark as gone'],
} as const

type ListingActionsProps = { slug: string; listing: Listing; currency: string; timeZone: string }
type Open = MoveName | 'edit' | null

/** What may be recorded about a listing where it stands now. */
export function ListingActions({ slug, listing, currency, timeZone }: ListingActionsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const [checking, setChecking] = useState(false)
  const close = () => setOpen(null)
  const done = (message: string) => {
    close()
    toast(message, { tone: 'success' })
    router.refresh()
  }
  const check = async () => {
    setChecking(true)
    const [refused, found] = await checkListing(slug, listing.id)
    setChecking(false)
    toast(refused?.message ?? (found ? checkOutcomeLabels[found.outcome] : ''), {
      tone: refused ? 'danger' : 'success',
    })
    router.refresh()
  }
  const moves = movesFrom(listing.status)
  const asked = open && open in asks ? (open as keyof typeof asks) : null
  return (
    <>
      {isWatched(listing.status) && listing.listingUrl && (
        <Button disabled={checking} onClick={() => void check()}>
          {checking ? 'Looking…' : 'Check now'}
        </Button>
      )}
      <Menu
        align="end"
        aria-label="Actions"
        items={[
          { label: 'Edit…', onSelect: () => setOpen('edit') },
          ...(moves.length > 0
            ? [
                { kind: 'separator' as const, id: 'moves' },
                { kind: 'heading' as const, label: 'The listing is' },
                ...moves.map((move) => ({ label: verbs[move], onSelect: () => setOpen(move) })),
              ]
            : []),
        ]}
      >
        Actions <Icon name="ellipsis" />
      </Menu>
      {open === 'approve' && (
        <ApproveDialog slug={slug} listing={listing} onClose={close} onDone={done} />
      )}
      {open === 'reject' && (
        <RejectDialog slug={slug} listing={listing} onClose={close} onDone={done} />
      )}
      {open === 'edit' && (
        <EditDialog {...{ slug, listing, currency, timeZone }} onClose={close} onDone={done} />
      )}
      {asked && (
        <ReasonDialog
          open
          onOpenChange={(still) => !still && close()}
          title={asks[asked][0]}
          description={`${listing.customerName} at ${listing.directoryName}. The customer can read this.`}
          label={asks[asked][1]}
          confirmLabel={asks[asked][2]}
          action={(reason) => moveListing(slug, asked, listing.id, reason)}
          onDone={() => done('Recorded')}
        />
      )}
    </>
  )
}
