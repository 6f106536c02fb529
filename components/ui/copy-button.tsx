'use client'

import { useEffect, useState } from 'react'
import { announce } from './announce'
import { Button, type ButtonVariants } from './button'
import { Icon } from './icon'

type CopyButtonProps = ButtonVariants & {
  text: string
  /** What is copied, such as "referral link". */
  what: string
  /** Shows the words beside the icon. */
  showLabel?: boolean
}

export function CopyButton({ text, what, showLabel, variant, size = 'sm' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      announce(`Copied ${what}`)
    } catch {
      setState('refused')
      announce(`The browser refused to copy ${what}`)
    }
  }
  const words = { idle: 'Copy', copied: 'Copied', refused: 'Not copied' }[state]
  return (
    <Button
      icon={!showLabel}
      variant={variant ?? (showLabel ? 'secondary' : 'ghost')}
      size={size}
      aria-label={`Copy ${what}`}
      title={words}
      onClick={copy}
    >
      {state === 'copied' ? <Icon name="check" className="text-success" /> : <Icon name="copy" />}
      {showLabel && words}
    </Button>
  )
}
