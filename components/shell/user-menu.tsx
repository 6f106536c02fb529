import { useState, useTransition } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
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
}

export function UserMenu({ user, role, theme, profileHref, signOut }: UserMenuProps) {
  const [chosen, setChosen] = useState(theme)
  const [pending, startTransition] = useTransition()
  return (
    <Menu
      variant="ghost"
      side="top"
      pending={pending}
      aria-label={`${user.name}, ${role}. Your menu`}
      className="person"
      items={[
        { kind: 'heading', label: user.email },
        ...(profileHref
          ? [{ label: 'Profile and security', icon: <Icon name="user-round" />, href: profileHref }]
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
            { value: 'system', label: 'As the system', icon: <Icon name="laptop" /> },
            { value: 'light', label: 'Light', icon: <Icon name="sun" /> },
            { value: 'dark', label: 'Dark', icon: <Icon name="moon" /> },
          ],
        },
        { kind: 'separator', id: 'out' },
        {
          label: 'Sign out',
          icon: <Icon name="log-out" />,
          onSelect: () => startTransition(signOut),
        },
      ]}
    >
      <Avatar name={user.name} />
      <span className="words min-w-0">
        <span className="block truncate text-foreground text-sm leading-4">{user.name}</span>
        <span className="block truncate font-normal text-xs leading-4">{role}</span>
      </span>
    </Menu>
  )
}
