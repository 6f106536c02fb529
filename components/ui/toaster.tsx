'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { onToastRequested } from './toast'

const ToasterView = dynamic(() => import('./toaster-view'), { ssr: false })

/** Mounted once, by the root layout. */
export function Toaster() {
  const [needed, setNeeded] = useState(false)
  useEffect(() => onToastRequested(() => setNeeded(true)), [])
  return needed && <ToasterView />
}
