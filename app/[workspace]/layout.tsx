import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { SIDEBAR_COOKIE } from '@/components/shell/preferences'
import { parseTheme, THEME_COOKIE } from '@/components/shell/theme'
import { requirePage } from '@/lib/api/request'
import { roleLabels } from '@/lib/auth/permissions'
import { signOut } from '../(auth)/actions'
import { navOf } from './_components/nav'

type Props = { children: ReactNode; params: Promise<{ workspace: string }> }

export async function generateMetadata({ params }: Pick<Props, 'params'>) {
  const { actor } = await requirePage((await params).workspace)
  return { title: { default: actor.workspace.name, template: `%s · ${actor.workspace.name}` } }
}

/** The shell around every page of a workspace; what it offers depends on the role. */
export default async function WorkspaceLayout({ children, params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const store = await cookies()
  return (
    <AppShell
      workspace={actor.workspace}
      workspaces={actor.workspaces ?? []}
      nav={navOf(actor)}
      collapsed={store.get(SIDEBAR_COOKIE)?.value === 'collapsed'}
      user={{ name: actor.name || actor.email, email: actor.email }}
      role={roleLabels[actor.role]}
      theme={parseTheme(store.get(THEME_COOKIE)?.value)}
      profileHref="/account"
      signOut={signOut}
    >
      {children}
    </AppShell>
  )
}
