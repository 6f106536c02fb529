import { Callout } from '@/components/ui/callout'
import type { ActionError } from './action-result'

/** Above the fields: what was refused as a whole, and how many fields say why. */
export function FormError({ error }: { error: ActionError | null }) {
  if (!error) return null
  const wrong = Object.keys(error.fields ?? {}).length
  return (
    <div data-slot="form-error" tabIndex={-1} className="rounded-lg outline-none">
      <Callout tone="danger" live title={error.message}>
        {wrong > 1 && `${wrong} fields say what is wrong.`}
      </Callout>
    </div>
  )
}
