/** What is typed into a task, kept in the browser from key to key; the server has it seconds later. */
export type Draft = Record<string, string>
export type Kept = { draft: Draft; seconds: number; at: string }

export const keptKey = (taskId: string) => `tandem.task.${taskId}`

export function readKept(taskId: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keptKey(taskId)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

// Storage may be full or forbidden: then the server's draft is what comes back.
export function writeKept(taskId: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(keptKey(taskId), JSON.stringify(kept))
    else localStorage.removeItem(keptKey(taskId))
  } catch {}
}
