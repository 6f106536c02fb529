'use client'

import { useRouter } from 'next/navigation'
import { useId, useOptimistic, useTransition } from 'react'
import { filterHref, type TableUrl, textParam } from '@/components/table/table-url'
import { Select } from '@/components/ui/select'

type ChoiceFilterProps = {
  url: TableUrl
  param: string
  label: string
  options: readonly { value: string; label: string }[]
  /** What counts while the address says nothing. */
  usual?: string
}

/** One value of a few, in the address as soon as it is chosen. */
export function ChoiceFilter({ url, param, label, options, usual = '' }: ChoiceFilterProps) {
  const router = useRouter()
  const id = useId()
  const [, startTransition] = useTransition()
  const [chosen, setChosen] = useOptimistic(textParam(url, param) || usual)
  return (
    <span className="flex items-center gap-1.5 max-sm:w-[calc(50%-0.25rem)] max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5">
      <label htmlFor={id} className="text-muted text-sm max-sm:text-xs">
        {label}
      </label>
      <Select
        id={id}
        controlSize="sm"
        value={chosen}
        options={options}
        onChange={({ target: { value } }) =>
          startTransition(() => {
            setChosen(value)
            router.replace(filterHref(url, { [param]: value }), { scroll: false })
          })
        }
      />
    </span>
  )
}
