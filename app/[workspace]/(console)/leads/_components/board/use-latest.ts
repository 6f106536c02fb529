import { useEffect, useRef } from 'react'

/** The newest version of a value, for listeners that are attached once. */
export function useLatest<T>(value: T) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
