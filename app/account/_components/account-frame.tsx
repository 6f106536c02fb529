import type { ReactNode } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'

type Props = { tab: 'security' | 'keys'; email: string; children: ReactNode }

export function AccountFrame({ tab, email, children }: Props) {
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title="Your account" description={email} />
      <Tabs
        label="Your account"
        tabs={[
          { href: '/account', label: 'Profile and security', current: tab === 'security' },
          { href: '/account/api-keys', label: 'API keys', current: tab === 'keys' },
        ]}
      />
      {children}
    </div>
  )
}
