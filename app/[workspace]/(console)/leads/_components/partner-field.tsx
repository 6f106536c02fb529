'use client'

import { Combobox } from '@base-ui/react/combobox'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { controlVariants } from '@/components/ui/input'
import { PartnerOptions } from './partner-options'
import { type PartnerChoice, usePartnerChoices } from './use-partner-choices'

type PartnerFieldProps = {
  slug: string
  name: string
  label: string
  chosen: PartnerChoice | null
  /** Keeps the choice in the URL, so that a reload keeps it. */
  inUrl?: boolean
}

/** A partner by name. */
export function PartnerField({ slug, name, label, chosen, inUrl = true }: PartnerFieldProps) {
  const [partner, setPartner] = useState(chosen)
  const [search, setSearch] = useState(chosen?.name ?? '')
  const choices = usePartnerChoices(slug, search === partner?.name ? '' : search)
  const choose = (next: PartnerChoice | null) => {
    setPartner(next)
    if (!inUrl) return
    const url = new URL(location.href)
    if (next) url.searchParams.set('partner', next.id)
    else url.searchParams.delete('partner')
    history.replaceState(null, '', url)
  }
  return (
    <Field name={name} label={label}>
      {({ name: _, ...control }) => (
        <Combobox.Root<PartnerChoice>
          items={choices ?? []}
          filter={null}
          autoHighlight
          value={partner}
          onValueChange={choose}
          inputValue={search}
          onInputValueChange={setSearch}
          itemToStringLabel={(item) => item.name}
          isItemEqualToValue={(a, b) => a.id === b.id}
        >
          <Combobox.Input
            {...control}
            data-field={name}
            required
            autoComplete="off"
            placeholder="Search by name, company or e-mail"
            className={controlVariants({})}
          />
          <input type="hidden" name={name} value={partner?.id ?? ''} />
          <Combobox.Portal>
            <Combobox.Positioner align="start" sideOffset={4} className="z-60 outline-none">
              <Combobox.Popup className="animate-popup w-(--anchor-width) rounded-lg bg-raised p-1 shadow-popup outline-none">
                <PartnerOptions choices={choices} />
              </Combobox.Popup>
            </Combobox.Positioner>
          </Combobox.Portal>
        </Combobox.Root>
      )}
    </Field>
  )
}
