import { useMemo, useState } from 'react'
import { Switch } from '@/components/ui/choice'
import DialogPopup from '@/components/ui/dialog-popup'
import { Kbd } from '@/components/ui/kbd'
import { commandGroups } from './commands'
import { setSingleKeys, singleKeysOn } from './shortcuts'

const groupsWithKeys = () =>
  commandGroups()
    .map(({ name, commands }) => ({ name, commands: commands.filter(({ keys }) => keys) }))
    .filter(({ commands }) => commands.length > 0)

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const [single, setSingle] = useState(singleKeysOn)
  const groups = useMemo(() => (open ? groupsWithKeys() : []), [open])
  return (
    <DialogPopup
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      reading
      title="Keyboard shortcuts"
      description="Those of this screen and those that work everywhere."
      footer={
        <div className="mr-auto">
          <Switch
            checked={single}
            onChange={(event) => {
              setSingle(event.target.checked)
              setSingleKeys(event.target.checked)
            }}
            label="Single keys"
            hint="Switch off keys that work alone, if they get in your way."
          />
        </div>
      }
    >
      <div className="gap-x-8 sm:columns-2">
        {groups.map(({ name, commands }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-medium text-muted text-xs">{name}</h3>
            <ul>
              {commands.map(({ id, label, keys }) => (
                <li key={id} className="flex min-h-7 items-center justify-between gap-4 text-sm">
                  {label}
                  {keys && <Kbd keys={keys} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </DialogPopup>
  )
}
