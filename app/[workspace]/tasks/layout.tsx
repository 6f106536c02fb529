import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { Outbox } from './_components/outbox-sender'

type Props = { children: ReactNode; params: Promise<{ workspace: string }> }

/** Tasks exist for virtual assistants. What could not be sent before is sent from any of these pages. */
export default async function TasksLayout({ children, params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'tasks.work')) notFound()
  return (
    <>
      <Outbox />
      {children}
    </>
  )
}
