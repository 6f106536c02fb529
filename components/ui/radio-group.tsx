import type { ReactNode } from 'react'
import { Radio } from './choice'

type RadioGroupProps = {
  name: string
  legend: ReactNode
  options: readonly { value: string; label: ReactNode; hint?: ReactNode }[]
  defaultValue?: string
  required?: boolean
}

export function RadioGroup({ name, legend, options, defaultValue, required }: RadioGroupProps) {
  return (
    <fieldset data-slot="radio-group" className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <Radio
          key={value}
          name={name}
          value={value}
          label={label}
          hint={hint}
          required={required}
          defaultChecked={value === defaultValue}
        />
      ))}
    </fieldset>
  )
}
