'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { addPartner } from '../actions'

/** For partners that never applied: they get the same invitation. */
export function AddPartner({ slug }: { slug: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="plus" /> Add partner
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a partner"
        description="They get an invitation to the portal by e-mail."
      >
        <ActionForm
          draft={`add-partner:${slug}`}
          action={(values) => addPartner(slug, values)}
          onSuccess={(partner) => {
            setOpen(false)
            toast(`${partner.name} is a partner now`, { tone: 'success' })
            router.push(`/${slug}/partners/${partner.id}`)
          }}
        >
          <TextField name="name" label="Name" autoComplete="off" maxLength={120} />
          <TextField name="email" label="E-mail" type="email" autoComplete="off" />
          <TextField name="company" label="Company" optional autoComplete="off" />
          <TextField name="phone" label="Phone" type="tel" optional autoComplete="off" />
          <TextField name="website" label="Website" optional autoComplete="off" />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>Add and invite</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  )
}
