import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { useMemo } from 'react'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { type Command as AppCommand, commandGroups } from './commands'

type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const groups = useMemo(() => (open ? commandGroups() : []), [open])
  const run = (command: AppCommand) => {
    onOpenChange(false)
    command.run()
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="animate-backdrop fixed inset-0 z-50 bg-black/35" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center p-2 pt-[12vh]">
          <Dialog.Popup
            data-slot="dialog-popup"
            className="animate-popup w-full overflow-hidden rounded-xl bg-raised shadow-dialog outline-none sm:max-w-xl"
          >
            <Dialog.Title className="sr-only">Find a command</Dialog.Title>
            <Command label="Find a command" loop>
              <div className="flex items-center gap-2.5 border-b px-4">
                <Icon name="search" className="size-4 shrink-0 text-muted" />
                <Command.Input
                  placeholder="Type a command or the name of a page…"
                  className="h-12 w-full bg-transparent text-lg outline-none"
                />
                <Kbd keys="escape" />
              </div>
              <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
                <Command.Empty className="py-10 text-center text-muted text-sm">
                  Nothing by that name here.
                </Command.Empty>
                {groups.map((group) => (
                  <Command.Group
                    key={group.name}
                    heading={group.name}
                    className="text-muted text-xs [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5"
                  >
                    {group.commands.map((command) => (
                      <Command.Item
                        key={command.id}
                        value={`${command.label} ${group.name}`}
                        onSelect={() => run(command)}
                        className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-foreground text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:text-muted"
                      >
                        {command.icon}
                        <span className="flex-1 truncate">{command.label}</span>
                        {command.keys && <Kbd keys={command.keys} />}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
