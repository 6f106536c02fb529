'use client'

import './globals.css'
import { useEffect } from 'react'
import { ErrorState } from '@/components/ui/error-state'

type GlobalErrorProps = { error: unknown; retry: () => void }

/** Replaces the root layout, so it brings its own document. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  useEffect(() => console.error(error), [error])
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <html lang="en">
      <body>
        <title>Something failed · Tandem</title>
        <main className="flex min-h-dvh items-center justify-center">
          <ErrorState title="This page could not be shown" reference={digest} onRetry={retry} />
        </main>
      </body>
    </html>
  )
}
