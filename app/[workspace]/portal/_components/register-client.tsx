'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import { leadName } from '@/lib/leads/labels'
import { LeadFields } from '../../_components/lead-fields'
import { registerLead } from '../actions'

export function RegisterClient({ slug, currency }: { slug: string; currency: string }) {
  const router = useRouter()
  return (
    <Card className="max-w-2xl">
      <ActionForm
        draft={`register-client:${slug}`}
        action={(values) => registerLead(slug, values)}
        onSuccess={(lead) => {
          toast(`${leadName(lead)} is registered`, {
            description: 'Nobody else can register them while they are protected.',
            tone: 'success',
          })
          router.push(`/${slug}/portal/leads/${lead.id}`)
        }}
      >
        <LeadFields currency={currency} />
        <div className="flex justify-end gap-2">
          <ButtonLink href={`/${slug}/portal/leads`}>Cancel</ButtonLink>
          <SubmitButton>Register</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
