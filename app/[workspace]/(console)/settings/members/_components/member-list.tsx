'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import type { MenuEntry } from '@/components/ui/menu-entry'
import { toast } from '@/components/ui/toast'
import { type Role, roleLabels } from '@/lib/auth/permissions'
import { mayReseat, seatsFor } from '@/lib/members/rules'
import type { Member } from '@/lib/members/schema'
import { changeRole, removeMember } from '../../actions'

type Props = {
  slug: string
  members: Member[]
  actor: { userId: string; role: Role }
  manages: boolean
}

const nameOf = ({ name, email }: Member) => name || email

export function MemberList({ slug, members, actor, manages }: Props) {
  const router = useRouter()
  const [leaving, setLeaving] = useState<Member | null>(null)
  return (
    <>
      <ul className="divide-y border-t">
        {members.map((member) => (
          <li key={member.id} className="flex items-center gap-3 px-4 py-2.5">
            <Avatar name={nameOf(member)} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 font-medium">
                <span className="truncate">{nameOf(member)}</span>
                {member.userId === actor.userId && <Badge>You</Badge>}
              </p>
              <p className="truncate text-muted text-sm">{member.email}</p>
            </div>
            <span className="text-muted text-sm">{roleLabels[member.role]}</span>
            {manages && (
              <SeatMenu slug={slug} member={member} actor={actor} onRemove={setLeaving} />
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={`Remove ${leaving ? nameOf(leaving) : ''}?`}
        confirmLabel="Remove"
        tone="danger"
        onConfirm={async () => {
          const [error] = await removeMember(slug, leaving?.id ?? '')
          if (error) return error.message
          toast(`${leaving ? nameOf(leaving) : 'Member'} was removed`, { tone: 'success' })
          router.refresh()
        }}
      >
        Their sessions and API keys stop working here at once. What they did stays in the history;
        you can invite them again.
      </ConfirmDialog>
    </>
  )
}

type SeatMenuProps = Pick<Props, 'slug' | 'actor'> & {
  member: Member
  onRemove: (member: Member) => void
}

function SeatMenu({ slug, member, actor, onRemove }: SeatMenuProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const removal = mayReseat(actor.role, member.role, null)
  const reseat = (role: string) =>
    startTransition(async () => {
      const [error] = await changeRole(slug, member.id, role)
      if (error) toast('The role stays', { tone: 'danger', description: error.message })
      else toast(`${nameOf(member)} has another role now`, { tone: 'success' })
      router.refresh()
    })
  const others = seatsFor(actor.role, member.role)
  const items: MenuEntry[] = [
    ...(others.length > 0
      ? [
          {
            kind: 'radio' as const,
            label: 'Role',
            value: member.role as string,
            onValueChange: reseat,
            options: [member.role, ...others].map((value) => ({ value, label: roleLabels[value] })),
          },
          { kind: 'separator' as const, id: 'removal' },
        ]
      : []),
    {
      label: 'Remove…',
      danger: true,
      disabledReason: removal.ok ? null : removal.why,
      onSelect: () => onRemove(member),
    },
  ]
  return (
    <Menu
      variant="ghost"
      icon
      align="end"
      pending={pending}
      aria-label={`Change ${nameOf(member)}`}
      items={items}
    >
      <Icon name="ellipsis" />
    </Menu>
  )
}
