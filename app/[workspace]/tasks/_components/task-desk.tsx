'use client'

import { useEffect, useRef, useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { navigate } from '@/components/shell/navigation'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import { choiceWords } from '@/lib/refusal-words'
import { send } from './send'
import { TaskLook } from './task-look'
import { TaskScreen } from './task-screen'
import { useChanges } from './use-changes'
import type { EndedBy } from './use-task'
import type { Task } from './wire'

type TaskDeskProps = {
  slug: string
  timeZone: string
  me: string
  vaId: string
  firstNow: number
  first: Task
}

/** A supervisor took it away since it was last claimed. */
const wasTakenBack = ({ history }: Task) =>
  history.find(({ type }) => type === 'action.claimed' || type === 'action.unassigned')?.type ===
  'action.unassigned'

/** One task after the other on one screen: the next is drawn without a page being loaded. */
export function TaskDesk({ slug, timeZone, me, vaId, firstNow, first }: TaskDeskProps) {
  const [task, setTask] = useState(first)
  const [lost, setLost] = useState(false)
  const [pending, setPending] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const reclaiming = useRef(false)
  const { id } = task.action
  const home = `/${slug}/tasks`

  const drawn = useRef(id)
  useEffect(() => {
    if (drawn.current === id) return
    drawn.current = id
    window.scrollTo({ top: 0 })
    document.querySelector<HTMLElement>('[data-slot="task-title"]')?.focus()
  }, [id])

  const draw = (next: Task) => {
    setLost(false)
    setTold(null)
    setTask(next)
    history.replaceState(history.state, '', `${home}/${next.action.id}`)
    announce(`Next task: ${next.action.title}. ${choiceWords(next.why)}`)
  }

  const claim = (named?: string) =>
    send<Task | null>({
      slug,
      method: 'POST',
      path: '/tasks/claims',
      body: named ? { id: named } : {},
    })

  const goOn = async () => {
    setPending(true)
    const sent = await claim()
    setPending(false)
    if ('data' in sent && sent.data) return draw(sent.data)
    if ('refused' in sent) toast(sent.refused.message)
    if ('unreachable' in sent) toast('The server cannot be reached right now.', { tone: 'danger' })
    navigate(home)
  }

  const take = async (named: string) => {
    setPending(true)
    const sent = await claim(named)
    setPending(false)
    if ('data' in sent && sent.data) draw(sent.data)
    else if ('refused' in sent) setTold(sent.refused.message)
    else toast('The server cannot be reached right now.', { tone: 'danger' })
  }

  /** Whose time ran out gets it back when nobody else took it meanwhile. */
  const onLost = async () => {
    if (reclaiming.current || lost) return
    reclaiming.current = true
    const sent = await claim(id)
    reclaiming.current = false
    if ('data' in sent && sent.data) {
      setTask({ ...sent.data, draft: null })
      announce('Your time had run out. Nobody took the task, so you have it again.')
    } else if ('refused' in sent) setLost(true)
  }

  const look = async () => {
    const sent = await send<Task>({ slug, method: 'GET', path: `/tasks/${id}` })
    if (drawn.current !== id) return
    // Given to somebody else: it is not ours to see any more.
    if ('refused' in sent && sent.refused.code === '404' && task.token !== null) setLost(true)
    if (!('data' in sent)) return
    // Whether its time ran out, the lease finds out: what is typed does not go because of a look.
    const gone = task.token !== null && sent.data.token === null
    if (gone && (sent.data.action.status === 'cancelled' || wasTakenBack(sent.data))) setLost(true)
    if (!gone) setTask((before) => ({ ...sent.data, why: before.why }))
  }
  useChanges(slug, [`action:${id}`, `va:${vaId}`], () => void look())

  const onEnded = ({ words, next, refused }: EndedBy) => {
    toast(words, { tone: 'success' })
    if (next === 'claim') return void goOn()
    if (next) return draw(next)
    if (refused) toast(refused)
    navigate(home)
  }

  const holds = task.token !== null
  useCommands(
    'This task',
    holds || lost ? [] : [{ id: 'next', label: 'Next task', keys: 'n', run: () => void goOn() }],
  )

  if (!holds && !lost)
    return (
      <TaskLook
        {...{ slug, timeZone, task, pending }}
        now={firstNow}
        told={told}
        onTake={() => void take(id)}
        onNext={() => void goOn()}
      />
    )
  return (
    <TaskScreen
      key={id}
      {...{ slug, timeZone, me, firstNow, task, lost, onEnded }}
      onLost={() => void onLost()}
      onLook={() => void look()}
      onNext={() => void goOn()}
    />
  )
}
