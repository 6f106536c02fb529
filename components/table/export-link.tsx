import { Download } from 'lucide-react'
import { buttonVariants } from '@/components/ui/button'

/** Downloads the list as CSV, with its filters. */
export function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} download className={buttonVariants()} aria-label="Export as CSV">
      <Download aria-hidden="true" />
      <span className="max-sm:sr-only">Export</span>
    </a>
  )
}
