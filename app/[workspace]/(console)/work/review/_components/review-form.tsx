'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { reasonSuggestions, scores, type Verdict } from '@/lib/quality/labels'
import type { ReviewHrefs } from '../../../../_components/review-navigation'
import { giveReview } from '../actions'
import { ScorePicker } from './score-picker'

type ReviewFormProps = { slug: string; id: string; hrefs: ReviewHrefs }
type Problem = { message: string; fields?: Record<string, string> }

/** 1 to 5 scores, A accepts, R has it done over; then the next one opens. */
export function ReviewForm({ slug, id, hrefs }: ReviewFormProps) {
  const router = useRouter()
  const feedback = useRef<HTMLTextAreaElement>(null)
  const [score, setScore] = useState<number | null>(null)
  const [reasons, setReasons] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState<Verdict | null>(null)

  const give = async (verdict: Verdict) => {
    if (pending) return
    const text = feedback.current?.value.trim() ?? ''
    if (score === null)
      return setProblem({ message: 'Give a score first.', fields: { score: 'From 1 to 5.' } })
    if (verdict === 'rework' && !text) {
      setProblem({
        message: 'Say what is to be done over.',
        fields: { feedback: 'Whoever does it over reads this.' },
      })
      return feedback.current?.focus()
    }
    setPending(verdict)
    const [error, done] = await giveReview(slug, {
      id,
      score,
      verdict,
      reasons: [...reasons],
      feedback: text || undefined,
    })
    setPending(null)
    if (error) return setProblem(error)
    toast(verdict === 'accepted' ? 'Accepted' : 'Sent back to be done over', {
      tone: 'success',
      ...(done.done ? {} : { description: 'A second person looks at it without seeing yours.' }),
    })
    router.push(hrefs.next ?? hrefs.previous ?? hrefs.close, { scroll: false })
    router.refresh()
  }
  useCommands('Review', [
    ...scores.map((value) => ({
      id: `score-${value}`,
      label: `Score ${value}`,
      keys: String(value),
      run: () => setScore(value),
    })),
    { id: 'accept', label: 'Accept', keys: 'a', run: () => void give('accepted') },
    { id: 'rework', label: 'Have it done over', keys: 'r', run: () => void give('rework') },
    { id: 'feedback', label: 'Write feedback', keys: 'f', run: () => feedback.current?.focus() },
  ])

  return (
    <div className="flex flex-col gap-4">
      {problem && (
        <Callout tone="danger" live title={problem.message}>
          {problem.fields ? null : 'Reload to see how it stands.'}
        </Callout>
      )}
      <ScorePicker value={score} onChange={setScore} error={problem?.fields?.score} />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">Reasons</legend>
        {reasonSuggestions.map((reason) => {
          const chosen = reasons.includes(reason)
          return (
            <Button
              key={reason}
              size="sm"
              aria-pressed={chosen}
              className={cn(chosen && 'border-accent bg-accent-tint')}
              onClick={() =>
                setReasons(chosen ? reasons.filter((one) => one !== reason) : [...reasons, reason])
              }
            >
              {reason}
            </Button>
          )
        })}
      </fieldset>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={`feedback-${id}`} className="font-medium text-sm">
          Feedback
        </label>
        <Textarea
          ref={feedback}
          id={`feedback-${id}`}
          rows={3}
          maxLength={2000}
          aria-invalid={Boolean(problem?.fields?.feedback) || undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            // Leaves the box, so that the keys work again; the sheet stays open.
            event.stopPropagation()
            event.currentTarget.blur()
          }}
        />
        <p className={cn('text-xs', problem?.fields?.feedback ? 'text-danger' : 'text-muted')}>
          {problem?.fields?.feedback ?? 'They read it with the score, not who gave it.'}
        </p>
      </div>
      <div className="flex justify-end gap-2">
        <Button pending={pending === 'rework'} onClick={() => void give('rework')}>
          Have it done over <Kbd keys="r" />
        </Button>
        <Button
          variant="primary"
          pending={pending === 'accepted'}
          onClick={() => void give('accepted')}
        >
          Accept <Kbd keys="a" className="border-current/40 text-inherit" />
        </Button>
      </div>
    </div>
  )
}
