'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { MoneyField } from '@/components/form/money-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { setCost } from '../actions'

type SetCostProps = {
  slug: string
  today: string
  currency: string
  campaigns: { value: string; label: string }[]
}

/** What a campaign cost on a day: without it there is no return to show. */
export function SetCost({ slug, today, currency, campaigns }: SetCostProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Enter a cost…</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Cost of a campaign"
        description="Of one day, instead of what was entered for it before. Zero takes it away."
      >
        <ActionForm
          action={(values) => setCost(slug, values)}
          onSuccess={() => {
            setOpen(false)
            toast('Cost saved', { tone: 'success' })
            router.refresh()
          }}
        >
          <SelectField name="id" label="Campaign" options={campaigns} />
          <div className="grid gap-4 sm:grid-cols-2">
            <DateField name="day" label="Day" defaultValue={today} max={today} />
            <MoneyField name="amount" label="Cost" currency={currency} />
          </div>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>Save the cost</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  )
}
