'use client'

import { Checkbox } from '@/components/ui/choice'
import { Disclosure } from '@/components/ui/disclosure'
import { actionTypeLabels, actionTypes } from '@/lib/actions/labels'

type SpecialitiesFieldProps = {
  name: string
  defaultValue: readonly string[]
  categories: readonly string[]
}

/** What suits somebody best: they get it before others when it is about as urgent. */
export function SpecialitiesField({ name, defaultValue, categories }: SpecialitiesFieldProps) {
  const groups = [
    ['Types of tasks', actionTypes.map((value) => [value, actionTypeLabels[value]] as const)],
    ['Directories', categories.map((value) => [value, value] as const)],
  ] as const
  return (
    <Disclosure
      summary={`Specialities${defaultValue.length > 0 ? ` (${defaultValue.length})` : ''}`}
    >
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-muted text-xs">
          They get these before other tasks that are about as urgent.
        </p>
        {groups.map(
          ([label, options]) =>
            options.length > 0 && (
              <fieldset key={label}>
                <legend className="mb-1 text-muted text-xs">{label}</legend>
                <div className="grid grid-cols-1 sm:grid-cols-2">
                  {options.map(([value, words]) => (
                    <Checkbox
                      key={value}
                      name={name}
                      value={value}
                      label={words}
                      defaultChecked={defaultValue.includes(value)}
                    />
                  ))}
                </div>
              </fieldset>
            ),
        )}
      </div>
    </Disclosure>
  )
}
