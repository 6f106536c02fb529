import { buttonVariants } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

/** Downloads the list as CSV, with its filters. */
export function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} download className={buttonVariants()} aria-label="Export as CSV">
      <Icon name="download" />
      <span className="max-sm:sr-only">Export</span>
    </a>
  )
}
