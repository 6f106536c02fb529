'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { Member } from '@/lib/auth/actor'
import { type CallOutcome, callOutcomeLabels } from '@/lib/calls/labels'
import { lengthOf, mayRemove } from '@/lib/calls/rules'
import type { CallItem } from '@/lib/calls/schema'
import { earlierCalls, logCall, removeCall } from '../actions'

const tones: Partial<Record<CallOutcome, Tone>> = {
  reached: 'success',
  call_again: 'info',
  wrong_number: 'warning',
  refused: 'danger',
}

type Page = { items: CallItem[]; nextCursor: string | null }
type CallListProps = {
  slug: string
  leadId: string
  timeZone: string
  viewer: Pick<Member, 'userId' | 'role'>
  first: Page
}

function Row({ call, timeZone, onRemove }: RowProps) {
  const { contact, phone, outcome, seconds, startedAt, callerName, rating, note } = call
  return (
    <li className="flex items-start justify-between gap-2 px-4 py-2.5 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="wrap-anywhere font-medium">{contact}</span>
          <Badge tone={tones[outcome]}>{callOutcomeLabels[outcome]}</Badge>
          <span className="tabular-nums">{lengthOf(seconds)}</span>
          <Time at={startedAt} timeZone={timeZone} className="text-muted" />
        </p>
        <p className="wrap-anywhere mt-0.5 text-muted">
          {[`By ${callerName}`, phone, rating && `rated ${rating} of 5`].filter(Boolean).join(', ')}
        </p>
        {note && <p className="wrap-anywhere mt-0.5 whitespace-pre-line">{note}</p>}
      </div>
      {onRemove && (
        <IconButton size="sm" label={`Remove the call to ${contact}`} onClick={onRemove}>
          <Icon name="trash-2" />
        </IconButton>
      )}
    </li>
  )
}
type RowProps = { call: CallItem; timeZone: string; onRemove: (() => void) | undefined }

/** What a removed call is written down again from. */
const again = ({ id: _, about, callerName, actionId, loggedBy, ...call }: CallItem) => call

/** The calls about a lead, newest first; earlier ones come when asked for. */
export function CallList({ slug, leadId, timeZone, viewer, first }: CallListProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [earlier, setEarlier] = useState<Page>({ items: [], nextCursor: first.nextCursor })
  const [gone, setGone] = useState<readonly string[]>([])
  const shown = [...first.items, ...earlier.items].filter(({ id }) => !gone.includes(id))

  const more = (cursor: string) =>
    startTransition(async () => {
      const [refused, page] = await earlierCalls(slug, leadId, cursor)
      if (refused) return toast(refused.message, { tone: 'danger' })
      setEarlier({ items: [...earlier.items, ...page.items], nextCursor: page.nextCursor })
    })
  const remove = (call: CallItem) =>
    startTransition(async () => {
      const [refused] = await removeCall(slug, call.id)
      if (refused) return toast(refused.message, { tone: 'danger' })
      setGone([...gone, call.id])
      toast(`Removed the call to ${call.contact}`, {
        undo: () => {
          void logCall(slug, again(call)).then(() => router.refresh())
        },
      })
      router.refresh()
    })

  if (shown.length === 0)
    return <p className="px-4 py-3 text-muted text-sm">Nobody has called about this lead.</p>
  return (
    <>
      <ul className="divide-y">
        {shown.map((call) => (
          <Row
            key={call.id}
            call={call}
            timeZone={timeZone}
            onRemove={mayRemove(viewer, call) ? () => remove(call) : undefined}
          />
        ))}
      </ul>
      {earlier.nextCursor && (
        <p className="border-t px-4 py-2">
          <Button
            size="sm"
            variant="ghost"
            pending={pending}
            onClick={() => more(earlier.nextCursor as string)}
          >
            Earlier calls
          </Button>
        </p>
      )}
    </>
  )
}
