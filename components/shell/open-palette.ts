let request: (() => void) | null = null

export const openPalette = () => request?.()

export function onPaletteRequested(ask: () => void): () => void {
  request = ask
  return () => {
    if (request === ask) request = null
  }
}
