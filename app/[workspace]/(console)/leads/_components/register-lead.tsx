'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import { leadName } from '@/lib/leads/labels'
import { LeadFields } from '../../../_components/lead-fields'
import { registerLead } from '../actions'
import { PartnerField } from './partner-field'
import type { PartnerChoice } from './use-partner-choices'

type RegisterLeadProps = {
  slug: string
  currency: string
  partner: PartnerChoice | null
  campaigns: readonly { id: string; name: string }[]
}

export function RegisterLead({ slug, currency, partner, campaigns }: RegisterLeadProps) {
  const router = useRouter()
  return (
    <Card className="max-w-2xl">
      <ActionForm
        draft={`register-lead:${slug}`}
        action={(values) => registerLead(slug, values)}
        onSuccess={(lead) => {
          toast(`Registered ${leadName(lead)} for ${lead.partnerName}`, { tone: 'success' })
          router.push(`/${slug}/leads/${lead.id}`)
        }}
      >
        <PartnerField slug={slug} name="partnerId" label="Partner" chosen={partner} />
        <LeadFields currency={currency} campaigns={campaigns} />
        <div className="flex justify-end gap-2">
          <ButtonLink href={`/${slug}/leads`}>Cancel</ButtonLink>
          <SubmitButton>Register</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
