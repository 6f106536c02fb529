'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'

type RunProgressProps = { sending: boolean; done: number; all: number }

const pauseMs = 1500

/** How many have come to an end; asks again while something is with a provider. */
export function RunProgress({ sending, done, all }: RunProgressProps) {
  const router = useRouter()
  useEffect(() => {
    if (!sending) return
    const timer = setInterval(() => router.refresh(), pauseMs)
    return () => clearInterval(timer)
  }, [sending, router])
  if (!sending) return null
  return (
    <Card>
      <Progress label="Sending" value={done} max={all} detail={`${done} of ${all} settled`} />
    </Card>
  )
}
