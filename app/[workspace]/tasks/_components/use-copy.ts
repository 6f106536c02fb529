import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import type { Task } from './wire'

/** Copies a field of the customer, and says so for a moment. */
export function useCopy(fields: Task['fields']) {
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(null), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (index: number) => {
    const field = fields[index]
    if (!field) return
    try {
      await navigator.clipboard.writeText(field.value)
      setCopied(field.name)
      announce(`Copied ${field.label}`)
    } catch {
      toast(`The browser refused to copy ${field.label}`, { tone: 'danger' })
    }
  }
  return { copied, copy }
}
