/** An address of somebody else's, opened beside; it learns nothing of ours. */
export function ExternalLink({ href, children }: { href: string; children?: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="wrap-anywhere text-accent-text underline decoration-current/40 underline-offset-4 hover:decoration-current"
    >
      {children ?? href.replace(/^https?:\/\/(www\.)?/, '')}
    </a>
  )
}
