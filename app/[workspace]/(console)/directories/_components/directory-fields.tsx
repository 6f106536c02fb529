'use client'

import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import {
  automationMethodLabels,
  categoryLabels,
  linkTypeLabels,
  pricingLabels,
} from '@/lib/directories/labels'
import type { Directory } from '@/lib/directories/schema'
import { PriceFields } from './price-fields'

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

type DirectoryFieldsProps = { directory?: Directory; currency: string }

/** What a directory is; the same when it is added and when it is edited. */
export function DirectoryFields({ directory, currency }: DirectoryFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="name"
        label="Name"
        maxLength={200}
        autoComplete="off"
        defaultValue={directory?.name}
      />
      <TextField
        name="url"
        label="Address"
        placeholder="https://example.com"
        autoComplete="off"
        defaultValue={directory?.url}
      />
      <TextField
        name="submissionUrl"
        label="Address of the form"
        optional
        autoComplete="off"
        defaultValue={directory?.submissionUrl ?? ''}
      />
      <SelectField
        name="category"
        label="Category"
        placeholder="Choose…"
        options={optionsOf(categoryLabels)}
        defaultValue={directory?.category ?? ''}
      />
      <TextField
        name="country"
        label="Country"
        optional
        help="Two letters, such as US, if it lists only one."
        maxLength={2}
        autoCapitalize="characters"
        autoComplete="off"
        defaultValue={directory?.country ?? ''}
      />
      <TextField
        name="daScore"
        label="Authority"
        optional
        help="0 to 100, by the tool you use."
        type="number"
        min={0}
        max={100}
        defaultValue={directory?.daScore ?? ''}
      />
      <SelectField
        name="linkType"
        label="Links"
        options={optionsOf(linkTypeLabels)}
        defaultValue={directory?.linkType ?? 'unknown'}
      />
      <SelectField
        name="pricing"
        label="Pricing"
        options={optionsOf(pricingLabels)}
        defaultValue={directory?.pricing ?? 'free'}
      />
      <PriceFields directory={directory} currency={currency} />
      <TextField
        name="credits"
        label="Credits"
        help="What a submission costs a customer."
        type="number"
        min={1}
        max={100}
        defaultValue={directory?.credits ?? 1}
      />
      <TextField
        name="averageApprovalDays"
        label="Days to approval"
        optional
        help="As the directory says; what we see replaces it."
        type="number"
        min={0}
        max={365}
        defaultValue={directory?.averageApprovalDays ?? ''}
      />
      <SelectField
        name="automationMethod"
        label="Method"
        help="How submissions are made."
        options={optionsOf(automationMethodLabels)}
        defaultValue={directory?.automationMethod ?? 'manual'}
      />
      <TextareaField
        className="sm:col-span-2"
        name="description"
        label="Description"
        optional
        rows={2}
        maxLength={2000}
        defaultValue={directory?.description}
      />
    </div>
  )
}
