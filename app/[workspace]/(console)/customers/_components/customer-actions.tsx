'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { CustomerRecord } from '@/lib/customers/schema'
import { inviteCustomer, setArchived } from '../actions'

const EditCustomerDialog = dynamic(() => import('./edit-customer-dialog'), { ssr: false })

/** What may be done with a customer as a whole. */
export function CustomerActions({ slug, customer }: { slug: string; customer: CustomerRecord }) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'archive' | null>(null)
  const { id, companyName, archivedAt, account } = customer
  const done = (message: string) => {
    toast(message, { tone: 'success' })
    router.refresh()
  }
  const run = (ask: () => ReturnType<typeof inviteCustomer>, message: string) => () => {
    void ask().then(([error]) => (error ? toast(error.message, { tone: 'danger' }) : done(message)))
  }
  return (
    <>
      <Menu
        align="end"
        aria-label="Actions"
        items={[
          { label: 'Edit names and e-mail…', onSelect: () => setOpen('edit') },
          ...(account === 'none' && !archivedAt
            ? [
                {
                  label: 'Invite to their area',
                  onSelect: run(() => inviteCustomer(slug, id), 'Invitation sent'),
                },
              ]
            : []),
          { kind: 'separator' as const, id: 'archive' },
          archivedAt
            ? {
                label: 'Restore',
                onSelect: run(() => setArchived(slug, id, false), `${companyName} is back`),
              }
            : { label: 'Archive…', onSelect: () => setOpen('archive') },
        ]}
      >
        Actions <Icon name="ellipsis" />
      </Menu>
      {open === 'edit' && (
        <EditCustomerDialog slug={slug} customer={customer} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        open={open === 'archive'}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Archive ${companyName}?`}
        confirmLabel="Archive"
        tone="danger"
        onConfirm={async () => {
          const [error] = await setArchived(slug, id, true)
          if (error) return error.message
          done(`${companyName} is archived`)
          return null
        }}
      >
        They leave the lists and nothing new is started for them. What was done stays, and you can
        restore them.
      </ConfirmDialog>
    </>
  )
}
