import { useState } from 'react'
import type { ActionError, ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { toast } from '@/components/ui/toast'
import { type Ask, asks, bodyOf, endsTask } from './asks'
import type { Draft } from './kept'
import type { Waiting } from './outbox'
import { resultOf } from './result'
import { isLost } from './send'
import { useDeliver } from './use-deliver'
import { useDraft } from './use-draft'
import { useLease } from './use-lease'
import { useTabs } from './use-tabs'
import { useTimer } from './use-timer'
import type { Ended, Task } from './wire'

/** How a task left one's hands, and what comes next: a task, none, or whatever a claim brings. */
export type EndedBy = { words: string; next: Task | null | 'claim'; refused: string | null }

type Options = {
  slug: string
  task: Task
  lost: boolean
  onLost: () => void
  onEnded: (by: EndedBy) => void
  onLook: () => void
}

type Finished = { next: boolean }

const isEnd = (data: unknown): data is Ended =>
  typeof data === 'object' && data !== null && 'next' in data

/** All that can happen to a task on its screen; the parts below keep draft, timer, lease and what waits. */
export function useTask({ slug, task, lost, onLost, onEnded, onLook }: Options) {
  const { action, token } = task
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState<'next' | 'only' | null>(null)
  const [ended, setEnded] = useState(false)
  const tabs = useTabs(action.id)
  const live = token !== null && !lost && !ended && !tabs.over
  const timer = useTimer(action.activeSeconds, live)
  const kept = useDraft({ slug, task, timer, onLost })
  const until = useLease({ slug, task, timer, onLost })

  const end = (by: EndedBy) => {
    setEnded(true)
    kept.forget()
    tabs.sayOver()
    onEnded(by)
  }

  const refuse = (error: ActionError) => {
    setBusy(null)
    setErrors(error.fields ?? {})
    if (isLost(error)) onLost()
    toast(error.message, { tone: 'danger' })
  }

  const finished = (data: unknown, wanted: Finished) => {
    setBusy(null)
    const next = isEnd(data) ? data.next : null
    const refused = isEnd(data) ? data.refused : null
    end({ words: `Finished: ${action.title}`, next: wanted.next ? next : null, refused })
  }

  const came = (letter: Waiting, result: { data: unknown } | { refused: ActionError }) => {
    setBusy(null)
    if ('refused' in result) return refuse(result.refused)
    if (/\/(completion|failure)$/.test(letter.path))
      return finished(result.data, { next: Boolean((letter.body as Finished).next) })
    if (letter.path.endsWith('/notes')) return onLook()
    end({ words: letter.what, next: 'claim', refused: null })
  }
  const { letter, deliver } = useDeliver({ slug, taskId: action.id, onCame: came })

  const finish = async (next: boolean) => {
    if (busy || letter || !live) return
    const built = resultOf(action.type, kept.draft)
    if ('errors' in built) {
      setErrors(built.errors)
      toast(built.message, { tone: 'danger' })
      const [first = ''] = Object.keys(built.errors)
      document.getElementById(`task-${first}`)?.focus()
      return
    }
    setErrors({})
    setBusy(next ? 'next' : 'only')
    const sent = await deliver<Ended>({
      path: '/completion',
      what: 'Finish',
      body: {
        token,
        result: built.result,
        note: kept.draft.note ?? null,
        activeSeconds: timer.seconds(),
        next,
      },
    })
    if ('unreachable' in sent) return setBusy(null)
    if ('refused' in sent) return refuse(sent.refused)
    finished(sent.data, { next })
  }

  const act = async (ask: Ask, values: FormValues): Promise<ActionResult> => {
    const body = { token, ...bodyOf(ask, values) }
    if (ask === 'failure') Object.assign(body, { next: true, activeSeconds: timer.seconds() })
    const sent = await deliver({ path: `/${ask}`, what: asks[ask].done, body })
    if ('unreachable' in sent) return [null, null]
    if ('refused' in sent) {
      if (isLost(sent.refused)) onLost()
      return [sent.refused, undefined]
    }
    if (ask === 'failure') finished(sent.data, { next: true })
    else if (endsTask(ask)) end({ words: asks[ask].done, next: 'claim', refused: null })
    else {
      toast(asks[ask].done, { tone: 'success' })
      onLook()
    }
    return [null, null]
  }

  const edit = (changes: Draft) => {
    setErrors((before) => {
      const rest = { ...before }
      for (const name of Object.keys(changes)) delete rest[name]
      return rest
    })
    kept.edit(changes)
  }

  return {
    ...{ draft: kept.draft, saved: kept.saved, edit, errors, busy, timer, until, letter },
    ...{ live, tabs, finish, act },
  }
}
