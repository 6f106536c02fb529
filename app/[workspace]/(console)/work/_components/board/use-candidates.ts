import { useRef, useState } from 'react'
import type { Candidate, WorkDetail } from '@/lib/routing/schema'
import { restGet } from '../../../../_components/rest-get'

/** Who may have a task now, asked for when it is picked up; by id, in words for those who may not. */
export function useCandidates(slug: string) {
  const [refused, setRefused] = useState<ReadonlyMap<string, readonly string[]> | null>(null)
  const asked = useRef<AbortController>(undefined)
  const ask = async (id: string): Promise<readonly Candidate[]> => {
    asked.current?.abort()
    const controller = new AbortController()
    asked.current = controller
    setRefused(null)
    const { candidates } = await restGet<WorkDetail>(slug, `/work/actions/${id}`, controller.signal)
    if (!controller.signal.aborted)
      setRefused(new Map(candidates.map(({ vaId, refused: reasons }) => [vaId, reasons])))
    return candidates
  }
  const forget = () => {
    asked.current?.abort()
    setRefused(null)
  }
  return { refused, ask, forget }
}
