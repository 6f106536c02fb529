import { Fragment, useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import type { NavItem } from './nav'

type NavListProps = { nav: readonly NavItem[]; current: NavItem | undefined }

export function NavList({ nav, current }: NavListProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <ul ref={list} className="nav-list">
      {nav.map((item, index) => (
        <Fragment key={item.href}>
          {item.section && item.section !== nav[index - 1]?.section && (
            <li className="nav-section">{item.section}</li>
          )}
          <li>
            <a
              href={item.href}
              title={item.label}
              aria-label={item.label}
              aria-current={item === current ? 'page' : undefined}
            >
              <Icon name={item.icon} />
              <span className="name truncate">{item.label}</span>
              {item.count ? (
                <span className="count">{item.count > 99 ? '99+' : item.count}</span>
              ) : null}
            </a>
          </li>
        </Fragment>
      ))}
    </ul>
  )
}
