/**
 * Plain links of server-rendered markup, followed without loading the page anew: fifty rows need
 * no fifty hydrated components. Answers where a click leads, or null if it is the browser's.
 */
export function softTarget(event: React.MouseEvent): string | null {
  const { target } = event
  if (event.defaultPrevented || event.button !== 0 || !(target instanceof Element)) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = target.closest('a') ?? rowLink(target)
  if (!link || link.target || link.hasAttribute('download')) return null
  return link.origin === location.origin ? link.pathname + link.search + link.hash : null
}

/** Anywhere in a row that is not a control of its own opens the row. */
function rowLink(target: Element): HTMLAnchorElement | null {
  if (target.closest('button, input, label, select, [role="menu"]')) return null
  if (getSelection()?.type === 'Range') return null
  return target.closest('tr')?.querySelector<HTMLAnchorElement>('a[data-row-link]') ?? null
}
