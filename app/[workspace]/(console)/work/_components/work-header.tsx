import type { ReactNode } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'

const tabs = [
  ['', 'Board'],
  ['/actions', 'All tasks'],
  ['/review', 'Review'],
  ['/what-if', 'What if'],
  ['/playbooks', 'Playbooks'],
  ['/macros', 'Macros'],
] as const

type WorkHeaderProps = {
  slug: string
  current: (typeof tabs)[number][0]
  description: string
  actions?: ReactNode
}

/** The action center's head, with its pages beside each other. */
export function WorkHeader({ slug, current, description, actions }: WorkHeaderProps) {
  return (
    <>
      <PageHeader title="Action center" description={description} actions={actions} />
      <Tabs
        label="Action center"
        tabs={tabs.map(([path, label]) => ({
          href: `/${slug}/work${path}`,
          label,
          current: path === current,
        }))}
      />
    </>
  )
}
