'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import type { LeadImport, Preview } from '@/lib/imports/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'
import { confirmImport, previewImport } from '../actions'

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
  const what = counted(found.goodRows, 'lead')

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
            <p className="mt-2">Left out: {leftOutWords(found)}.</p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}

const leftOutWords = ({ badRows, duplicateRows }: ConfirmButtonProps['found']) =>
  [
    badRows > 0 && counted(badRows, 'bad row'),
    duplicateRows > 0 && counted(duplicateRows, 'duplicate row'),
  ]
    .filter(Boolean)
    .join(' and ')

const partnerWords = ({ made, known }: Preview['partners']) =>
  [
    made > 0 && `${counted(made, 'new partner')}, without an invitation`,
    known > 0 && counted(known, 'known partner'),
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
            {counted(deals, 'won deal')} of {amounts(won)}
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
