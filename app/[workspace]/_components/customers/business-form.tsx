'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'

export type SaveBusiness = (patch: Record<string, unknown>) => Promise<ActionResult>

/** `address.city` is the city of the address. */
function nested(values: FormValues): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const [outer, inner] = name.split('.') as [string, string | undefined]
    if (!inner) patch[outer] = value
    else patch[outer] = { ...(patch[outer] as object | undefined), [inner]: value }
  }
  return patch
}

type SectionProps = {
  title: string
  description: string
  /** What is typed here is kept under this name until it is saved. */
  draft: string
  save: SaveBusiness
  children: ReactNode
}

/** A profile may be left half-filled. */
export const ProfileField = (props: ComponentProps<typeof TextField>) => (
  <TextField required={false} {...props} />
)

/** One part of the profile, saved on its own. */
export function BusinessSection({ title, description, draft, save, children }: SectionProps) {
  const router = useRouter()
  return (
    <Card title={title} description={description}>
      <ActionForm
        empty="null"
        draft={draft}
        action={(values) => save(nested(values))}
        onSuccess={() => {
          toast(`${title} saved`, { tone: 'success' })
          router.refresh()
        }}
      >
        {children}
        <div className="flex justify-end">
          <SubmitButton variant="secondary">Save</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
