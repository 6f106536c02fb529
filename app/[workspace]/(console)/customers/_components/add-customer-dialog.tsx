'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { addCustomer } from '../actions'
import { SubscriptionFields } from './subscription-fields'

type Props = { slug: string; bills: boolean; open: boolean; onOpenChange: (open: boolean) => void }

export default function AddCustomerDialog({ slug, bills, open, onOpenChange }: Props) {
  const router = useRouter()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a customer"
      description="The client of a won lead becomes a customer on the lead’s own page."
    >
      <ActionForm
        draft={`add-customer:${slug}`}
        action={(values) => addCustomer(slug, values)}
        onSuccess={(customer) => {
          onOpenChange(false)
          toast(`${customer.companyName} is a customer now`, { tone: 'success' })
          router.push(`/${slug}/customers/${customer.id}`)
        }}
      >
        <TextField name="companyName" label="Company" autoComplete="off" maxLength={200} />
        <TextField name="fullName" label="Contact" autoComplete="off" maxLength={200} />
        <TextField name="email" label="E-mail" type="email" autoComplete="off" />
        <SubscriptionFields bills={bills} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Add customer</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
