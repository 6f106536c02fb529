'use client'

import './globals.css'
import { useEffect } from 'react'

type GlobalErrorProps = { error: unknown; retry: () => void }

/** Replaces the root layout, so it brings its own document; every page loads it, so it is plain. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  useEffect(() => console.error(error), [error])
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <html lang="en">
      <body>
        <title>Something failed · Tandem</title>
        <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
          <h1 className="font-semibold text-lg">This page could not be shown</h1>
          <p className="text-muted">It is not you. Nothing was changed; try again in a moment.</p>
          {digest && <p className="font-mono text-muted text-xs">Reference {digest}</p>}
          <button
            type="button"
            onClick={retry}
            className="h-8 rounded-md border bg-raised px-3 font-medium text-sm hover:bg-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
