'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { Assistant, Facets } from '@/lib/assistants/schema'
import { counted } from '@/lib/words'
import { moveAssistant } from '../actions'

const EditDialog = dynamic(() => import('./edit-dialog'), { ssr: false })

type Props = { slug: string; assistant: Assistant; facets: Facets }
type Move = Parameters<typeof moveAssistant>[2]

/** What may be done with somebody as a whole. */
export function AssistantActions({ slug, assistant, facets }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'takeOut' | 'revoke' | null>(null)
  const { id, name, status, load } = assistant
  const move = async (to: Move, done: string) => {
    const [error] = await moveAssistant(slug, id, to)
    if (!error) {
      toast(done, { tone: 'success' })
      router.refresh()
    }
    return error?.message ?? null
  }
  const run = (to: Move, done: string) => () =>
    void move(to, done).then((why) => why && toast(why, { tone: 'danger' }))
  const items = {
    active: [{ label: 'Take out of the team…', onSelect: () => setOpen('takeOut'), danger: true }],
    invited: [
      {
        label: 'Send the invitation again',
        onSelect: run('resend', 'Invitation sent again'),
      },
      { label: 'Take the invitation back…', onSelect: () => setOpen('revoke'), danger: true },
    ],
    left: [{ label: 'Bring back', onSelect: run('bringBack', `${name} is invited again`) }],
  }
  return (
    <>
      <Menu
        align="end"
        aria-label="Actions"
        items={[
          { label: 'Edit skills and more…', onSelect: () => setOpen('edit') },
          { kind: 'separator', id: 'seat' },
          ...items[status],
        ]}
      >
        Actions <Icon name="ellipsis" />
      </Menu>
      {open === 'edit' && (
        <EditDialog {...{ slug, assistant, facets }} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        open={open === 'takeOut'}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Take ${name} out of the team?`}
        confirmLabel="Take out"
        tone="danger"
        onConfirm={() => move('takeOut', `${name} has left the team`)}
      >
        They cannot sign in here from now on.
        {load > 0 && ` ${counted(load, 'task')} in their hands go back to everybody.`} What they did
        stays, and you can bring them back.
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'revoke'}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Take the invitation of ${name} back?`}
        confirmLabel="Take back"
        tone="danger"
        onConfirm={() => move('revoke', 'Invitation taken back')}
      >
        The link in their mail stops working. You can invite them again.
      </ConfirmDialog>
    </>
  )
}
