'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { KindName } from '@/lib/imports/kinds'
import { confirmImport } from '../actions'

type ResumeButtonProps = { slug: string; kind: KindName; id: string }

/** Goes on with an import that was stopped by an error. */
export function ResumeButton({ slug, kind, id }: ResumeButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  return (
    <Button
      variant="primary"
      pending={pending}
      onClick={() =>
        startTransition(async () => {
          const [refused] = await confirmImport(slug, kind, id)
          if (refused) toast(refused.message, { tone: 'danger' })
          else router.refresh()
        })
      }
    >
      Resume
    </Button>
  )
}
