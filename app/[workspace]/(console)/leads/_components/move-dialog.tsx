import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { leadName, leadStatusLabels } from '@/lib/leads/labels'
import type { MoveKind } from '@/lib/leads/rules'
import type { Lead } from '@/lib/leads/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import type { Move, MoveAnswers } from './use-move'
import { WinDialog } from './win-dialog'

type MoveDialogProps = {
  slug: string
  move: Move
  make: (move: Move, answers: MoveAnswers) => Promise<ActionResult<Lead>>
  onClose: () => void
}

const lostReasons = [
  'Went with another agency.',
  'No budget.',
  'No answer after several attempts.',
  'Bad timing, maybe later.',
]

type Question = { title: (name: string, to: string) => string; text: string; verb: string }

const questions: Partial<Record<MoveKind, Question>> = {
  back: {
    title: (name, to) => `Move ${name} back to ${to}?`,
    text: 'The reason stands in its history.',
    verb: 'Move back',
  },
  lose: {
    title: (name) => `Mark ${name} as lost?`,
    text: 'It can be reopened for 90 days, unless another partner registers the client first.',
    verb: 'Mark as lost',
  },
  reverse: {
    title: (name) => `Reverse the deal with ${name}?`,
    text: 'It becomes lost. An unpaid commission is reversed; of one that was paid, or is in a payout, all is taken back with the next payout. This cannot be undone.',
    verb: 'Reverse the deal',
  },
}

/** Lost and back ask why; Won asks the final value. */
export default function MoveDialog({ slug, move, make, onClose }: MoveDialogProps) {
  const [open, setOpen] = useState(true)
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) onClose()
  }
  if (move.kind === 'win')
    return (
      <WinDialog
        slug={slug}
        lead={move.lead}
        open={open}
        onOpenChange={change}
        action={(projectValue) => make(move, { projectValue })}
      />
    )
  const question = questions[move.kind]
  if (!question) return null
  return (
    <ReasonDialog
      open={open}
      onOpenChange={change}
      title={question.title(leadName(move.lead), leadStatusLabels[move.to])}
      description={question.text}
      label="Why?"
      help="The partner can read this."
      confirmLabel={question.verb}
      variant={move.kind === 'back' ? 'primary' : 'danger'}
      suggestions={move.kind === 'lose' ? lostReasons : []}
      action={(reason) => make(move, { reason })}
    />
  )
}
