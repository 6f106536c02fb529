'use client'

import { ButtonLink } from '@/components/ui/button-link'
import { PublicShell } from './public-shell'

/** The answer to an address that leads nowhere. Every page carries it along, so it is only named. */
export const NothingHere = () => (
  <PublicShell name="Tandem">
    <div className="flex flex-col items-start gap-3">
      <p className="text-muted text-sm">404</p>
      <h1 className="font-semibold text-2xl tracking-tight">There is nothing here</h1>
      <p className="text-pretty text-muted">
        The address may be mistyped, or the page belongs to a workspace that you are not in.
      </p>
      <ButtonLink href="/" variant="primary" className="mt-2">
        Go to the start
      </ButtonLink>
    </div>
  </PublicShell>
)
