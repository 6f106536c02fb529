import './globals.css'

import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { SoftLinks } from '@/components/shell/soft-links'
import { parseTheme, THEME_COOKIE, themeAttribute } from '@/components/shell/theme'
import { LiveRegion } from '@/components/ui/live-region'
import { TimeTooltips } from '@/components/ui/time-tooltips'
import { Toaster } from '@/components/ui/toaster'
import { sans } from './font'

export const metadata: Metadata = {
  title: { default: 'Tandem', template: '%s · Tandem' },
  description: 'Partners, pipeline, commissions and payouts of an agency on one screen per person.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0d0f' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    // Browser extensions write into <html>; that is no mismatch of ours.
    <html
      lang="en"
      data-theme={themeAttribute(theme)}
      className={sans.variable}
      suppressHydrationWarning
    >
      <body>
        {children}
        <SoftLinks />
        <LiveRegion />
        <Toaster />
        <TimeTooltips />
      </body>
    </html>
  )
}
