import { useState } from 'react'

/** Turns true with its argument and stays so: what was loaded once plays its closing animation. */
export function useLatch(value: boolean): boolean {
  const [latched, setLatched] = useState(value)
  if (value && !latched) setLatched(true)
  return latched || value
}
