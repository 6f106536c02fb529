'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useLatch } from '@/components/ui/use-latch'
import type { ClientOfLead } from './make-customer-dialog'

const MakeCustomerDialog = dynamic(() => import('./make-customer-dialog'), { ssr: false })

type MakeCustomerProps = { slug: string; client: ClientOfLead; bills: boolean }

/** The one step from a won lead to a customer. */
export function MakeCustomer({ slug, client, bills }: MakeCustomerProps) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="building-2" /> Make customer
      </Button>
      {needed && <MakeCustomerDialog {...{ slug, client, bills, open }} onOpenChange={setOpen} />}
    </>
  )
}
