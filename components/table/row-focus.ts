/** Moves the focus among the links that name the rows. */
export function moveRowFocus(root: HTMLElement | null, step: 1 | -1): void {
  const links = [...(root?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => row?.contains(link))
  const next = at === -1 ? (step === 1 ? links[0] : links.at(-1)) : links[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

export function toggleFocusedRow(): void {
  const row = document.activeElement?.closest('tr')
  row?.querySelector<HTMLInputElement>('input[data-select-row]')?.click()
}
