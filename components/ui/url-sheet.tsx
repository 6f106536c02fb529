'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Sheet, type SheetProps } from './sheet'

type UrlSheetProps = Omit<SheetProps, 'open' | 'onOpenChange'> & {
  /** The page's URL without the sheet. */
  closeHref: string
}

/** A sheet that a page renders because its URL says so; closing it is going elsewhere. */
export function UrlSheet({ closeHref, ...props }: UrlSheetProps) {
  const router = useRouter()
  const [closing, setClosing] = useState(false)
  return (
    <Sheet
      open={!closing}
      onOpenChange={() => {
        setClosing(true)
        router.push(closeHref, { scroll: false })
      }}
      {...props}
    />
  )
}
