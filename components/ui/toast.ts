import { announce } from './announce'

export type ToastOptions = {
  description?: string
  /** What can be undone offers Undo. */
  undo?: () => void
  action?: { label: string; run: () => void }
  tone?: 'success' | 'danger' | 'neutral'
}

export type Toast = ToastOptions & { message: string }

let waiting: Toast[] = []
let show: ((toast: Toast) => void) | null = null
let request: (() => void) | null = null

/** Shows a passing message, and says it aloud. The toaster's code arrives with the first one. */
export function toast(message: string, options: ToastOptions = {}): void {
  announce(options.description ? `${message}. ${options.description}` : message)
  const next = { message, ...options }
  if (show) show(next)
  else {
    waiting.push(next)
    request?.()
  }
}

export function onToastRequested(ask: () => void): () => void {
  request = ask
  if (waiting.length > 0) ask()
  return () => {
    request = null
  }
}

/** The view took up its place: whatever waited is shown. */
export function connectToasts(display: (toast: Toast) => void): () => void {
  show = display
  const missed = waiting
  waiting = []
  missed.forEach(display)
  return () => {
    show = null
  }
}
