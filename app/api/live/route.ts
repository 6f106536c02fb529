import { problemResponse } from '@/lib/api/problem'
import { contextFromRequest } from '@/lib/api/request'
import { AppError } from '@/lib/errors'
import { subscribe } from '@/lib/live/hub'
import { mayListen } from '@/lib/live/topics'

export const dynamic = 'force-dynamic'

/** Proxies close what is silent for a minute. */
const beatMs = 25_000
const mostTopics = 20

const encoder = new TextEncoder()
const opening = encoder.encode('retry: 2000\n\n')
const alive = encoder.encode(': alive\n\n')

/** What was told last, for all who hear the same. */
let last = { topic: '', bytes: opening }
function told(topic: string) {
  if (last.topic !== topic)
    last = { topic, bytes: encoder.encode(`event: change\ndata: ${topic}\n\n`) }
  return last.bytes
}

/** Open streams: one beat goes to all, and each keeps no more than it must. */
const open = new Set<(bytes: Uint8Array) => void>()
setInterval(() => {
  for (const send of open) send(alive)
}, beatMs).unref()

/** Server-sent events: `change` with the topic that changed. What changed is asked for by the usual doors. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { actor } = await contextFromRequest(request)
    if (actor.kind !== 'member') throw new AppError('unauthenticated', 'Please sign in first.')
    const topics = new URL(request.url).searchParams.getAll('topic').slice(0, mostTopics)
    if (topics.length === 0) throw new AppError('invalid', 'Please name a topic.')
    if (!topics.every((topic) => mayListen(actor, topic)))
      throw new AppError('forbidden', 'You may not listen to this.')

    let stop = (): void => {}
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        const send = (bytes: Uint8Array) => {
          try {
            stream.enqueue(bytes)
          } catch {
            stop()
          }
        }
        open.add(send)
        const leave = subscribe(actor.workspace.id, {
          topics,
          tell: (topic) => send(told(topic)),
        })
        stop = () => {
          open.delete(send)
          leave()
        }
        // A connection that is lost before the answer begins cancels nothing.
        request.signal.addEventListener('abort', stop, { once: true })
        if (request.signal.aborted) return stop()
        send(opening)
      },
      cancel: () => stop(),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // Each stream would otherwise have a compressor of its own, of a quarter of a megabyte.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    return problemResponse(error)
  }
}
