'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Radio } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { settlePayout } from '../actions'

type SettleDialogProps = {
  open: boolean
  onClose: () => void
  slug: string
  id: string
  title: string
  onDone: () => void
}

/** A person says what became of a payout, and how they know. */
export function SettleDialog({ open, onClose, slug, id, title, onDone }: SettleDialogProps) {
  const [outcome, setOutcome] = useState<'paid' | 'failed'>('paid')
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description="Look at the bank statement first. What you say is kept with your name and cannot be undone."
    >
      <ActionForm
        action={(values) => settlePayout(slug, id, values)}
        onSuccess={() => {
          onClose()
          onDone()
        }}
      >
        <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
          <legend className="sr-only">What became of it</legend>
          {(['paid', 'failed'] as const).map((value) => (
            <Radio
              key={value}
              name="outcome"
              value={value}
              label={value === 'paid' ? 'It was paid' : 'It did not go through'}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
          ))}
        </fieldset>
        {outcome === 'paid' && (
          <TextField
            name="reference"
            label="Reference"
            help="As on the bank statement."
            maxLength={140}
            autoComplete="off"
          />
        )}
        <TextareaField name="reason" label="How you know" rows={2} maxLength={500} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>
            {outcome === 'paid' ? 'Mark it as paid' : 'Mark it as failed'}
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
