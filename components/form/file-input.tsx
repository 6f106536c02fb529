'use client'

import { type RefObject, useSyncExternalStore } from 'react'

const never = () => () => {}

type FileInputProps = {
  /** For the button or the area that opens the choice. */
  ref: RefObject<HTMLInputElement | null>
  label: string
  /** File types and endings, as the browser's own choice takes them. */
  accept: string
  onFile: (file: File) => void
}

/**
 * The input behind a button of ours. It is not in the server's markup: a file chosen before there is
 * anybody to take it would be lost.
 */
export function FileInput({ ref, label, accept, onFile }: FileInputProps) {
  const listening = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!listening) return null
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      aria-label={label}
      className="hidden"
      onChange={(event) => {
        const [file] = event.target.files ?? []
        if (file) onFile(file)
        event.target.value = ''
      }}
    />
  )
}
