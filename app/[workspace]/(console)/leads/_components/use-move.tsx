import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { toast } from '@/components/ui/toast'
import { type LeadStatus, leadName, leadStatusLabels } from '@/lib/leads/labels'
import { type MoveKind, moveKind, needsReason } from '@/lib/leads/rules'
import type { Lead, LeadItem } from '@/lib/leads/schema'

const MoveDialog = dynamic(() => import('./move-dialog'), { ssr: false })

export type MovableLead = Pick<
  LeadItem,
  | 'id'
  | 'businessName'
  | 'clientName'
  | 'partnerName'
  | 'status'
  | 'closedAt'
  | 'estimatedValue'
  | 'currency'
>

export type Move = {
  lead: MovableLead
  to: LeadStatus
  kind: MoveKind
  afterId?: string | null | undefined
}
export type MoveAnswers = { reason?: string; projectValue?: number }

/** Makes the move; what it answers is shown where the move was asked for. */
export type PerformMove = (move: Move, answers: MoveAnswers) => Promise<ActionResult<Lead>>

type UseMove = {
  request: (lead: MovableLead, to: LeadStatus, afterId?: string | null) => void
  asking: boolean
  dialog: ReactNode
}

/** Asks what a move needs to know (why, or the final value), makes it, and says what happened. */
export function useMove(slug: string, perform: PerformMove): UseMove {
  const [asking, setAsking] = useState<Move | null>(null)

  const make = async (move: Move, answers: MoveAnswers) => {
    const [refused, lead] = await perform(move, answers)
    if (refused) return [refused, undefined] as const
    tell(move, () => void takeBack(move))
    return [null, lead] as const
  }
  const makeAtOnce = async (move: Move, answers: MoveAnswers) => {
    const [refused] = await make(move, answers)
    if (refused) toast(`${leadName(move.lead)} was not moved`, refusal(refused.message))
  }
  const takeBack = async ({ lead, to }: Move) => {
    const moved = { ...lead, status: to, closedAt: to === 'closed_won' ? new Date() : null }
    const kind = moveKind(to, lead.status)
    if (kind)
      await makeAtOnce({ lead: moved, to: lead.status, kind }, { reason: 'Moved by mistake.' })
  }

  return {
    request(lead, to, afterId) {
      const kind = moveKind(lead.status, to)
      if (!kind) return
      const move = { lead, to, kind, afterId }
      if (kind === 'win' || needsReason(kind)) setAsking(move)
      else void makeAtOnce(move, {})
    },
    asking: asking !== null,
    dialog: asking && (
      <MoveDialog slug={slug} move={asking} make={make} onClose={() => setAsking(null)} />
    ),
  }
}

const refusal = (description: string) => ({ description, tone: 'danger' as const })

function tell({ lead, to, kind }: Move, undo: () => void) {
  const name = leadName(lead)
  if (kind === 'win')
    return toast(`Won ${name}`, {
      description: 'You can take it back for 10 minutes.',
      tone: 'success',
      undo,
    })
  const words: Record<Exclude<MoveKind, 'win'>, string> = {
    forward: `Moved ${name} to ${leadStatusLabels[to]}`,
    back: `Moved ${name} back to ${leadStatusLabels[to]}`,
    lose: `${name} is lost`,
    reverse: `Reversed the deal with ${name}`,
    undo: `Took back the win of ${name}`,
    reopen: `Reopened ${name} in ${leadStatusLabels[to]}`,
  }
  toast(words[kind], kind === 'forward' ? { undo } : {})
}
