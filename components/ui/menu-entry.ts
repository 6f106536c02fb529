import type { ReactNode } from 'react'

type Common = { label: string; icon?: ReactNode }

export type MenuEntry =
  | (Common & {
      kind?: 'action'
      /** Goes there; without it, onSelect runs. */
      href?: string
      onSelect?: () => void
      shortcut?: string
      danger?: boolean
      disabledReason?: string | null
    })
  | (Common & {
      kind: 'check'
      checked: boolean
      onCheckedChange: (checked: boolean) => void
      count?: number
    })
  | {
      kind: 'radio'
      label: string
      value: string
      options: readonly (Common & { value: string })[]
      onValueChange: (value: string) => void
    }
  | { kind: 'heading'; label: string }
  | { kind: 'separator'; id: string }
