type Listener = (message: string) => void
let listener: Listener | null = null

/** Says something aloud to screen readers through the live region of the page. */
export function announce(message: string): void {
  listener?.(message)
}

export function onAnnounce(next: Listener): () => void {
  listener = next
  return () => {
    if (listener === next) listener = null
  }
}
