import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { requirePage } from '@/lib/api/request'
import { isStaff } from '@/lib/auth/permissions'

type Props = { children: ReactNode; params: Promise<{ workspace: string }> }

/** The console does not exist for partners, VAs and customers. */
export default async function ConsoleLayout({ children, params }: Props) {
  const { actor } = await requirePage((await params).workspace)
  if (!isStaff(actor.role)) notFound()
  return children
}
