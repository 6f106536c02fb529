import { useCallback, useEffect, useRef, useState } from 'react'
import { type Draft, type Kept, keptKey, readKept, writeKept } from './kept'
import { isLost, send } from './send'
import type { Timer } from './use-timer'
import type { Task } from './wire'

const quietMs = 2000

const textsOf = (data: Record<string, unknown>): Draft =>
  Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

export const serverDraft = ({ draft }: Task): Draft => (draft ? textsOf(draft.data) : {})

type DraftState = {
  draft: Draft
  edit: (changes: Draft) => void
  saved: 'saved' | 'typing' | 'unreachable'
  forget: () => void
}

type Options = { slug: string; task: Task; timer: Timer; onLost: () => void }

/** What is typed: at once in the browser, in every tab of the task, and within seconds on the server. */
export function useDraft({ slug, task, timer, onLost }: Options): DraftState {
  const [draft, setDraft] = useState(() => serverDraft(task))
  const [saved, setSaved] = useState<DraftState['saved']>('saved')
  const { id } = task.action
  const { token } = task
  const latest = useRef(draft)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  const forgotten = useRef(false)
  const lost = useRef(onLost)
  lost.current = onLost

  const save = useCallback(async () => {
    pending.current = undefined
    if (!token || forgotten.current) return
    const body = { token, data: latest.current, activeSeconds: timer.seconds() }
    const sent = await send({ slug, method: 'PUT', path: `/tasks/${id}/draft`, body })
    if (pending.current !== undefined || forgotten.current) return
    if ('unreachable' in sent) {
      setSaved('unreachable')
      pending.current = setTimeout(() => void save(), quietMs * 2)
    } else {
      setSaved('saved')
      if ('refused' in sent && isLost(sent.refused)) lost.current()
    }
  }, [slug, id, token, timer])

  const edit = useCallback(
    (changes: Draft) => {
      latest.current = { ...latest.current, ...changes }
      setDraft(latest.current)
      const at = new Date().toISOString()
      writeKept(id, { draft: latest.current, seconds: timer.seconds(), at })
      setSaved('typing')
      clearTimeout(pending.current)
      pending.current = setTimeout(() => void save(), quietMs)
    },
    [id, timer, save],
  )

  // What this browser kept is read after the first drawing, which is the server's too.
  const serverAt = useRef(task.draft?.updatedAt)
  useEffect(() => {
    const here = readKept(id)
    if (!here || (serverAt.current && here.at < serverAt.current)) return
    latest.current = here.draft
    setDraft(here.draft)
    timer.atLeast(here.seconds)
  }, [id, timer])

  useEffect(() => {
    const share = ({ key, newValue }: StorageEvent) => {
      if (key !== keptKey(id) || !newValue) return
      latest.current = (JSON.parse(newValue) as Kept).draft
      setDraft(latest.current)
    }
    window.addEventListener('storage', share)
    return () => {
      window.removeEventListener('storage', share)
      clearTimeout(pending.current)
    }
  }, [id])

  const forget = useCallback(() => {
    forgotten.current = true
    clearTimeout(pending.current)
    writeKept(id, null)
  }, [id])
  return { draft, edit, saved, forget }
}
