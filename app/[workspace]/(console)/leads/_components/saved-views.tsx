'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import type { SavedView } from '@/lib/saved-views/schema'
import { restGet } from '../../../_components/rest-get'

const ViewsDialog = dynamic(() => import('./views-dialog'), { ssr: false })

/** Filters under a name. They are fetched when the menu is about to open. */
export function SavedViews({ slug, query }: { slug: string; query: string }) {
  const pathname = usePathname()
  const [views, setViews] = useState<SavedView[] | null>(null)
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const load = () => {
    restGet<SavedView[]>(slug, '/saved-views?screen=leads').then(setViews, () => setViews([]))
  }
  const none = views ? 'No saved views yet' : 'Loading…'
  return (
    <>
      <Menu
        align="end"
        aria-label="Saved views"
        onPointerEnter={load}
        onFocus={load}
        items={[
          { kind: 'heading', label: views?.length ? 'Saved views' : none },
          ...(views ?? []).map((view) => ({
            label: view.name,
            href: view.query ? `${pathname}?${view.query}` : pathname,
          })),
          { kind: 'separator', id: 'manage' },
          { label: 'Save this view…', onSelect: () => setDialog('save') },
          ...(views?.length
            ? [{ label: 'Delete views…', onSelect: () => setDialog('manage') }]
            : []),
        ]}
      >
        <Icon name="bookmark" />
        <span className="max-sm:sr-only">Views</span>
      </Menu>
      {dialog && (
        <ViewsDialog
          slug={slug}
          query={query.replace(/^\?/, '')}
          views={views ?? []}
          mode={dialog}
          onChange={load}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
