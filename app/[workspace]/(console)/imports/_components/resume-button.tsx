'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { confirmImport } from '../actions'

/** Goes on with an import that was stopped by an error. */
export function ResumeButton({ slug, id }: { slug: string; id: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  return (
    <Button
      variant="primary"
      pending={pending}
      onClick={() =>
        startTransition(async () => {
          const [refused] = await confirmImport(slug, id)
          if (refused) toast(refused.message, { tone: 'danger' })
          else router.refresh()
        })
      }
    >
      Resume
    </Button>
  )
}
