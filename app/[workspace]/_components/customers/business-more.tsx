'use client'

import { Checkbox } from '@/components/ui/choice'
import { paymentMethods, socialNetworks } from '@/lib/customers/labels'
import { paymentMethodLabels, socialLabels } from '@/lib/customers/words'
import { BusinessSection, ProfileField } from './business-form'
import type { SectionsProps } from './business-sections'

const languages = new Intl.DisplayNames('en', { type: 'language' })

export function OnlineSection({ business, draft, save }: SectionsProps) {
  return (
    <BusinessSection
      title="Online"
      description="Profiles elsewhere, and the logo."
      draft={`${draft}:online`}
      save={save}
    >
      <ProfileField name="logoUrl" label="Address of the logo" defaultValue={business.logoUrl} />
      <div className="grid gap-4 sm:grid-cols-2">
        {socialNetworks.map((network) => (
          <ProfileField
            key={network}
            name={`socials.${network}`}
            label={socialLabels[network]}
            defaultValue={business.socials?.[network] ?? ''}
          />
        ))}
      </div>
    </BusinessSection>
  )
}

export function MoreSection({ business, draft, save }: SectionsProps) {
  return (
    <BusinessSection
      title="More"
      description="What some directories ask for."
      draft={`${draft}:more`}
      save={save}
    >
      <ProfileField
        name="keywords"
        label="Keywords"
        help="With commas between."
        defaultValue={business.keywords?.join(', ')}
      />
      <ProfileField
        name="languages"
        label="Languages spoken"
        help="With commas between: English, German."
        defaultValue={business.languages?.map((code) => languages.of(code) ?? code).join(', ')}
      />
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">Ways to pay</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1">
          {paymentMethods.map((method) => (
            <Checkbox
              key={method}
              name="paymentMethods"
              value={method}
              label={paymentMethodLabels[method]}
              defaultChecked={business.paymentMethods?.includes(method)}
            />
          ))}
        </div>
      </fieldset>
    </BusinessSection>
  )
}
