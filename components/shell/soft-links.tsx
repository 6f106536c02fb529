'use client'

import { useEffect } from 'react'
import { navigate, useNavigation } from './navigation'
import { linkOf, softHref } from './soft-href'

/**
 * One listener follows every plain link of the application without loading the page anew: a page
 * of fifty links hydrates none of them. Mounted once, by the root layout.
 */
export function SoftLinks() {
  useNavigation()
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = linkOf(event.target)
      const href = link && softHref(event, link)
      if (!href) return
      event.preventDefault()
      navigate(href, { scroll: link.dataset.keepScroll === undefined })
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [])
  return null
}
