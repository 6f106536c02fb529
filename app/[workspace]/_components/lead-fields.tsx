'use client'

import { useState } from 'react'
import { DateField } from '@/components/form/date-field'
import { MoneyField } from '@/components/form/money-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { currencyChoices } from '@/lib/currencies/labels'
import type { Lead } from '@/lib/leads/schema'

type LeadFieldsProps = {
  currency: string
  lead?: Lead
  /** For the agency, which alone assigns them. */
  campaigns?: readonly { id: string; name: string }[]
}

/** What is known about a client, for whoever registers or edits one. */
export function LeadFields({ currency: first, lead, campaigns = [] }: LeadFieldsProps) {
  const [currency, setCurrency] = useState(first)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="clientName"
          label="Contact name"
          maxLength={160}
          autoComplete="off"
          defaultValue={lead?.clientName ?? undefined}
        />
        <TextField
          name="businessName"
          label="Business"
          optional
          maxLength={200}
          autoComplete="off"
          defaultValue={lead?.businessName ?? undefined}
        />
        <TextField
          name="clientEmail"
          label="E-mail"
          type="email"
          optional
          autoComplete="off"
          defaultValue={lead?.clientEmail ?? undefined}
        />
        <TextField
          name="clientPhone"
          label="Phone"
          type="tel"
          optional
          autoComplete="off"
          defaultValue={lead?.clientPhone ?? undefined}
        />
      </div>
      <TextField
        name="website"
        label="Website"
        optional
        autoComplete="off"
        help="E-mail address or website tell whether somebody registered this client before; give at least one of them, or the business."
        defaultValue={lead?.website ?? undefined}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="industry"
          label="Industry"
          optional
          maxLength={80}
          autoComplete="off"
          defaultValue={lead?.industry ?? undefined}
        />
        {campaigns.length > 0 && (
          <SelectField
            name="campaignId"
            label="Campaign"
            optional
            placeholder="None"
            options={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={lead?.campaignId ?? undefined}
          />
        )}
      </div>
      <TextareaField
        name="projectDescription"
        label="Project"
        optional
        rows={4}
        maxLength={4000}
        help="What they need, in a few words."
        defaultValue={lead?.projectDescription ?? undefined}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {/* Fixed once a deal has been won. */}
        {(!lead || lead.closeNo === 0) && (
          <SelectField
            name="currency"
            label="Currency"
            className="sm:col-span-2"
            defaultValue={first}
            options={currencyChoices(first)}
            onChange={(event) => setCurrency(event.target.value)}
          />
        )}
        <MoneyField
          name="estimatedValue"
          label="Estimated value"
          optional
          currency={currency}
          defaultValue={lead?.estimatedValue || null}
        />
        <DateField
          name="expectedCloseOn"
          label="Expected close"
          optional
          defaultValue={lead?.expectedCloseOn ?? undefined}
        />
      </div>
    </>
  )
}
