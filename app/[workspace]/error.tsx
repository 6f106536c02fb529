'use client'

import dynamic from 'next/dynamic'

// Every page loads this file; what it shows is needed by none that works.
const ErrorState = dynamic(() => import('@/components/ui/error-state').then((m) => m.ErrorState))

type Props = { error: Error & { digest?: string }; retry: () => void }

/** One page failed; the shell around it lives on. */
export default function PageError({ error, retry }: Props) {
  return (
    <ErrorState title="This page could not be shown" reference={error.digest} onRetry={retry} />
  )
}
