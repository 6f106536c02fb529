'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLatch } from '@/components/ui/use-latch'
import type { Lead } from '@/lib/leads/schema'
import { editLead, findLead } from '../actions'

const EditLeadDialog = dynamic(() => import('../../_components/edit-lead-dialog'), { ssr: false })

export function EditClient({ slug, lead }: { slug: string; lead: Lead }) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Edit</Button>
      {needed && (
        <EditLeadDialog
          lead={lead}
          open={open}
          onOpenChange={setOpen}
          save={(values) => editLead(slug, values)}
          find={() => findLead(slug, lead.id)}
        />
      )}
    </>
  )
}
