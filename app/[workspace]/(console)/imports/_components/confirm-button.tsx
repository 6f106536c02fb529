'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import type { LeadImport, Preview } from '@/lib/imports/schema'
import { formatMoney } from '@/lib/money'
import { confirmImport, previewImport } from '../actions'
import { count, leadsWords } from './tones'

type ConfirmButtonProps = {
  slug: string
  found: Pick<LeadImport, 'id' | 'goodRows' | 'badRows' | 'duplicateRows' | 'mapping'>
}

const amounts = (sums: Preview['won']) =>
  sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')

/** Asks with the counts and amounts that the import will make, computed when it is asked. */
export function ConfirmButton({ slug, found }: ConfirmButtonProps) {
  const router = useRouter()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [asking, setAsking] = useState(false)
  const [pending, startTransition] = useTransition()
  const what = leadsWords(found.goodRows)

  const ask = () =>
    startTransition(async () => {
      const [refused, computed] = await previewImport(slug, found.id)
      if (refused) return toast(refused.message, { tone: 'danger' })
      setPreview(computed)
      setAsking(true)
    })

  if (found.goodRows === 0)
    return (
      <DisabledAction variant="primary" reason="No row is good, so there is nothing to import.">
        Import
      </DisabledAction>
    )
  return (
    <>
      <Button variant="primary" pending={pending} onClick={ask}>
        Import {what}…
      </Button>
      {preview && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Import ${what}?`}
          confirmLabel={`Import ${what}`}
          onConfirm={async () => {
            const [refused] = await confirmImport(slug, found.id, found.goodRows)
            if (!refused) router.refresh()
            return refused?.message
          }}
        >
          <PreviewWords preview={preview} paid={found.mapping.alreadyPaid} />
          {found.badRows + found.duplicateRows > 0 && (
            <p className="mt-2">
              {count(found.badRows)} bad and {count(found.duplicateRows)} duplicate rows are left
              out.
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}

const partnerWords = ({ made, known }: Preview['partners']) =>
  [
    made > 0 && `${count(made)} new ${made === 1 ? 'partner' : 'partners'}, without an invitation`,
    known > 0 && `${count(known)} known ${known === 1 ? 'partner' : 'partners'}`,
  ]
    .filter(Boolean)
    .join('; ')

function PreviewWords({ preview, paid }: { preview: Preview; paid: boolean }) {
  const { won, partners, commissions } = preview
  const deals = won.reduce((total, sum) => total + sum.count, 0)
  return (
    <ul className="list-disc pl-4">
      <li>{partnerWords(partners)}</li>
      {deals > 0 && (
        <>
          <li>
            {count(deals)} won deals of {amounts(won)}
          </li>
          <li>
            Commissions of {amounts(commissions)},{' '}
            {paid ? 'kept as paid already' : 'waiting for approval'}
          </li>
        </>
      )}
    </ul>
  )
}
