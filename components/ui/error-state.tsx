'use client'

import { Button } from './button'
import { EmptyState } from './empty-state'
import { Icon } from './icon'

type ErrorStateProps = {
  /** What failed, such as "The leads could not be loaded". */
  title: string
  detail?: string
  /** The digest under which the server logged it. */
  reference?: string
  onRetry?: () => void
}

export function ErrorState({ title, detail, reference, onRetry }: ErrorStateProps) {
  return (
    <div data-slot="error-state" role="alert">
      <EmptyState
        title={title}
        icon={<Icon name="circle-alert" className="text-danger" />}
        action={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        {detail ?? 'It is not you. Nothing was changed; try again in a moment.'}
        {reference && <span className="mt-1 block font-mono text-xs">Reference {reference}</span>}
      </EmptyState>
    </div>
  )
}
