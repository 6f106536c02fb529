'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { RadioField } from '@/components/form/radio-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { experienceLabels, experienceLevels } from '@/lib/applications/schema'
import { submitApplication } from '../actions'
import { useKeptReferral } from './use-kept-referral'
import { visitorOf } from './visit'

type ApplicationFormProps = { slug: string; name: string; referralCode: string | undefined }

/** One short page; a reload or a closed tab loses nothing. */
export function ApplicationForm({ slug, name, referralCode }: ApplicationFormProps) {
  const router = useRouter()
  const referral = useKeptReferral(slug, referralCode)
  return (
    <ActionForm
      draft={`application:${slug}`}
      action={(values) =>
        submitApplication({
          ...values,
          workspace: slug,
          referralCode: referral.code(),
          visitorId: visitorOf(slug),
        })
      }
      onSuccess={() => {
        referral.forget()
        router.push(`/p/${slug}/received`)
      }}
    >
      <TextField name="name" label="Your name" autoComplete="name" maxLength={120} />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        help="We write to this address, and you will sign in with it."
      />
      <TextField
        name="company"
        label="Company"
        autoComplete="organization"
        optional
        maxLength={160}
      />
      <TextField name="website" label="Website" autoComplete="url" inputMode="url" optional />
      <TextField name="phone" label="Phone" type="tel" autoComplete="tel" optional />
      <TextareaField
        name="networkDescription"
        label="Who do you know?"
        help="Which businesses you are in touch with, and how."
        rows={4}
        maxLength={2000}
      />
      <TextField
        name="expectedReferrals"
        label="Clients you expect to bring in a year"
        type="number"
        inputMode="numeric"
        min={0}
        max={10_000}
        help="A guess is fine."
      />
      <RadioField
        name="experienceLevel"
        label="Your experience with referring clients"
        options={experienceLevels.map((value) => ({ value, label: experienceLabels[value] }))}
      />
      <CheckboxField
        name="acceptsTerms"
        required
        label={
          <>
            I accept the{' '}
            <a
              className="text-accent-text underline"
              href={`/p/${slug}#terms`}
              target="_blank"
              rel="noreferrer"
            >
              terms of {name}
            </a>
          </>
        }
      />
      <SubmitButton size="lg">Send application</SubmitButton>
    </ActionForm>
  )
}
