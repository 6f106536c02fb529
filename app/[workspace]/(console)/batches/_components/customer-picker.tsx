'use client'

import { useRouter } from 'next/navigation'
import { useId, useTransition } from 'react'
import { filterHref, type TableUrl } from '@/components/table/table-url'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'

type CustomerPickerProps = {
  url: TableUrl
  choices: readonly { id: string; companyName: string; fullName: string }[]
  chosen: string
}

/** Whom the batch is for; another customer begins a selection anew. */
export function CustomerPicker({ url, choices, chosen }: CustomerPickerProps) {
  const router = useRouter()
  const id = useId()
  const [pending, startTransition] = useTransition()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <label htmlFor={id} className="font-medium text-sm">
        Customer
      </label>
      <div className="w-80 max-w-full">
        <Select
          id={id}
          value={chosen}
          options={[
            { value: '', label: 'Choose…' },
            ...choices.map((one) => ({
              value: one.id,
              label: `${one.companyName} (${one.fullName})`,
            })),
          ]}
          onChange={(event) => {
            const href = filterHref(url, { customer: event.target.value })
            startTransition(() => router.replace(href, { scroll: false }))
          }}
        />
      </div>
      {pending && <Spinner />}
    </div>
  )
}
