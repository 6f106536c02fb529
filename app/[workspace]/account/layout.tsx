import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'

type Props = { children: ReactNode; params: Promise<{ workspace: string }> }

/** The area exists for customers alone. */
export default async function AreaLayout({ children, params }: Props) {
  const { actor } = await requirePage((await params).workspace)
  if (!may(actor, 'area.use')) notFound()
  return children
}
