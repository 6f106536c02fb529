import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

const minutesTo = (until: Date) => Math.ceil((until.getTime() - Date.now()) / 60_000)

/** A win can be taken back for a few minutes; the button says for how many more. */
export function UndoWin({ until, onUndo }: { until: Date; onUndo: () => void }) {
  const [minutes, setMinutes] = useState(() => minutesTo(until))
  useEffect(() => {
    const timer = setInterval(() => setMinutes(minutesTo(until)), 5000)
    return () => clearInterval(timer)
  }, [until])
  if (minutes <= 0) return null
  return (
    <Button onClick={onUndo}>
      <Icon name="undo-2" /> Undo the win
      <span className="font-normal text-muted" suppressHydrationWarning>
        {minutes} min left
      </span>
    </Button>
  )
}
