'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { restorePlaybook } from '../actions'

type RestoreButtonProps = { slug: string; id: string; version: number; href: string }

export function RestoreButton({ slug, id, version, href }: RestoreButtonProps) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const restore = async () => {
    setPending(true)
    const [error, made] = await restorePlaybook(slug, id)
    setPending(false)
    if (error) toast('Nothing was changed', { description: error.message, tone: 'danger' })
    else {
      toast(`Version ${version} is in force again, as version ${made.version}`, { tone: 'success' })
      router.push(href)
      router.refresh()
    }
  }
  return (
    <Button size="sm" pending={pending} onClick={() => void restore()}>
      Bring back
    </Button>
  )
}
