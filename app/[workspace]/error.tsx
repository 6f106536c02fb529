'use client'

import { ErrorState } from '@/components/ui/error-state'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** One page failed; the shell around it lives on. */
export default function PageError({ error, retry }: Props) {
  return <ErrorState title="This page could not be shown" reference={error.digest} onRetry={retry} />
}
