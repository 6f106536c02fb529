'use client'

import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import type { FormValues } from '@/components/form/form-values'
import { MoneyField } from '@/components/form/money-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Listing } from '@/lib/listings/schema'
import { isoDate } from '@/lib/time'
import { editListing } from '../actions'
import type { MoveDialogProps } from './approve-dialog'

const numbers = [
  ['searchRank', 'Search rank'],
  ['impressions', 'Impressions'],
  ['clicks', 'Clicks'],
  ['trafficEstimate', 'Visits a month'],
  ['leadEstimate', 'Leads a month'],
] as const

const days = [
  ['expiresAt', 'Expires'],
  ['followUpAt', 'Follow up'],
  ['maintenanceAt', 'Maintain'],
] as const

/** What was changed alone, so that figures keep their date when only a day was set. */
function changed(values: FormValues, listing: Listing, before: Record<string, unknown>) {
  const fields = Object.entries(values).filter(
    ([name, value]) => (before[name] ?? listing[name as keyof Listing] ?? null) !== value,
  )
  const costs = fields.some(([name]) => name === 'costCents')
  return { ...Object.fromEntries(fields), ...(costs ? { costCents: values.costCents } : {}) }
}

type EditDialogProps = MoveDialogProps & { currency: string; timeZone: string }

/** What is known of a listing, without moving it. */
export default function EditDialog(props: EditDialogProps) {
  const { slug, listing, currency, timeZone, onClose, onDone } = props
  const money = listing.costCurrency ?? currency
  const dayOf = (at: Date | null) => (at ? isoDate(at, timeZone) : '')
  const before = Object.fromEntries(days.map(([name]) => [name, dayOf(listing[name]) || null]))
  const save = (values: FormValues) => {
    const given = changed(values, listing, before)
    const cost = 'costCents' in given
    return editListing(slug, listing.id, {
      ...given,
      ...(cost ? { costCurrency: given.costCents === null ? null : money } : {}),
    })
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Edit the listing"
      description={`${listing.customerName} at ${listing.directoryName}`}
    >
      <ActionForm empty="null" action={save} onSuccess={() => onDone('Saved')}>
        <TextField
          name="listingUrl"
          label="Address of the listing"
          optional
          defaultValue={listing.listingUrl ?? ''}
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            name="externalReference"
            label="Their reference"
            optional
            maxLength={200}
            defaultValue={listing.externalReference ?? ''}
          />
          <MoneyField
            name="costCents"
            label="Cost"
            optional
            currency={money}
            defaultValue={listing.costCents}
          />
        </div>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          {days.map(([name, label]) => (
            <DateField
              key={name}
              name={name}
              label={label}
              optional
              defaultValue={dayOf(listing[name])}
            />
          ))}
        </div>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-5">
          {numbers.map(([name, label]) => (
            <TextField
              key={name}
              name={name}
              label={label}
              aria-label={label}
              type="number"
              min={name === 'searchRank' ? 1 : 0}
              step={1}
              defaultValue={listing[name] ?? ''}
              required={false}
            />
          ))}
        </div>
        <TextField
          name="backlinkUrl"
          label="Backlink"
          optional
          defaultValue={listing.backlinkUrl ?? ''}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
