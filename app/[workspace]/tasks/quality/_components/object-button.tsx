'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { objectToReview } from '../actions'

type ObjectButtonProps = { slug: string; id: string; title: string }

export function ObjectButton({ slug, id, title }: ObjectButtonProps) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Object…
      </Button>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Object to the review of “${title}”?`}
        description="Somebody who has not reviewed it looks at it and decides. You can do this once."
        label="Why it should be seen differently"
        confirmLabel="Object"
        action={(argument) => objectToReview(slug, id, argument)}
        onDone={() => {
          toast('Your objection is with somebody else now', { tone: 'success' })
          router.refresh()
        }}
      />
    </>
  )
}
