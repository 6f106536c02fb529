import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { buttonVariants } from './button'
import { cn } from './cn'
import type { DialogProps } from './dialog'

const WIDTHS = { sm: 'sm:max-w-sm', md: 'sm:max-w-md', lg: 'sm:max-w-2xl' }

export default function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'md' } = props
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="animate-backdrop fixed inset-0 z-50 bg-black/35" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center p-2 sm:items-start sm:pt-[12vh]">
          <Dialog.Popup
            data-slot="dialog-popup"
            className={cn(
              'animate-popup flex max-h-[85dvh] w-full flex-col overflow-hidden rounded-xl bg-raised shadow-dialog outline-none',
              WIDTHS[size],
            )}
          >
            <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
              <div>
                <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
                {description && (
                  <Dialog.Description className="text-pretty text-muted text-sm">
                    {description}
                  </Dialog.Description>
                )}
              </div>
              <Dialog.Close
                aria-label="Close"
                className={cn(
                  buttonVariants({ variant: 'ghost', size: 'sm', icon: true }),
                  '-mr-2',
                )}
              >
                <X />
              </Dialog.Close>
            </header>
            {children && <div className="overflow-y-auto px-5 pb-5">{children}</div>}
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-t bg-subtle px-5 py-3">
                {footer}
              </footer>
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
