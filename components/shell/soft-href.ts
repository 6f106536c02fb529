type Click = Pick<
  MouseEvent,
  'defaultPrevented' | 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'
>

export const linkOf = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null

/** Where a click on a link leads within the application; null when it is the browser's to follow. */
export function softHref(click: Click, link: HTMLAnchorElement): string | null {
  if (click.defaultPrevented || click.button !== 0) return null
  if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return null
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return null
  if (link.pathname.startsWith('/api/')) return null
  const sameDocument = link.pathname === location.pathname && link.search === location.search
  return link.hash && sameDocument ? null : link.pathname + link.search + link.hash
}
