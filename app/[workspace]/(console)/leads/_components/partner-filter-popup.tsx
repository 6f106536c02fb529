import { Combobox } from '@base-ui/react/combobox'
import { type RefObject, useState } from 'react'
import { Button } from '@/components/ui/button'
import { controlVariants } from '@/components/ui/input'
import { PartnerOptions } from './partner-options'
import { type PartnerChoice, usePartnerChoices } from './use-partner-choices'

type PartnerFilterPopupProps = {
  slug: string
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  chosen: string | null
  onChoose: (partner: string | null) => void
}

export default function PartnerFilterPopup(props: PartnerFilterPopupProps) {
  const { slug, anchor, open, onOpenChange, chosen, onChoose } = props
  const [search, setSearch] = useState('')
  const choices = usePartnerChoices(slug, search)
  return (
    <Combobox.Root<PartnerChoice>
      items={choices ?? []}
      filter={null}
      autoHighlight
      value={null}
      inputValue={search}
      onInputValueChange={setSearch}
      itemToStringLabel={(partner) => partner.name}
      onValueChange={(partner) => partner && onChoose(partner.id)}
      open={open}
      onOpenChange={(next, { event }) => {
        // A press on the button is the button's own business: it toggles.
        const onButton = event.target instanceof Node && anchor.current?.contains(event.target)
        if (next || !onButton) onOpenChange(next)
      }}
    >
      <Combobox.Portal>
        <Combobox.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 outline-none"
        >
          <Combobox.Popup
            aria-label="Partner"
            finalFocus={anchor}
            className="animate-popup flex w-72 max-w-[calc(100vw-1rem)] flex-col gap-1 rounded-lg bg-raised p-1 shadow-popup outline-none"
          >
            <Combobox.Input
              aria-label="Search partners"
              placeholder="Search partners"
              className={controlVariants({})}
            />
            <PartnerOptions choices={choices} />
            {chosen && (
              <Button variant="ghost" className="justify-start px-2" onClick={() => onChoose(null)}>
                All partners
              </Button>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
