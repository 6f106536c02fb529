'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import type { Partner } from '@/lib/partners/schema'
import { editProfile } from '../actions'

export function ProfileForm({ slug, partner }: { slug: string; partner: Partner }) {
  const router = useRouter()
  return (
    <ActionForm
      empty="null"
      action={(values) => editProfile(slug, values)}
      onSuccess={() => {
        toast('Saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        maxLength={120}
        defaultValue={partner.name}
      />
      <TextField
        name="company"
        label="Company"
        optional
        autoComplete="organization"
        maxLength={160}
        defaultValue={partner.company ?? undefined}
      />
      <TextField
        name="phone"
        label="Phone"
        type="tel"
        optional
        autoComplete="tel"
        defaultValue={partner.phone ?? undefined}
      />
      <TextField
        name="website"
        label="Website"
        optional
        autoComplete="url"
        defaultValue={partner.website ?? undefined}
      />
      <div className="flex justify-end">
        <SubmitButton variant="secondary">Save</SubmitButton>
      </div>
    </ActionForm>
  )
}
