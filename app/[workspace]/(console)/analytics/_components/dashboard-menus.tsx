'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { navigate } from '@/components/shell/navigation'
import { ButtonLink } from '@/components/ui/button-link'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import type { MenuEntry } from '@/components/ui/menu-entry'
import { toast } from '@/components/ui/toast'
import type { Dashboard, DashboardItem, Template } from '@/lib/dashboards/schema'
import { createDashboard, deleteDashboard, editDashboard } from '../actions'

const NameDialog = dynamic(() => import('./name-dialog'), { ssr: false })

type DashboardMenusProps = {
  slug: string
  dashboard: Dashboard
  items: readonly DashboardItem[]
  templates: readonly Template[]
  /** Null where it is not for this person, or going on. */
  arrangeHref: string | null
}

const group = (label: string, items: readonly DashboardItem[], base: string): MenuEntry[] =>
  items.length === 0
    ? []
    : [
        { kind: 'heading', label },
        ...items.map(({ id, name, ownerName, own }) => ({
          label: own ? name : `${name}, by ${ownerName ?? 'a colleague'}`,
          href: `${base}/${id}`,
        })),
      ]

/** The way to other dashboards, and what can be done with this one. */
export function DashboardMenus(props: DashboardMenusProps) {
  const { slug, dashboard, items, templates, arrangeHref } = props
  const { id, own, name, shared, template } = dashboard
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [asking, setAsking] = useState<'new' | 'rename' | 'copy' | null>(null)
  const base = `/${slug}/analytics`
  const close = (open: boolean) => !open && setAsking(null)
  const goTo = (made: Dashboard) => navigate(`${base}/${made.id}`)

  const share = () =>
    startTransition(async () => {
      const [refused] = await editDashboard(slug, { id, shared: !shared })
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(shared ? 'Only you see this dashboard now' : 'Your colleagues see this dashboard now', {
        tone: 'success',
      })
      router.refresh()
    })
  const remove = () =>
    startTransition(async () => {
      const [refused] = await deleteDashboard(slug, id ?? '')
      if (refused) return toast(refused.message, { tone: 'danger' })
      navigate(base)
      toast(`Deleted “${name}”`, {
        undo: () => {
          const widgets = dashboard.widgets.filter(({ question }) => question)
          void createDashboard(slug, { name, shared, widgets }).then(([failed, made]) => {
            if (failed) toast(failed.message, { tone: 'danger' })
            else goTo(made)
          })
        },
      })
    })

  return (
    <>
      <Menu
        align="end"
        items={[
          ...group(
            'Yours',
            items.filter((one) => one.own),
            base,
          ),
          ...group(
            'Shared with you',
            items.filter((one) => !one.own),
            base,
          ),
          { kind: 'heading', label: 'Templates' },
          ...templates.map(({ key, name: label }) => ({ label, href: `${base}/${key}` })),
          { kind: 'separator', id: 'new' },
          {
            label: 'New dashboard …',
            icon: <Icon name="plus" />,
            onSelect: () => setAsking('new'),
          },
        ]}
      >
        <Icon name="layout-dashboard" />
        Dashboards
        <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
      {arrangeHref && (
        <ButtonLink href={arrangeHref} data-keep-scroll="">
          <Icon name="pencil" />
          Arrange
        </ButtonLink>
      )}
      <Menu
        icon
        align="end"
        aria-label="More for this dashboard"
        items={[
          ...(own
            ? [
                {
                  label: 'Rename …',
                  icon: <Icon name="pencil" />,
                  onSelect: () => setAsking('rename'),
                },
                {
                  label: shared ? 'Stop sharing' : 'Share with colleagues',
                  icon: <Icon name="share-2" />,
                  onSelect: share,
                },
              ]
            : []),
          { label: 'Make a copy …', icon: <Icon name="copy" />, onSelect: () => setAsking('copy') },
          ...(own
            ? [
                { kind: 'separator' as const, id: 'end' },
                { label: 'Delete', icon: <Icon name="trash-2" />, danger: true, onSelect: remove },
              ]
            : []),
        ]}
      >
        <Icon name="ellipsis" />
      </Menu>
      {asking === 'new' && (
        <NameDialog
          open
          onOpenChange={close}
          title="New dashboard"
          verb="Make it"
          name=""
          templates={templates}
          action={(values) => createDashboard(slug, values)}
          onDone={(made) =>
            navigate(`${base}/${made.id}${made.widgets.length === 0 ? '?edit=1' : ''}`)
          }
        />
      )}
      {asking === 'rename' && (
        <NameDialog
          open
          onOpenChange={close}
          title="Rename this dashboard"
          verb="Rename"
          name={name}
          action={({ name: typed }) => editDashboard(slug, { id, name: typed })}
          onDone={() => router.refresh()}
        />
      )}
      {asking === 'copy' && (
        <NameDialog
          open
          onOpenChange={close}
          title="Copy this dashboard"
          description="The copy is yours to arrange."
          verb="Make a copy"
          name={own ? `${name} (copy)`.slice(0, 60) : name}
          action={({ name: typed }) =>
            createDashboard(slug, { name: typed, ...(id ? { copyOf: id } : { template }) })
          }
          onDone={(made) => {
            toast(`Copied as “${made.name}”`, { tone: 'success' })
            goTo(made)
          }}
        />
      )}
    </>
  )
}
