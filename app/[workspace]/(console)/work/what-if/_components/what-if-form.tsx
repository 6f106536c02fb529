import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { WhatIf } from '@/lib/routing/what-if-schema'

type WhatIfFormProps = {
  asked: Partial<WhatIf>
  skills: readonly string[]
  everybody: readonly { id: string; name: string }[]
}

type LabelledProps = { name: string; label: string; children: ReactNode }

const Labelled = ({ name, label, children }: LabelledProps) => (
  <div className="flex flex-col gap-1.5">
    <label htmlFor={`what-if-${name}`} className="font-medium text-sm">
      {label}
    </label>
    {children}
  </div>
)

/** The question is in the address, so that an answer can be shared. */
export function WhatIfForm({ asked, skills, everybody }: WhatIfFormProps) {
  return (
    <form method="get" className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Labelled name="people" label="More people">
          <Input
            type="number"
            id="what-if-people"
            name="people"
            min={0}
            max={20}
            defaultValue={asked.people ?? 0}
          />
        </Labelled>
        <Labelled name="skills" label="Who can do">
          <Select
            id="what-if-skills"
            name="skills"
            defaultValue={asked.skills?.[0] ?? ''}
            options={[
              { value: '', label: 'What needs no skill' },
              ...skills.map((value) => ({ value, label: value })),
              { value: skills.join(','), label: 'Everything' },
            ]}
          />
        </Labelled>
        <Labelled name="part" label="At work">
          <Select
            id="what-if-part"
            name="part"
            defaultValue={asked.part ?? 'day'}
            options={[
              { value: 'day', label: 'All day, 9 to 18' },
              { value: 'morning', label: 'Mornings, 8 to 12' },
              { value: 'afternoon', label: 'Afternoons, 13 to 18' },
              { value: 'evening', label: 'Evenings, 18 to 22' },
            ]}
          />
        </Labelled>
        <Labelled name="days" label="Looking ahead">
          <Select
            id="what-if-days"
            name="days"
            defaultValue={String(asked.days ?? 1)}
            options={[
              { value: '1', label: '24 hours' },
              { value: '2', label: '2 days' },
              { value: '5', label: '5 days' },
            ]}
          />
        </Labelled>
        <Labelled name="without" label="Without">
          <Select
            id="what-if-without"
            name="without"
            defaultValue={asked.without?.[0] ?? ''}
            options={[
              { value: '', label: 'Nobody is away' },
              ...everybody.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Labelled>
        <Labelled name="arrivals" label="Tasks that come">
          <Select
            id="what-if-arrivals"
            name="arrivals"
            defaultValue={String(asked.arrivals ?? 100)}
            options={[
              { value: '50', label: 'Half as many' },
              { value: '100', label: 'As usual' },
              { value: '150', label: 'Half as many again' },
              { value: '200', label: 'Twice as many' },
            ]}
          />
        </Labelled>
      </div>
      <Button type="submit" variant="primary" className="self-start">
        Play it through
      </Button>
    </form>
  )
}
