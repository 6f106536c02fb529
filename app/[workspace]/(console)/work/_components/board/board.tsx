import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import MenuPopup from '@/components/ui/menu-popup'
import { toast } from '@/components/ui/toast'
import { presenceLabels, presenceOf } from '@/lib/routing/labels'
import type { Board as BoardData, Candidate, WorkItem } from '@/lib/routing/schema'
import { assignTask, unassignTask } from '../../actions'
import { Column } from './column'
import { PersonHead } from './person-head'
import { TaskCard } from './task-card'
import { useCandidates } from './use-candidates'

export type BoardProps = {
  slug: string
  board: BoardData
  now: Date
  timeZone: string
}

type OpenMenu = { task: WorkItem; candidates: readonly Candidate[] | null; open: boolean }

/** Columns of people; a task is moved by dragging, by its button, or by M. */
export default function Board({ slug, board, now, timeZone }: BoardProps) {
  const router = useRouter()
  const [dragged, setDragged] = useState<WorkItem | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const anchor = useRef<HTMLElement>(null)
  const { refused, ask, forget } = useCandidates(slug)
  const all = [...board.waiting, ...board.people.flatMap(({ tasks }) => tasks)]

  const move = async (task: WorkItem, vaId: string | null) => {
    if (vaId === task.heldById) return
    const [error] = vaId
      ? await assignTask(slug, { id: task.id, vaId, heldBy: task.heldById })
      : await unassignTask(slug, task.id)
    const to = board.people.find(({ id }) => id === vaId)?.name
    if (error) toast('It stays where it is', { description: error.message, tone: 'danger' })
    else toast(to ? `Given to ${to}` : 'Waits for anybody now', { tone: 'success' })
    router.refresh()
  }
  const openMenu = async (task: WorkItem, element: HTMLElement) => {
    anchor.current = element
    setMenu({ task, candidates: null, open: true })
    const candidates = await ask(task.id).catch(() => null)
    setMenu((now) => (now?.task.id === task.id ? { ...now, candidates } : now))
  }
  useCommands('Board', [
    {
      id: 'move-task',
      label: 'Move the task',
      keys: 'm',
      run: () => {
        const card = document.activeElement?.closest<HTMLElement>('[data-card]')
        const task = all.find(({ id }) => id === card?.dataset.card)
        const link = card?.querySelector<HTMLElement>('[data-card-link]')
        if (task && link) void openMenu(task, link)
      },
    },
  ])
  const card = (task: WorkItem) => (
    <TaskCard
      key={task.id}
      task={task}
      href={`/${slug}/work?open=${task.id}`}
      now={now}
      dragged={dragged?.id === task.id}
      onStart={(one) => {
        setDragged(one)
        void ask(one.id).catch(() => null)
      }}
      onEnd={() => {
        setDragged(null)
        forget()
      }}
      onMove={openMenu}
    />
  )
  const drop = (vaId: string | null) => (id: string) => {
    const task = all.find((one) => one.id === id)
    if (task) void move(task, vaId)
  }
  const reasonsFor = (id: string) => refused?.get(id) ?? []

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a board is a group of lists, not of form controls */}
      <div
        role="group"
        aria-label="Board of tasks by person. M moves the task in focus."
        className="flex h-[calc(100dvh-21rem)] min-h-96 snap-x gap-2.5 overflow-x-auto pb-1"
      >
        <Column
          label="Waiting"
          head={
            <>
              <h2 className="font-medium text-sm">Waiting</h2>
              <p className="text-muted text-xs">For anybody, the most pressing first</p>
            </>
          }
          obstacle={null}
          dragging={dragged !== null && dragged.heldById !== null}
          empty="Nothing waits"
          count={board.waiting.length}
          onDrop={drop(null)}
        >
          {board.waiting.map(card)}
        </Column>
        {board.people.map((person) => (
          <Column
            key={person.id}
            label={`${person.name}, ${presenceLabels[presenceOf(person.absence)]}`}
            head={<PersonHead person={person} timeZone={timeZone} />}
            obstacle={
              dragged && dragged.heldById !== person.id && reasonsFor(person.id).length > 0
                ? `Cannot go here: ${person.name} ${reasonsFor(person.id).join(' and ')}.`
                : null
            }
            dragging={dragged !== null && dragged.heldById !== person.id}
            empty="Nothing in hand"
            count={person.tasks.length}
            onDrop={drop(person.id)}
          >
            {person.tasks.map(card)}
          </Column>
        ))}
      </div>
      {menu && (
        <MenuPopup
          anchor={anchor}
          open={menu.open}
          onOpenChange={(open) => setMenu((now) => now && { ...now, open })}
          align="start"
          side="bottom"
          items={[
            { kind: 'heading', label: `Give “${menu.task.title}” to` },
            ...(menu.candidates ?? []).map((one) => ({
              label: `${one.name}, ${one.load} of ${one.capacity}`,
              disabledReason:
                one.vaId === menu.task.heldById
                  ? 'Has it already.'
                  : one.refused.length > 0
                    ? `${one.name} ${one.refused.join(' and ')}.`
                    : null,
              onSelect: () => void move(menu.task, one.vaId),
            })),
            ...(menu.candidates === null
              ? [{ label: 'Looking who can take it…', disabledReason: 'One moment.' }]
              : []),
            ...(menu.task.heldById
              ? [
                  { kind: 'separator' as const, id: 'end' },
                  { label: 'Anybody', onSelect: () => void move(menu.task, null) },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}
