'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, buttonVariants } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { RunDetail } from '@/lib/payouts/sending-schema'
import { counted } from '@/lib/words'
import { ReasonDialog } from '../../../../../_components/reason-dialog'
import { confirmFile } from '../../../actions'

type BankFile = RunDetail['files'][number]
type RunFilesProps = {
  slug: string
  files: readonly BankFile[]
  timeZone: string
  manages: boolean
}

const kinds = { 'pain.001': 'SEPA credit transfers (pain.001)', csv: 'All payments as CSV' }

/** The files of a run, to hand to the bank, and to confirm once the bank has carried them out. */
export function RunFiles({ slug, files, timeZone, manages }: RunFilesProps) {
  const router = useRouter()
  const [asked, setAsked] = useState<BankFile | null>(null)
  return (
    <Card
      flush
      title="Bank files"
      description="Each payment once: hand in the SEPA file, or pay from the CSV what it does not hold."
    >
      <ul className="divide-y border-t">
        {files.map((file) => (
          <li
            key={file.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 text-sm"
          >
            <span className="min-w-0">
              <span className="font-medium">{kinds[file.format]}</span>
              <span className="block text-muted text-xs">
                {counted(file.payments, 'payment')}
                {file.open > 0 && `, ${file.open} to confirm`}, made{' '}
                <Time at={file.createdAt} timeZone={timeZone} />
              </span>
            </span>
            {manages && (
              <span className="flex flex-wrap gap-2">
                <a
                  href={`/api/v1/payout-files/${file.id}?workspace=${slug}`}
                  download={file.name}
                  className={buttonVariants({ size: 'sm' })}
                >
                  <Icon name="download" /> Download
                  <span className="sr-only"> {file.name}</span>
                </a>
                {file.open > 0 && (
                  <Button size="sm" variant="primary" onClick={() => setAsked(file)}>
                    Confirm {counted(file.open, 'payment')}…
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Has the bank carried out ${counted(asked?.open ?? 0, 'payment')}?`}
        description="They become paid, and this cannot be undone. Mark what the bank returned as failed first, on its own page."
        label="How you know"
        suggestions={['The bank statement shows it']}
        confirmLabel={`Mark ${counted(asked?.open ?? 0, 'payment')} as paid`}
        action={(reason) => confirmFile(slug, asked?.id ?? '', reason)}
        onDone={() => {
          toast('Marked as paid', { tone: 'success' })
          router.refresh()
        }}
      />
    </Card>
  )
}
