'use client'

import { SelectField } from '@/components/form/select-field'
import { TextareaField } from '@/components/form/textarea-field'
import type { Business } from '@/lib/customers/business'
import { formatHours, weekdays } from '@/lib/customers/hours'
import { weekdayLabels } from '@/lib/customers/words'
import { BusinessSection, ProfileField, type SaveBusiness } from './business-form'
import { MoreSection, OnlineSection } from './business-more'

export type SectionsProps = {
  business: Business
  /** Names the drafts, so that those of two customers are not mixed up. */
  draft: string
  save: SaveBusiness
}

const list = (values: readonly string[] | null | undefined) => values?.join(', ')

function AboutSection({ business, draft, save }: SectionsProps) {
  return (
    <BusinessSection
      title="About the business"
      description="What directories show first."
      draft={`${draft}:about`}
      save={save}
    >
      <ProfileField name="name" label="Business name" defaultValue={business.name} />
      <TextareaField
        name="shortDescription"
        label="In short"
        help="One sentence, at most 160 characters."
        required={false}
        rows={2}
        maxLength={160}
        defaultValue={business.shortDescription}
      />
      <TextareaField
        name="description"
        label="Description"
        required={false}
        rows={6}
        maxLength={4000}
        defaultValue={business.description}
      />
      <ProfileField
        name="categories"
        label="Categories"
        help="With commas between, the most fitting first: bakery, café."
        defaultValue={list(business.categories)}
      />
      <ProfileField
        name="yearFounded"
        label="Founded in"
        inputMode="numeric"
        defaultValue={business.yearFounded}
      />
    </BusinessSection>
  )
}

function ContactSection({ business, draft, save }: SectionsProps) {
  return (
    <BusinessSection
      title="Contact"
      description="How people reach the business."
      draft={`${draft}:contact`}
      save={save}
    >
      <ProfileField
        name="phone"
        label="Phone"
        type="tel"
        help="With the country code, such as +49 30 1234567."
        autoComplete="tel"
        defaultValue={business.phone}
      />
      <ProfileField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        defaultValue={business.email}
      />
      <ProfileField
        name="website"
        label="Website"
        autoComplete="url"
        defaultValue={business.website}
      />
    </BusinessSection>
  )
}

type Countries = { countries: readonly { value: string; label: string }[] }

function AddressSection({ business, draft, save, countries }: SectionsProps & Countries) {
  const at = business.address ?? {}
  return (
    <BusinessSection
      title="Address"
      description="Written the same everywhere: directories compare it."
      draft={`${draft}:address`}
      save={save}
    >
      <ProfileField name="address.street" label="Street" defaultValue={at.street ?? ''} />
      <ProfileField name="address.street2" label="Floor, unit" defaultValue={at.street2 ?? ''} />
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <ProfileField name="address.city" label="City" defaultValue={at.city ?? ''} />
        <ProfileField
          name="address.postalCode"
          label="Postal code"
          defaultValue={at.postalCode ?? ''}
        />
      </div>
      <ProfileField name="address.region" label="State or region" defaultValue={at.region ?? ''} />
      <SelectField
        name="address.country"
        label="Country"
        required={false}
        placeholder="Choose a country"
        options={[...countries]}
        defaultValue={at.country ?? ''}
      />
    </BusinessSection>
  )
}

function HoursSection({ business, draft, save }: SectionsProps) {
  return (
    <BusinessSection
      title="Opening hours"
      description="Such as 9–17, or 9:00–12:30, 14–18, or closed."
      draft={`${draft}:hours`}
      save={save}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {weekdays.map((day) => {
          const windows = business.hours?.[day]
          return (
            <ProfileField
              key={day}
              name={`hours.${day}`}
              label={weekdayLabels[day]}
              defaultValue={windows ? formatHours(windows) : ''}
            />
          )
        })}
      </div>
    </BusinessSection>
  )
}

/** The whole profile, in parts that are saved one by one. */
export function BusinessSections({ countries, ...props }: SectionsProps & Countries) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-5">
        <AboutSection {...props} />
        <HoursSection {...props} />
        <OnlineSection {...props} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <ContactSection {...props} />
        <AddressSection {...props} countries={countries} />
        <MoreSection {...props} />
      </div>
    </div>
  )
}
