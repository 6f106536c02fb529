import { useEffect } from 'react'

const keyOf = (slug: string) => `tandem.referral.${slug}`

/**
 * Keeps the code of the link a visitor followed beside their draft, so that who comes back without
 * it is still referred. The newest link counts.
 */
export function useKeptReferral(slug: string, code: string | undefined) {
  useEffect(() => {
    if (code) attempt(() => localStorage.setItem(keyOf(slug), code))
  }, [slug, code])
  return {
    code: () => code ?? attempt(() => localStorage.getItem(keyOf(slug))) ?? undefined,
    forget: () => attempt(() => localStorage.removeItem(keyOf(slug))),
  }
}

// Storage may be full, or forbidden by the browser.
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {}
}
