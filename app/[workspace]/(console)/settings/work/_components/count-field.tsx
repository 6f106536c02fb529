'use client'

import { TextField } from '@/components/form/text-field'

type CountFieldProps = { name: string; label: string; help?: string; value: number }

export const CountField = ({ name, label, help, value }: CountFieldProps) => (
  <TextField
    name={name}
    label={label}
    help={help}
    type="number"
    min={0}
    defaultValue={value}
    className="max-w-xs"
  />
)
