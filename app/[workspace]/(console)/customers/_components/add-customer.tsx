'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useLatch } from '@/components/ui/use-latch'

const AddCustomerDialog = dynamic(() => import('./add-customer-dialog'), { ssr: false })

/** For those who were no lead before. */
export function AddCustomer({ slug, bills }: { slug: string; bills: boolean }) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="plus" /> Add customer
      </Button>
      {needed && <AddCustomerDialog {...{ slug, bills, open }} onOpenChange={setOpen} />}
    </>
  )
}
