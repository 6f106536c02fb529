import { linkOf, softHref } from '@/components/shell/soft-href'

/** Where a click in a table leads, or null if it is the browser's. */
export function softTarget(event: React.MouseEvent): string | null {
  const { target } = event
  const link = linkOf(target) ?? (target instanceof Element ? rowLink(target) : null)
  return link && softHref(event, link)
}

/** Anywhere in a row that is not a control of its own opens the row. */
function rowLink(target: Element): HTMLAnchorElement | null {
  if (target.closest('button, input, label, select, [role="menu"]')) return null
  if (getSelection()?.type === 'Range') return null
  return target.closest('tr')?.querySelector<HTMLAnchorElement>('a[data-row-link]') ?? null
}
