import type { ReactNode } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'
import type { Member } from '@/lib/auth/actor'
import { may, type Permission } from '@/lib/auth/permissions'

const tabs = [
  { path: '', label: 'Workspace', needs: 'workspace.manage' },
  { path: '/rules', label: 'Rules', needs: 'programme.read' },
  { path: '/currencies', label: 'Currencies', needs: 'rates.read' },
  { path: '/payouts', label: 'Payouts', needs: 'payouts.approve' },
  { path: '/protection', label: 'Protection and risk', needs: 'workspace.manage' },
  { path: '/work', label: 'Work', needs: 'workspace.manage' },
  { path: '/members', label: 'Members', needs: 'members.read' },
  { path: '/events', label: 'Events', needs: 'events.manage' },
  { path: '/api-keys', label: 'API keys', needs: 'keys.use' },
] as const satisfies { path: string; label: string; needs: Permission }[]

type Props = {
  actor: Member
  tab: (typeof tabs)[number]['path']
  actions?: ReactNode
  children: ReactNode
}

export function SettingsFrame({ actor, tab, actions, children }: Props) {
  return (
    <>
      <PageHeader title="Settings" actions={actions} />
      <Tabs
        label="Settings"
        tabs={tabs
          .filter(({ needs }) => may(actor, needs))
          .map(({ path, label }) => ({
            href: `/${actor.workspace.slug}/settings${path}`,
            label,
            current: path === tab,
          }))}
      />
      <div className="flex max-w-3xl flex-col gap-5">{children}</div>
    </>
  )
}
