import { createContext, useContext } from 'react'

export type Selection = {
  /** The ids ticked on this page. */
  ids: readonly string[]
  /** Everything that matches the filters, on whatever page. */
  allMatching: boolean
  count: number
  clear: () => void
}

export const SelectionContext = createContext<Selection>({
  ids: [],
  allMatching: false,
  count: 0,
  clear: () => {},
})

/** For the actions in a table's bulk bar. */
export const useSelection = () => useContext(SelectionContext)
