'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { makeCustomer } from '../actions'
import { SubscriptionFields } from './subscription-fields'

export type ClientOfLead = {
  leadId: string
  name: string
  company: string
  contact: string
  email: string
}

type Props = {
  slug: string
  client: ClientOfLead
  bills: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Everything is filled in from the lead: usually one click is left. */
export default function MakeCustomerDialog({ slug, client, bills, open, onOpenChange }: Props) {
  const router = useRouter()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Make ${client.name} a customer`}
      description="From now on you can list their business and they can follow it."
    >
      <ActionForm
        action={(values) => makeCustomer(slug, { ...values, id: client.leadId })}
        onSuccess={(customer) => {
          onOpenChange(false)
          toast(`${customer.companyName} is a customer now`, { tone: 'success' })
          router.push(`/${slug}/customers/${customer.id}`)
        }}
      >
        <TextField name="companyName" label="Company" defaultValue={client.company} />
        <TextField name="fullName" label="Contact" defaultValue={client.contact} />
        <TextField name="email" label="E-mail" type="email" defaultValue={client.email} />
        <SubscriptionFields bills={bills} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Make customer</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
