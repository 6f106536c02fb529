import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import type { LeadShare } from '@/lib/leads/schema'
import { shareLead } from '../actions'
import { PartnerField } from './partner-field'

export type SharesDialogProps = {
  slug: string
  leadId: string
  owner: { id: string; name: string }
  shares: readonly LeadShare[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

type Row = { key: string; partner: { id: string; name: string } | null; bps: number | null }

const WHOLE = 10_000

/** "33,34" in percent → 3,334; what is no number stays one for the procedure to refuse. */
const bpsOf = (percent: unknown) =>
  Math.round(Number(String(percent ?? '').replace(',', '.')) * 100_000) / 1_000

/** Divides what a deal will earn; the parts add up to all of it. */
export default function SharesDialog(props: SharesDialogProps) {
  const { slug, leadId, owner, shares, open, onOpenChange } = props
  const router = useRouter()
  const [rows, setRows] = useState<Row[]>(() =>
    shares.length > 0
      ? shares.map(({ partnerId, partnerName, bps }) => ({
          key: partnerId,
          partner: { id: partnerId, name: partnerName },
          bps,
        }))
      : [
          { key: owner.id, partner: owner, bps: WHOLE / 2 },
          { key: crypto.randomUUID(), partner: null, bps: WHOLE / 2 },
        ],
  )
  const save = (parts: { partnerId: unknown; bps: number }[]) =>
    shareLead(slug, { id: leadId, shares: parts })
  const done = (message: string) => {
    onOpenChange(false)
    toast(message, { tone: 'success' })
    router.refresh()
  }
  const submit = (values: FormValues) =>
    save(
      rows.map((_, i) => ({
        partnerId: values[`shares.${i}.partnerId`],
        bps: bpsOf(values[`shares.${i}.bps`]),
      })),
    )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="Share the deal"
      description="Commission and bonuses are computed once, at the owner’s rate, and divided to the cent. The shares stand once the deal is closed."
    >
      <ActionForm action={submit} onSuccess={() => done('The deal is shared')}>
        {rows.map((row, i) => (
          <div key={row.key} className="grid grid-cols-[1fr_6rem_auto] items-end gap-3">
            {row.partner?.id === owner.id ? (
              <div className="flex min-w-0 flex-col gap-1.5 text-sm">
                <span className="font-medium">Owner</span>
                <span className="flex h-9 items-center truncate">{owner.name}</span>
                <input type="hidden" name={`shares.${i}.partnerId`} value={owner.id} />
              </div>
            ) : (
              <PartnerField
                slug={slug}
                name={`shares.${i}.partnerId`}
                label="Partner"
                chosen={row.partner && { ...row.partner, company: null }}
                inUrl={false}
              />
            )}
            <TextField
              name={`shares.${i}.bps`}
              label="Share in %"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={row.bps === null ? '' : String(row.bps / 100)}
            />
            <IconButton
              label="Leave out"
              disabled={row.partner?.id === owner.id}
              onClick={() => setRows((all) => all.toSpliced(i, 1))}
            >
              <Icon name="x" />
            </IconButton>
          </div>
        ))}
        <div>
          <Button
            size="sm"
            variant="ghost"
            onClick={() =>
              setRows((all) => [...all, { key: crypto.randomUUID(), partner: null, bps: null }])
            }
          >
            <Icon name="plus" />
            Add a partner
          </Button>
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          {shares.length > 0 && (
            <Button
              className="mr-auto"
              onClick={async () => {
                const [error] = await save([])
                if (error) toast(error.message, { tone: 'danger' })
                else done(`${owner.name} gets all of it again`)
              }}
            >
              Stop sharing
            </Button>
          )}
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Share the deal</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
