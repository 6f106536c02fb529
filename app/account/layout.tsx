import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'

export const metadata: Metadata = { title: 'Your account' }

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <PublicShell
      name="Tandem"
      width="wide"
      actions={<ButtonLink href="/">Back to work</ButtonLink>}
    >
      {children}
    </PublicShell>
  )
}
