'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { filterHref, listParam, type TableUrl } from './table-url'

type FilterMenuProps = {
  url: TableUrl
  param: string
  label: string
  options: readonly { value: string; label: string; count?: number }[]
}

/** Any number of values of one field; the choice is in the URL as soon as it is made. */
export function FilterMenu({ url, param, label, options }: FilterMenuProps) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [chosen, setChosen] = useOptimistic(listParam(url, param))
  const go = (next: string[]) =>
    startTransition(() => {
      setChosen(next)
      router.replace(filterHref(url, { [param]: next }), { scroll: false })
    })
  const names = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label)
  const summary = names.length > 2 ? `${names.length} chosen` : names.join(', ')
  return (
    <Menu
      className={names.length > 0 ? undefined : 'border-dashed text-muted'}
      items={[
        ...options.map((option) => ({
          kind: 'check' as const,
          label: option.label,
          count: option.count,
          checked: chosen.includes(option.value),
          onCheckedChange: (on: boolean) =>
            go(on ? [...chosen, option.value] : chosen.filter((value) => value !== option.value)),
        })),
        ...(chosen.length > 0
          ? [
              { kind: 'separator' as const, id: 'end' },
              { label: 'Clear', onSelect: () => go([]) },
            ]
          : []),
      ]}
    >
      {label}
      {summary && <span className="max-w-40 truncate text-accent-text">{summary}</span>}
      <Icon name="chevron-down" className="size-3.5! text-muted" />
    </Menu>
  )
}
