import { Markdown } from '@/components/markdown'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import type { Task } from './wire'

const seen = (data: Task['action']['data']) =>
  Object.entries(data).filter(
    (entry): entry is [string, string | number] =>
      (typeof entry[1] === 'string' && entry[1] !== '') || typeof entry[1] === 'number',
  )

const label = (name: string) => {
  const text = name
    .replace(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase()
  return text === 'error' ? 'What went wrong' : text[0]?.toUpperCase() + text.slice(1)
}

/** The task in words, what is known of it, and how it is done here. */
export function WhatToDo({ task }: { task: Task }) {
  const { action, playbook, handoverNote, rework } = task
  const facts = seen(action.data)
  return (
    <Card
      title="What to do"
      actions={
        action.directoryUrl && (
          <ButtonLink size="sm" href={action.directoryUrl} target="_blank" rel="noreferrer">
            <Icon name="external-link" /> Open {action.directoryName}
          </ButtonLink>
        )
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {rework && (
          <Callout tone="warning" title="Please do this one over">
            {rework.feedback || rework.reasons.join(', ')}
          </Callout>
        )}
        {handoverNote && (
          <Callout tone="info" title="From whoever had it before you">
            {handoverNote}
          </Callout>
        )}
        {action.question && (
          <Callout tone={action.answer ? 'success' : 'neutral'} title={`Asked: ${action.question}`}>
            <span className="whitespace-pre-line">
              {action.answer ?? 'The customer has not answered yet.'}
            </span>
          </Callout>
        )}
        <p className="text-pretty">{action.description}</p>
        {facts.length > 0 && (
          <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
            {facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted">{label(name)}</dt>
                <dd className="wrap-anywhere min-w-0 whitespace-pre-line">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {playbook && (
          <div className="rounded-md border bg-subtle px-3.5 py-3">
            <p className="mb-2 text-muted text-xs">
              How it is done{playbook.ofDirectory ? ` at ${action.directoryName}` : ''}
            </p>
            <Markdown source={playbook.body} />
          </div>
        )}
      </div>
    </Card>
  )
}
