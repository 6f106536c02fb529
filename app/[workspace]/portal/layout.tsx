import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Callout } from '@/components/ui/callout'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'

type Props = { children: ReactNode; params: Promise<{ workspace: string }> }

/** The portal exists for partners; a closed account says so instead of failing page by page. */
export default async function PortalLayout({ children, params }: Props) {
  const { actor } = await requirePage((await params).workspace)
  if (!may(actor, 'portal.use')) notFound()
  if (actor.partnerStatus === 'banned')
    return (
      <Callout tone="danger" title="Your partner account is closed">
        Please write to {actor.workspace.name} if you think this is a mistake.
      </Callout>
    )
  return (
    <>
      {actor.partnerStatus !== 'active' && (
        <Callout tone="warning" title={`Your partner account is ${actor.partnerStatus}`}>
          You can read everything here, but not register clients.
        </Callout>
      )}
      {children}
    </>
  )
}
