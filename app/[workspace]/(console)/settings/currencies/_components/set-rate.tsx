'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { setRate } from '../../actions'

type SetRateProps = { slug: string; today: string; choices: { value: string; label: string }[] }

/** A rate that the ECB does not publish, or another one than theirs. */
export function SetRate({ slug, today, choices }: SetRateProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Set a rate…</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Set a rate by hand"
        description="It counts from now on. Payouts that exist keep the rate they were made at."
      >
        <ActionForm
          action={(values) => setRate(slug, values)}
          onSuccess={() => {
            setOpen(false)
            toast('Rate saved', { tone: 'success' })
            router.refresh()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField name="currency" label="Currency" options={choices} />
            <DateField name="day" label="Day" defaultValue={today} max={today} />
          </div>
          <TextField
            name="rate"
            label="Units for 1 EUR"
            inputMode="decimal"
            autoComplete="off"
            placeholder="1.0837"
            className="tabular-nums"
          />
          <TextField name="reason" label="Reason" maxLength={500} autoComplete="off" />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>Save the rate</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  )
}
