import { useState } from 'react'
import { Switch } from '@/components/ui/choice'
import DialogPopup from '@/components/ui/dialog-popup'
import { commandGroups } from './commands'
import { ShortcutRow } from './shortcut-row'
import { setSingleKeys, singleKeysOn } from './shortcuts'

const groupsWithKeys = () =>
  commandGroups()
    .map(({ name, commands }) => ({ name, commands: commands.filter(({ keys }) => keys) }))
    .filter(({ commands }) => commands.length > 0)

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const [single, setSingle] = useState(singleKeysOn)
  const [, setChanges] = useState(0)
  const groups = open ? groupsWithKeys() : []
  return (
    <DialogPopup
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      reading
      title="Keyboard shortcuts"
      description="Those of this screen and those that work everywhere. Change what gets in your way; it is kept in this browser."
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
          <section key={name} className="mb-5 break-inside-avoid-column">
            <h3 className="mb-1 font-medium text-muted text-xs">{name}</h3>
            <ul>
              {commands.map((command) => (
                <ShortcutRow
                  key={command.id}
                  command={command}
                  onChange={() => setChanges((count) => count + 1)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </DialogPopup>
  )
}
