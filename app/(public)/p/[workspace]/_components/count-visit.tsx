'use client'

import { useEffect } from 'react'
import { tellVisit } from './visit'

type CountVisitProps = { slug: string; campaign: string | undefined }

/** Counts that somebody came; shows nothing. */
export function CountVisit({ slug, campaign }: CountVisitProps) {
  useEffect(() => {
    void tellVisit(slug, 'visited', campaign)
  }, [slug, campaign])
  return null
}
