'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { RadioField } from '@/components/form/radio-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { type Role, roleLabels } from '@/lib/auth/permissions'
import { maySeat } from '@/lib/members/rules'
import { invite } from '../../actions'

const hints: Partial<Record<Role, string>> = {
  owner: 'Everything, owners included',
  admin: 'Everything but owners: money, partners, settings',
  manager: 'Applications and the pipeline; sees money, moves none',
  va: 'Takes tasks, once there are some',
}

const seats = ['manager', 'admin', 'owner', 'va'] as const

/** Partners and customers are invited from their own lists, where their business is entered. */
export function InviteMember({ slug, role: own }: { slug: string; role: Role }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="user-plus" /> Invite
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Invite somebody"
        description="They get a link by e-mail, good for a week. Partners and customers are invited from their own pages."
      >
        <ActionForm
          draft={`invite:${slug}`}
          action={(values) => invite(slug, values)}
          onSuccess={() => {
            setOpen(false)
            toast('Invitation sent', { tone: 'success' })
            router.refresh()
          }}
        >
          <TextField name="email" label="E-mail" type="email" autoComplete="off" />
          <RadioField
            name="role"
            label="Role"
            defaultValue="manager"
            options={seats
              .filter((role) => maySeat(own, role))
              .map((role) => ({ value: role, label: roleLabels[role], hint: hints[role] }))}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>Send invitation</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  )
}
