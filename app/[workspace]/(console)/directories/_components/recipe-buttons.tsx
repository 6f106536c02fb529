'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

const RecipeDialog = dynamic(() => import('./recipe-dialog'), { ssr: false })
const SecretDialog = dynamic(() => import('./secret-dialog'), { ssr: false })

export type RecipeButtonsProps = {
  slug: string
  directoryId: string
  /** As JSON; null while there is none. */
  recipe: string | null
  /** Names of what the recipe wants, or what is set. */
  secrets: readonly string[]
}

export function RecipeButtons(props: RecipeButtonsProps) {
  const [open, setOpen] = useState<'recipe' | 'secret' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      {props.secrets.length > 0 && (
        <Button size="sm" onClick={() => setOpen('secret')}>
          Set secret…
        </Button>
      )}
      <Button size="sm" onClick={() => setOpen('recipe')}>
        Edit recipe…
      </Button>
      {open === 'recipe' && <RecipeDialog {...props} onClose={close} />}
      {open === 'secret' && <SecretDialog {...props} onClose={close} />}
    </>
  )
}
