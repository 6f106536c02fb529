import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import type { Step } from '@/lib/dashboards/rules'
import type { Result, Widget as WidgetPlan } from '@/lib/dashboards/schema'
import type { BoardFrame } from './frame'
import { Widget } from './widget'

export type Act =
  | { kind: 'step'; step: Step }
  | { kind: 'size'; width: number; height: number }
  | { kind: 'change' }
  | { kind: 'remove' }

type ArrangedWidgetProps = {
  frame: BoardFrame
  widget: WidgetPlan
  result: Result | undefined
  asOfNow: () => Date | string
  onTake: (event: PointerEvent<HTMLElement>, id: string, how: 'move' | 'resize') => void
  onAct: (id: string, act: Act) => void
  onRetry: (id: string) => Promise<void>
}

const arrows: Record<string, Step> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const grown: Record<Step, [width: number, height: number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/** A widget with what moves it: a handle for pointer and arrow keys, and a menu that does the same in words. */
export const ArrangedWidget = memo(function ArrangedWidget(props: ArrangedWidgetProps) {
  const { frame, widget, result, asOfNow, onTake, onAct, onRetry } = props
  const { id, question } = widget
  const title = result?.title ?? widget.title ?? 'Widget'
  const size = (step: Step) => {
    const [width, height] = grown[step]
    onAct(id, { kind: 'size', width, height })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = arrows[event.key]
    if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      if (event.shiftKey) size(step)
      else onAct(id, { kind: 'step', step })
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      onAct(id, { kind: 'remove' })
    }
  }
  return (
    <>
      <Widget
        frame={frame}
        widget={widget}
        result={result}
        asOfNow={asOfNow}
        onRetry={onRetry}
        tools={
          <>
            <IconButton
              size="sm"
              label={`Move ${title}`}
              aria-describedby="arranging-keys"
              className="grab"
              data-handle={id}
              onKeyDown={onKeyDown}
              onPointerDown={(event) => onTake(event, id, 'move')}
            >
              <Icon name="grip-vertical" />
            </IconButton>
            <Menu
              variant="ghost"
              size="sm"
              icon
              align="end"
              aria-label={`Arrange ${title}`}
              items={[
                { label: 'Move left', onSelect: () => onAct(id, { kind: 'step', step: 'left' }) },
                { label: 'Move right', onSelect: () => onAct(id, { kind: 'step', step: 'right' }) },
                { label: 'Move up', onSelect: () => onAct(id, { kind: 'step', step: 'up' }) },
                { label: 'Move down', onSelect: () => onAct(id, { kind: 'step', step: 'down' }) },
                { kind: 'separator', id: 'size' },
                { label: 'Wider', onSelect: () => size('right') },
                { label: 'Narrower', onSelect: () => size('left') },
                { label: 'Taller', onSelect: () => size('down') },
                { label: 'Shorter', onSelect: () => size('up') },
                { kind: 'separator', id: 'end' },
                ...(question
                  ? [
                      {
                        label: 'Change …',
                        icon: <Icon name="pencil" />,
                        onSelect: () => onAct(id, { kind: 'change' }),
                      },
                    ]
                  : []),
                {
                  label: 'Remove',
                  icon: <Icon name="trash-2" />,
                  danger: true,
                  onSelect: () => onAct(id, { kind: 'remove' }),
                },
              ]}
            >
              <Icon name="ellipsis" />
            </Menu>
          </>
        }
      />
      <span
        aria-hidden="true"
        className="resize-corner"
        onPointerDown={(event) => onTake(event, id, 'resize')}
      />
    </>
  )
})
