'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { type ColumnChoice, visibleColumns } from './columns'
import { hrefWith, type TableUrl } from './table-url'

export function ColumnMenu({ url, columns }: { url: TableUrl; columns: readonly ColumnChoice[] }) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const optional = columns.filter((column) => !column.fixed)
  const [shown, setShown] = useOptimistic(
    visibleColumns(columns, url).flatMap((column) => (column.fixed ? [] : [column.id])),
  )
  const go = (next: string[] | null) =>
    startTransition(() => {
      setShown(next ?? optional.flatMap(({ id, hidden }) => (hidden ? [] : [id])))
      router.replace(hrefWith(url, { cols: next }), { scroll: false })
    })
  return (
    <Menu
      align="end"
      aria-label="Columns"
      items={[
        ...optional.map(({ id, header }) => ({
          kind: 'check' as const,
          label: header,
          checked: shown.includes(id),
          onCheckedChange: (on: boolean) =>
            go(
              optional
                .map((column) => column.id)
                .filter((c) => (c === id ? on : shown.includes(c))),
            ),
        })),
        { kind: 'separator' as const, id: 'end' },
        { label: 'Show the usual columns', onSelect: () => go(null) },
      ]}
    >
      <Icon name="columns-3" />
      <span className="max-sm:sr-only">Columns</span>
    </Menu>
  )
}
