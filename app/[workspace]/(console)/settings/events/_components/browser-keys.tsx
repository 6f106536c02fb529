'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { BrowserKey } from '@/lib/capture/schema'
import { revokeBrowserKey } from '../../actions'
import { KeyDialog } from './key-dialog'

type Props = {
  slug: string
  keys: BrowserKey[]
  /** Address of the script that pages load. */
  script: string
  timeZone: string
  now: Date
}

const tagOf = (script: string, key: string) =>
  `<script async src="${script}" data-key="${key}" data-consent="required"></script>`

export function BrowserKeys({ slug, keys, script, timeZone, now }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState<BrowserKey | null>(null)
  if (keys.length === 0) {
    return (
      <EmptyState title="No browser keys yet" icon={<Icon name="globe" />}>
        Make one, and put the line that you get into the pages of your site.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="divide-y">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-col gap-2 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {key.name} {key.revokedAt && <Badge>Revoked</Badge>}
                </p>
                <p className="break-words text-muted text-sm">
                  {key.origins.join(', ')}
                  {' · '}
                  {key.lastUsedAt ? (
                    <>
                      used <Time at={key.lastUsedAt} timeZone={timeZone} now={now} />
                    </>
                  ) : (
                    'never used'
                  )}
                </p>
              </div>
              {!key.revokedAt && (
                <div className="flex gap-2">
                  <KeyDialog slug={slug} browserKey={key} />
                  <Button size="sm" onClick={() => setAsked(key)} aria-label={`Revoke ${key.name}`}>
                    Revoke…
                  </Button>
                </div>
              )}
            </div>
            {!key.revokedAt && (
              <div className="flex items-center gap-2 rounded-md border bg-subtle py-1.5 pr-1.5 pl-3">
                <code className="min-w-0 flex-1 break-all font-mono text-xs">
                  {tagOf(script, key.key)}
                </code>
                <CopyButton text={tagOf(script, key.key)} what={`the line for ${key.name}`} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Revoke “${asked?.name}”?`}
        confirmLabel="Revoke"
        tone="danger"
        onConfirm={async () => {
          const [error] = await revokeBrowserKey(slug, asked?.id ?? '')
          if (error) return error.message
          toast('Key revoked', { tone: 'success' })
          router.refresh()
        }}
      >
        Pages that use it count nothing from then on. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
