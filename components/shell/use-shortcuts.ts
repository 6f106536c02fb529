import { useEffect } from 'react'
import { beginsSequence, commandFor } from './commands'
import { isSingleKey, isTyping, keysOf, singleKeysOn } from './shortcuts'

const SEQUENCE_MS = 1000
/** While one of these asks something, keys belong to it alone. A sheet does not ask. */
const ASKING = '[data-slot="dialog-popup"], [data-slot="confirm-popup"], [role="menu"]'

/** The one listener for every shortcut on the page. */
export function useShortcuts(): void {
  useEffect(() => {
    let first = ''
    let timer: ReturnType<typeof setTimeout> | undefined

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const keys = keysOf(event)
      const single = isSingleKey(keys)
      const typing = isTyping(event.target)
      if (typing && !keys.startsWith('mod+')) return
      if (single && !singleKeysOn()) return
      if (document.querySelector(ASKING)) return

      const command = (first && commandFor(`${first} ${keys}`)) || commandFor(keys)
      clearTimeout(timer)
      first = ''
      if (command) {
        event.preventDefault()
        command.run()
      } else if (single && beginsSequence(keys)) {
        first = keys
        timer = setTimeout(() => {
          first = ''
        }, SEQUENCE_MS)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
