import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { Kbd } from './kbd'
import type { MenuEntry } from './menu-entry'

const row =
  'flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-md px-2 py-1 outline-none data-disabled:opacity-55 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'
const heading = 'px-2 pt-1.5 pb-1 text-muted text-xs'

function Content({ icon, label }: { icon?: ReactNode; label: string }) {
  return (
    <>
      {icon && <span className="flex text-muted">{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{label}</span>
    </>
  )
}

export function MenuRow({ item }: { item: MenuEntry }) {
  switch (item.kind) {
    case 'separator':
      return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />
    case 'heading':
      return <div className={heading}>{item.label}</div>
    case 'check':
      return (
        <Menu.CheckboxItem
          className={row}
          checked={item.checked}
          onCheckedChange={item.onCheckedChange}
        >
          <span
            data-on={item.checked || undefined}
            className="flex size-4 items-center justify-center rounded-sm border border-control data-on:border-accent data-on:bg-accent data-on:text-accent-foreground"
          >
            {item.checked && <Icon name="check" className="size-3! stroke-3" />}
          </span>
          <Content icon={item.icon} label={item.label} />
          {item.count !== undefined && (
            <span className="text-muted text-xs tabular-nums">
              {item.count.toLocaleString('en-US')}
            </span>
          )}
        </Menu.CheckboxItem>
      )
    case 'radio':
      return (
        <Menu.RadioGroup value={item.value} onValueChange={item.onValueChange}>
          <div className={heading}>{item.label}</div>
          {item.options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} className={row} closeOnClick>
              <Content icon={option.icon} label={option.label} />
              <Menu.RadioItemIndicator className="flex">
                <Icon name="check" />
              </Menu.RadioItemIndicator>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      )
    default:
      return <ActionRow item={item} />
  }
}

function ActionRow({ item }: { item: Extract<MenuEntry, { kind?: 'action' }> }) {
  const className = cn(row, item.danger && 'text-danger [&_span]:text-danger')
  if (item.href && !item.disabledReason) {
    return (
      <Menu.LinkItem className={className} closeOnClick href={item.href}>
        <Content {...item} />
      </Menu.LinkItem>
    )
  }
  return (
    <Menu.Item
      className={className}
      disabled={Boolean(item.disabledReason)}
      onClick={item.onSelect}
    >
      {item.icon && <span className="flex text-muted">{item.icon}</span>}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.disabledReason && (
          <span className="block text-muted text-xs">{item.disabledReason}</span>
        )}
      </span>
      {item.shortcut && <Kbd keys={item.shortcut} />}
    </Menu.Item>
  )
}
