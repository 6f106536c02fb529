import type { ReactNode } from 'react'

type TextLinkProps = {
  href: string
  /** Leads to somebody else's site, in a tab of its own. */
  external?: boolean
  children: ReactNode
}

/** A link within text; nothing is fetched before it is followed. */
export function TextLink({ href, external, children }: TextLinkProps) {
  return (
    <a
      href={href}
      {...(external ? { target: '_blank', rel: 'noreferrer' } : {})}
      className="text-accent-text underline decoration-current/40 underline-offset-4 hover:decoration-current"
    >
      {children}
    </a>
  )
}
