import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import type { NavItem } from './nav'

type BottomBarProps = { nav: readonly NavItem[]; current: NavItem | undefined }

/** The sidebar of phones: four places, and a menu for the rest. */
export function BottomBar({ nav, current }: BottomBarProps) {
  const places = nav.filter((item) => item.phone).slice(0, 4)
  const rest = nav.filter((item) => !places.includes(item))
  return (
    <nav data-slot="bottom-bar" aria-label="Main" className="bottom-bar">
      <ul>
        {places.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item === current ? 'page' : undefined}>
              <Icon name={item.icon} />
              <span className="max-w-full truncate">{item.label}</span>
            </a>
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Menu
              variant="ghost"
              side="top"
              align="end"
              items={rest.map(({ label, href, icon }) => ({
                label,
                href,
                icon: <Icon name={icon} />,
              }))}
            >
              <Icon name="ellipsis" />
              More
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  )
}
