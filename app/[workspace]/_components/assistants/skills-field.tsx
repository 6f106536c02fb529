'use client'

import { useId, useState } from 'react'
import { useField } from '@/components/form/form-context'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { skillLabel, skillLevelLabels, skillLevels, usualSkills } from '@/lib/assistants/labels'

type Skill = readonly [name: string, level: number]
type SkillsFieldProps = {
  name: string
  defaultValue: Readonly<Record<string, number>>
  /** What anybody has, or some task asks for. */
  known: readonly string[]
}

const levels = skillLevels.map((level) => ({
  value: String(level),
  label: `${level} · ${skillLevelLabels[level]}`,
}))

/** Skills with a level each. Sent as an object in JSON. */
export function SkillsField({ name, defaultValue, known }: SkillsFieldProps) {
  const list = useId()
  const [skills, setSkills] = useState<readonly Skill[]>(Object.entries(defaultValue))
  const [text, setText] = useState('')
  const help = 'Type one and press Enter. 1 is learning, 5 an expert.'
  const { control, error } = useField(name, help)
  const { name: _, ...rest } = control
  const add = () => {
    const skill = text.trim().toLocaleLowerCase('en')
    if (skill && !skills.some(([have]) => have === skill)) setSkills([...skills, [skill, 3]])
    setText('')
  }
  const offered = [...new Set([...usualSkills, ...known])].filter(
    (skill) => !skills.some(([have]) => have === skill),
  )
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={control.id} className="font-medium text-sm">
        Skills
      </label>
      <input type="hidden" name={name} value={JSON.stringify(Object.fromEntries(skills))} />
      {skills.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {skills.map(([skill, level]) => (
            <li
              key={skill}
              className="grid grid-cols-[minmax(0,1fr)_9.5rem_auto] items-center gap-2"
            >
              <span className="truncate text-sm">{skillLabel(skill)}</span>
              <Select
                controlSize="sm"
                aria-label={`Level of ${skill}`}
                value={String(level)}
                options={levels}
                onChange={({ target }) =>
                  setSkills(
                    skills.map((one) => (one[0] === skill ? [skill, Number(target.value)] : one)),
                  )
                }
              />
              <IconButton
                size="sm"
                label={`Remove ${skill}`}
                onClick={() => setSkills(skills.filter(([have]) => have !== skill))}
              >
                <Icon name="x" className="size-3.5" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Input
        {...rest}
        list={list}
        placeholder="Add a skill"
        autoComplete="off"
        maxLength={39}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <datalist id={list}>
        {offered.map((skill) => (
          <option key={skill} value={skill} />
        ))}
      </datalist>
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
      <p id={`${control.id}-help`} className="text-muted text-xs">
        {help}
      </p>
    </div>
  )
}
