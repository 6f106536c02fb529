'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { filterHref, type TableUrl } from '@/components/table/table-url'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useLatch } from '@/components/ui/use-latch'

const load = () => import('./partner-filter-popup')
const PartnerFilterPopup = dynamic(load, { ssr: false })

type PartnerFilterProps = { slug: string; url: TableUrl; chosen: string | null }

/** The leads of one partner; there may be hundreds to choose from, so they come when asked for. */
export function PartnerFilter({ slug, url, chosen }: PartnerFilterProps) {
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  const [pending, startTransition] = useTransition()
  const choose = (partner: string | null) => {
    setOpen(false)
    startTransition(() => router.replace(filterHref(url, { partner }), { scroll: false }))
  }
  return (
    <>
      <Button
        ref={button}
        pending={pending}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        className={chosen ? undefined : 'border-dashed text-muted'}
      >
        Partner
        {chosen && <span className="max-w-40 truncate text-accent-text">{chosen}</span>}
        <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Button>
      {needed && (
        <PartnerFilterPopup
          slug={slug}
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          chosen={chosen}
          onChoose={choose}
        />
      )}
    </>
  )
}
