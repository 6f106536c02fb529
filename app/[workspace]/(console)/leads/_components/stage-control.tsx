'use client'

import { useRouter } from 'next/navigation'
import { useId, useTransition } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { leadStatusLabels } from '@/lib/leads/labels'
import { moveObstacle, nextStatuses } from '@/lib/leads/rules'
import type { Lead } from '@/lib/leads/schema'
import { moveLead } from '../actions'
import { stageEntries } from './stage-entries'
import { UndoWin } from './undo-win'
import { useMove } from './use-move'

/** Where a lead may go from here: the usual next step as a button, every stage in a menu. */
export function StageControl({ slug, lead }: { slug: string; lead: Lead }) {
  const router = useRouter()
  const menu = useId()
  const [pending, startTransition] = useTransition()
  const { request, dialog } = useMove(slug, async ({ lead: { id, status }, to }, answers) => {
    const result = await moveLead(slug, { id, from: status, to, ...answers })
    startTransition(() => router.refresh())
    return result
  })
  useCommands('Lead', [
    {
      id: 'move',
      label: 'Move to another stage',
      keys: 'm',
      run: () => document.getElementById(menu)?.click(),
    },
  ])
  const [next] = nextStatuses[lead.status]
  const onward = lead.status !== 'closed_won' && next && !moveObstacle(lead, next, new Date())
  return (
    <>
      {lead.undoUntil && (
        <UndoWin until={lead.undoUntil} onUndo={() => request(lead, 'negotiating')} />
      )}
      <Menu id={menu} align="end" items={stageEntries(lead, new Date(), (to) => request(lead, to))}>
        Move <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
      {onward && (
        <Button variant="primary" pending={pending} onClick={() => request(lead, next)}>
          {lead.status === 'closed_lost' ? (
            'Reopen'
          ) : next === 'closed_won' ? (
            'Mark as won…'
          ) : (
            <>
              {leadStatusLabels[next]} <Icon name="arrow-right" />
            </>
          )}
        </Button>
      )}
      {dialog}
    </>
  )
}
