import { useCallback, useEffect, useRef, useState } from 'react'
import { unreachable } from '@/components/form/action-result'
import type { Answered, Result, Widget } from '@/lib/dashboards/schema'
import { restGet } from '../../../_components/rest-get'
import { askQuestion } from '../actions'
import type { BoardFrame } from './frame'

/** After a change so long is waited for more of them; between two looks at least a second passes. */
const soonMs = 150
const restMs = 1000
/** Some figures change by the passing of time alone. */
const everyMs = 60_000

type Known = { results: ReadonlyMap<string, Result>; asOf: Date | string; stale: boolean }

const mapOf = (results: readonly Result[]) => new Map(results.map((one) => [one.id, one]))

/** What a result says, whenever it was found. */
const saying = (result: Result | undefined) =>
  JSON.stringify(result, (key, value) => (key === 'asOf' ? undefined : value))

/** Keeps what has not changed, so that only the widgets that differ are drawn again. */
function merged(old: ReadonlyMap<string, Result>, results: readonly Result[]) {
  return new Map(
    results.map((next) => {
      const known = old.get(next.id)
      return [next.id, known && saying(known) === saying(next) ? known : next]
    }),
  )
}

type Start = {
  frame: BoardFrame
  /** The dashboard or template that is looked at. */
  which: string
  answered: Answered
  /** While it is arranged, nothing is looked up. */
  paused: boolean
}

/** The answers of a dashboard, as fresh as two seconds while the page is open. */
export function useAnswers({ frame, which, answered, paused }: Start) {
  const { slug, range, comparison } = frame
  const [known, setKnown] = useState<Known>({
    results: mapOf(answered.widgets),
    asOf: answered.asOf,
    stale: false,
  })
  const looking = useRef<AbortController>(null)
  const path = `/analytics/dashboard?${new URLSearchParams({
    dashboard: which,
    startDate: range.from,
    endDate: range.to,
    compare: comparison,
  })}`

  const look = useCallback(async () => {
    looking.current?.abort()
    const controller = new AbortController()
    looking.current = controller
    try {
      const next = await restGet<Answered>(slug, path, controller.signal)
      setKnown(({ results }) => ({
        results: merged(results, next.widgets),
        asOf: next.asOf,
        stale: false,
      }))
    } catch {
      if (!controller.signal.aborted) setKnown((old) => ({ ...old, stale: true }))
    }
  }, [slug, path])

  useEffect(() => {
    if (paused) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = Date.now()
    const lookSoon = () => {
      if (document.visibilityState === 'hidden') return
      timer ??= setTimeout(
        () => {
          timer = undefined
          last = Date.now()
          void look()
        },
        Math.max(soonMs, last + restMs - Date.now()),
      )
    }
    const topics = new URLSearchParams({ workspace: slug, topic: 'analytics' })
    const source = new EventSource(`/api/live?${topics}`)
    source.addEventListener('change', lookSoon)
    // What changed before this was open, or while nobody looked, nobody has told.
    document.addEventListener('visibilitychange', lookSoon)
    const ticking = setInterval(lookSoon, everyMs)
    return () => {
      clearInterval(ticking)
      clearTimeout(timer)
      source.close()
      document.removeEventListener('visibilitychange', lookSoon)
      looking.current?.abort()
    }
  }, [look, slug, paused])

  const put = useCallback(
    (result: Result) =>
      setKnown((old) => ({ ...old, results: new Map(old.results).set(result.id, result) })),
    [],
  )

  /** Asks for one widget alone. */
  const askOne = useCallback(
    async ({ id, title, question }: Widget) => {
      const [error, answer] = await askQuestion(slug, { question, range, comparison }).catch(
        () => [unreachable, undefined] as const,
      )
      put(
        error
          ? { id, title: title ?? 'Widget', error: { code: error.code, message: error.message } }
          : { id, title: title ?? answer.title, answer },
      )
    },
    [slug, range, comparison, put],
  )

  // Read when somebody asks: of what has not changed nothing is drawn again.
  const newest = useRef(known.asOf)
  useEffect(() => {
    newest.current = known.asOf
  }, [known.asOf])
  const asOfNow = useCallback(() => newest.current, [])

  return { ...known, asOfNow, askOne, put }
}
