'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { CustomerRecord } from '@/lib/customers/schema'
import { editCustomer } from '../actions'

type Props = { slug: string; customer: CustomerRecord; onClose: () => void }

export default function EditCustomerDialog({ slug, customer, onClose }: Props) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${customer.companyName}`}
      description="What directories show is in the profile."
    >
      <ActionForm
        action={(values) => editCustomer(slug, { ...values, id: customer.id })}
        onSuccess={() => {
          onClose()
          toast('Saved', { tone: 'success' })
          router.refresh()
        }}
      >
        <TextField name="companyName" label="Company" defaultValue={customer.companyName} />
        <TextField name="fullName" label="Contact" defaultValue={customer.fullName} />
        <TextField name="email" label="E-mail" type="email" defaultValue={customer.email} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
