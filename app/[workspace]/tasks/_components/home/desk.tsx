'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { navigate } from '@/components/shell/navigation'
import { Switch } from '@/components/ui/choice'
import { toast } from '@/components/ui/toast'
import { KeyButton } from '../key-button'
import { send } from '../send'
import { useChanges } from '../use-changes'
import type { DayOf, Task } from '../wire'

type DeskProps = { slug: string; vaId: string; day: DayOf }

/** The one big button, and the switch that says whether one works. */
export function Desk({ slug, vaId, day }: DeskProps) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [available, setAvailable] = useState(day.isAvailable)
  useChanges(slug, [`va:${vaId}`], () => router.refresh())

  const next = async () => {
    if (pending) return
    setPending(true)
    const [held] = day.held
    if (held) return navigate(`/${slug}/tasks/${held.id}`)
    const sent = await send<Task | null>({
      ...{ slug, method: 'POST', path: '/tasks/claims', body: {} },
    })
    if ('data' in sent && sent.data) return navigate(`/${slug}/tasks/${sent.data.action.id}`)
    setPending(false)
    if ('refused' in sent) toast(sent.refused.message)
    else if ('unreachable' in sent)
      toast('The server cannot be reached right now.', { tone: 'danger' })
    else toast('There is nothing for you right now.')
    router.refresh()
  }
  useCommands('Tasks', [{ id: 'next', label: 'Next task', keys: 'n', run: () => void next() }])

  const turn = async (on: boolean) => {
    setAvailable(on)
    const sent = await send({
      ...{ slug, method: 'PUT', path: '/tasks/availability', body: { available: on } },
    })
    if ('data' in sent) return router.refresh()
    setAvailable(!on)
    toast('refused' in sent ? sent.refused.message : 'The server cannot be reached right now.', {
      tone: 'danger',
    })
  }

  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <KeyButton
        command="next"
        keys="n"
        variant="primary"
        size="lg"
        className="px-6"
        pending={pending}
        onClick={() => void next()}
      >
        {day.held.length > 0 ? 'Go on with your task' : 'Next task'}
      </KeyButton>
      <Switch
        label={available ? 'Available' : 'Not available'}
        checked={available}
        onChange={(event) => void turn(event.target.checked)}
      />
    </div>
  )
}
