'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { useLatch } from '@/components/ui/use-latch'
import { formatMoney } from '@/lib/money'
import { refundLead } from '../actions'

const RefundDialog = dynamic(() => import('./refund-dialog'), { ssr: false })

type RecordRefundProps = {
  slug: string
  leadId: string
  name: string
  left: number
  currency: string
}

export function RecordRefund({ slug, leadId, name, left, currency }: RecordRefundProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Record a refund…
      </Button>
      {needed && (
        <RefundDialog
          key={left}
          {...{ slug, leadId, name, left, currency, open }}
          onOpenChange={setOpen}
          action={async (input) => {
            const answer = await refundLead(slug, { id: leadId, ...input })
            if (!answer[0]) {
              toast(`${formatMoney(input.amount, currency)} refunded`, { tone: 'success' })
              router.refresh()
            }
            return answer
          }}
        />
      )}
    </>
  )
}
