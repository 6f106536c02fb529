'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { delegateApproval } from '../../actions'

type DelegationFormProps = {
  slug: string
  managers: { value: string; label: string }[]
  /** In the workspace's time zone. */
  today: string
}

export function DelegationForm({ slug, managers, today }: DelegationFormProps) {
  const router = useRouter()
  const [turn, setTurn] = useState(0)
  return (
    <ActionForm
      key={turn}
      action={(values) => delegateApproval(slug, values)}
      onSuccess={() => {
        toast('Delegated', { tone: 'success' })
        setTurn(turn + 1)
        router.refresh()
      }}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-[1fr_9rem_9rem]">
        <SelectField
          name="userId"
          label="Manager"
          options={managers}
          defaultValue={managers[0]?.value}
        />
        <DateField name="from" label="From" defaultValue={today} min={today} />
        <DateField name="to" label="Until" min={today} />
      </div>
      <TextField
        name="reason"
        label="Reason"
        maxLength={500}
        autoComplete="off"
        help="Both days are included; it ends after 90 days at the latest."
      />
      <div>
        <SubmitButton>Delegate</SubmitButton>
      </div>
    </ActionForm>
  )
}
