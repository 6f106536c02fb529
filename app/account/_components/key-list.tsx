'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { ApiKey } from '@/lib/accounts/schema'
import { revokeApiKey } from '../actions'

type Props = { slug: string; keys: ApiKey[]; timeZone: string; now: Date }

export function KeyList({ slug, keys, timeZone, now }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState<ApiKey | null>(null)
  if (keys.length === 0) {
    return (
      <EmptyState title="No keys yet" icon={<Icon name="key-round" />}>
        A key lets a script of yours use the REST API. Make one key per script, so that you can
        revoke each alone.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="divide-y">
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} timeZone={timeZone} now={now} onRevoke={setAsked} />
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Revoke “${asked?.name}”?`}
        confirmLabel="Revoke"
        tone="danger"
        onConfirm={async () => {
          const [error] = await revokeApiKey(slug, asked?.id ?? '')
          if (error) return error.message
          toast('Key revoked', { tone: 'success' })
          router.refresh()
        }}
      >
        Whatever uses it is refused from its next request on. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}

type RowProps = {
  apiKey: ApiKey
  timeZone: string
  now: Date
  onRevoke: (key: ApiKey) => void
}

function KeyRow({ apiKey, timeZone, now, onRevoke }: RowProps) {
  const { name, prefix, permissions, expiresAt, lastUsedAt, revokedAt } = apiKey
  const over = revokedAt ? 'Revoked' : expiresAt && expiresAt <= now ? 'Expired' : null
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name} <code className="font-mono font-normal text-muted text-xs">{prefix}…</code>
          {over && <Badge>{over}</Badge>}
        </p>
        <p className="break-words text-muted text-sm">
          {permissions.length === 0 ? 'All that your role may' : permissions.join(', ')}
          {' · '}
          {lastUsedAt ? (
            <>
              used <Time at={lastUsedAt} timeZone={timeZone} now={now} />
            </>
          ) : (
            'never used'
          )}
          {expiresAt && !over && (
            <>
              {' · until '}
              <Time at={expiresAt} timeZone={timeZone} format="date" />
            </>
          )}
        </p>
      </div>
      {!over && (
        <Button size="sm" onClick={() => onRevoke(apiKey)} aria-label={`Revoke ${name}`}>
          Revoke…
        </Button>
      )}
    </li>
  )
}
