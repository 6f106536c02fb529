'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/choice'
import { DisabledAction } from '@/components/ui/disabled-action'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { categories, categoryLabels } from '@/lib/directories/labels'
import type { CatalogueItem } from '@/lib/directories/schema'
import { counted } from '@/lib/words'
import { addFromCatalogue } from '../actions'

type CataloguePickerProps = { slug: string; items: readonly CatalogueItem[] }

const matches = (item: CatalogueItem, text: string) =>
  [item.name, item.url, item.description, item.country ?? '', categoryLabels[item.category]]
    .join(' ')
    .toLowerCase()
    .includes(text.trim().toLowerCase())

/** Entries by category with a box each; what is here already is said so. */
export function CataloguePicker({ slug, items }: CataloguePickerProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [pending, startTransition] = useTransition()
  const open = items.filter(({ directoryId }) => !directoryId)
  const shown = items.filter((item) => matches(item, text))
  const selectable = shown.filter(({ directoryId }) => !directoryId)

  const choose = (slugs: readonly string[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      for (const one of slugs) on ? after.add(one) : after.delete(one)
      return after
    })

  const add = (slugs?: string[]) =>
    startTransition(async () => {
      const [refused, result] = await addFromCatalogue(slug, slugs)
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(`${counted(result.added, 'directory', 'directories')} added`, { tone: 'success' })
      router.push(`/${slug}/directories`)
    })

  return (
    <div className="flex flex-col gap-4">
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-3 bg-background py-2 max-sm:top-12 max-sm:gap-2">
        <Input
          type="search"
          aria-label="Search the catalogue"
          placeholder="Search the catalogue"
          className="w-64 max-sm:w-full"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {selectable.length > 0 && (
          <Button
            onClick={() =>
              choose(
                selectable.map((item) => item.slug),
                !selectable.every((item) => chosen.has(item.slug)),
              )
            }
          >
            {selectable.every((item) => chosen.has(item.slug)) ? 'Choose none' : 'Choose all shown'}
          </Button>
        )}
        <span className="grow" />
        <p className="text-muted text-sm" aria-live="polite">
          {open.length === 0 ? 'All of it is here' : `${chosen.size} of ${open.length} chosen`}
        </p>
        <DisabledAction
          variant="primary"
          pending={pending}
          reason={
            open.length === 0
              ? 'All of the catalogue is here already.'
              : chosen.size === 0
                ? 'Choose at least one.'
                : null
          }
          onClick={() => add([...chosen])}
        >
          Add {chosen.size > 0 ? counted(chosen.size, 'directory', 'directories') : 'chosen'}
        </DisabledAction>
      </div>
      {categories
        .map((category) => [category, shown.filter((item) => item.category === category)] as const)
        .filter(([, group]) => group.length > 0)
        .map(([category, group]) => (
          <Card key={category} title={categoryLabels[category]}>
            <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
              {group.map((item) => (
                <li key={item.slug} className="flex min-w-0 items-start justify-between gap-2">
                  {item.directoryId ? (
                    <>
                      <span className="pt-0.5 pl-6.5 text-sm">
                        {item.name}
                        <span className="block text-muted text-xs">{item.description}</span>
                      </span>
                      <Badge>Here</Badge>
                    </>
                  ) : (
                    <Checkbox
                      label={item.name}
                      hint={item.description}
                      checked={chosen.has(item.slug)}
                      onChange={(event) => choose([item.slug], event.target.checked)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      {shown.length === 0 && (
        <p className="py-10 text-center text-muted text-sm">
          Nothing in the catalogue is called “{text}”.
        </p>
      )}
    </div>
  )
}
