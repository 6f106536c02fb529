import { Combobox } from '@base-ui/react/combobox'
import type { PartnerChoice } from './use-partner-choices'

/** The list under the box in which one searches for a partner. */
export function PartnerOptions({ choices }: { choices: PartnerChoice[] | null }) {
  return (
    <>
      <Combobox.Status className="px-2 py-1.5 text-muted text-sm empty:hidden">
        {choices === null ? 'Loading…' : choices.length === 0 ? 'No active partner matches.' : ''}
      </Combobox.Status>
      <Combobox.List className="max-h-64 overflow-y-auto outline-none">
        {(partner: PartnerChoice) => (
          <Combobox.Item
            key={partner.id}
            value={partner}
            className="flex min-h-8 cursor-default select-none items-baseline gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover"
          >
            <span className="truncate">{partner.name}</span>
            {partner.company && (
              <span className="truncate text-muted text-xs">{partner.company}</span>
            )}
          </Combobox.Item>
        )}
      </Combobox.List>
    </>
  )
}
