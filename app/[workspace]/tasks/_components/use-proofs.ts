import { useEffect, useRef, useState } from 'react'
import { toast } from '@/components/ui/toast'
import { type ProofKind, proofLimit } from '@/lib/proofs/labels'

type Options = {
  slug: string
  taskId: string
  token: string | null
  kind: ProofKind
  onAdded: () => void
}

const nameOf = (file: File) => file.name.replace(/\.[^.]+$/, '').slice(0, 200) || 'Proof'

/** Files as proof, from a paste, a drop or a choice. */
export function useProofs({ slug, taskId, token, kind, onAdded }: Options) {
  const [busy, setBusy] = useState(false)
  const take = async (file: File) => {
    if (!token) return
    if (file.size > proofLimit.bytes)
      return toast(`A proof has at most ${proofLimit.words}.`, { tone: 'danger' })
    setBusy(true)
    const query = new URLSearchParams({ token, kind, name: nameOf(file) })
    try {
      const response = await fetch(`/api/v1/tasks/${taskId}/proofs?${query}`, {
        method: 'POST',
        headers: { 'x-workspace': slug, 'content-type': 'application/octet-stream' },
        body: file,
      })
      const problem = response.ok ? null : ((await response.json()) as { detail?: string })
      if (problem) toast(problem.detail ?? 'The file was not taken.', { tone: 'danger' })
      else {
        toast('Added the proof', { tone: 'success' })
        onAdded()
      }
    } catch {
      toast('The server could not be reached. Add the proof again in a moment.', {
        tone: 'danger',
      })
    }
    setBusy(false)
  }
  const latest = useRef(take)
  latest.current = take

  useEffect(() => {
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      const [file] = clipboardData?.files ?? []
      if (file) void latest.current(file)
    }
    const onDrag = (event: DragEvent) => event.preventDefault()
    const onDrop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? []
      if (!file) return
      event.preventDefault()
      void latest.current(file)
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragover', onDrag)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragover', onDrag)
      document.removeEventListener('drop', onDrop)
    }
  }, [])

  /** The picture on the clipboard; false when there is none, or the browser does not show it. */
  const paste = async (): Promise<boolean> => {
    try {
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((one) => one.startsWith('image/'))
        if (!type) continue
        const blob = await item.getType(type)
        await take(new File([blob], 'Screenshot.png', { type }))
        return true
      }
    } catch {}
    return false
  }
  return { busy, take, paste }
}
