'use client'

import { Laptop, LogOut, Moon, Sun, UserRound } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Menu } from '@/components/ui/menu'
import { chooseTheme } from './preferences'
import { parseTheme, type Theme } from './theme'

export type UserMenuProps = {
  user: { name: string; email: string }
  /** In words, such as "Admin". */
  role: string
  theme: Theme
  profileHref?: string
  signOut: () => Promise<void>
  /** Only the picture, for the bar of phones. */
  compact?: boolean
}

export function UserMenu({ user, role, theme, profileHref, signOut, compact }: UserMenuProps) {
  const [chosen, setChosen] = useState(theme)
  const [pending, startTransition] = useTransition()
  return (
    <Menu
      variant="ghost"
      side="top"
      pending={pending}
      icon={compact}
      aria-label={`${user.name}, ${role}. Your menu`}
      className={compact ? undefined : 'h-11 w-full justify-start gap-2.5 px-1.5'}
      items={[
        { kind: 'heading', label: user.email },
        ...(profileHref
          ? [{ label: 'Profile and security', icon: <UserRound />, href: profileHref }]
          : []),
        { kind: 'separator', id: 'theme' },
        {
          kind: 'radio',
          label: 'Appearance',
          value: chosen,
          onValueChange: (value) => {
            setChosen(parseTheme(value))
            chooseTheme(parseTheme(value))
          },
          options: [
            { value: 'system', label: 'As the system', icon: <Laptop /> },
            { value: 'light', label: 'Light', icon: <Sun /> },
            { value: 'dark', label: 'Dark', icon: <Moon /> },
          ],
        },
        { kind: 'separator', id: 'out' },
        { label: 'Sign out', icon: <LogOut />, onSelect: () => startTransition(signOut) },
      ]}
    >
      <Avatar name={user.name} />
      {!compact && (
        <span className="min-w-0 flex-1 text-left group-data-collapsed/shell:sr-only">
          <span className="block truncate text-foreground text-sm leading-4">{user.name}</span>
          <span className="block truncate font-normal text-xs leading-4">{role}</span>
        </span>
      )}
    </Menu>
  )
}
