import type { ReactNode } from 'react'

/** A link within text; nothing is fetched before it is followed. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="text-accent-text underline decoration-current/40 underline-offset-4 hover:decoration-current"
    >
      {children}
    </a>
  )
}
