import { useEffect, useState } from 'react'
import { restGet } from '../../../_components/rest-get'

export type PartnerChoice = { id: string; name: string; company: string | null }

const PAUSE_MS = 200

/** Active partners whose name, company or e-mail holds the text; null until the first answer. */
export function usePartnerChoices(slug: string, search: string): PartnerChoice[] | null {
  const [choices, setChoices] = useState<PartnerChoice[] | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      restGet<PartnerChoice[]>(
        slug,
        `/partners/choices?search=${encodeURIComponent(search)}`,
        abort.signal,
      ).then(setChoices, (error: Error) => error.name !== 'AbortError' && setChoices([]))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [slug, search])
  return choices
}
