import { useEffect } from 'react'
import { Toaster, toast } from 'sonner'
import { Icon } from './icon'
import { connectToasts, type Toast } from './toast'

function display({ message, description, undo, action, tone = 'neutral' }: Toast) {
  const button = undo ? { label: 'Undo', run: undo } : action
  toast(message, {
    description,
    icon: {
      success: <Icon name="circle-check" className="size-4 text-success" />,
      danger: <Icon name="circle-alert" className="size-4 text-danger" />,
      neutral: null,
    }[tone],
    // What offers an action or explains a refusal stays long enough to be read and used.
    duration: button || tone === 'danger' ? 12_000 : 5000,
    action: button && { label: button.label, onClick: button.run },
  })
}

export default function ToasterView() {
  useEffect(() => connectToasts(display), [])
  return (
    <Toaster
      position="bottom-right"
      mobileOffset={{ bottom: '4.5rem' }}
      closeButton
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-lg bg-raised px-3.5 py-3 text-sm shadow-popup sm:w-88 data-[expanded=false]:data-[front=false]:[&_button]:invisible',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-muted',
          actionButton:
            'h-7 shrink-0 rounded-md border border-border-strong px-2.5 font-medium text-xs hover:bg-hover',
          closeButton:
            'order-last flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover [&_svg]:size-3.5',
        },
      }}
    />
  )
}
