'use client'

import { useState } from 'react'
import { TextField } from '@/components/form/text-field'
import { Checkbox } from '@/components/ui/choice'

type Props = { label?: string; controlSize?: 'md' | 'lg' }

/** A password that somebody chooses; they may look at it instead of typing it twice. */
export function NewPasswordField({ label = 'Password', controlSize = 'lg' }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <div className="flex flex-col gap-2">
      <TextField
        name="password"
        label={label}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        controlSize={controlSize}
        spellCheck={false}
        help="At least 12 characters. A few words that belong to nobody else work well."
      />
      <Checkbox
        label="Show what I type"
        checked={shown}
        onChange={(event) => setShown(event.target.checked)}
      />
    </div>
  )
}
