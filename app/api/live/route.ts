import { contextFromRequest } from '@/lib/api/request'
import { problemResponse } from '@/lib/api/problem'
import { AppError } from '@/lib/errors'
import { subscribe } from '@/lib/live/hub'
import { mayListen } from '@/lib/live/topics'

export const dynamic = 'force-dynamic'

/** Proxies close what is silent for a minute. */
const beatMs = 25_000
const mostTopics = 20

/** Server-sent events: `change` with the topic that changed. What changed is asked for by the usual doors. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { actor } = await contextFromRequest(request)
    if (actor.kind !== 'member') throw new AppError('unauthenticated', 'Please sign in first.')
    const topics = new URL(request.url).searchParams.getAll('topic').slice(0, mostTopics)
    if (topics.length === 0) throw new AppError('invalid', 'Please name a topic.')
    if (!topics.every((topic) => mayListen(actor, topic)))
      throw new AppError('forbidden', 'You may not listen to this.')

    let stop = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        const encoder = new TextEncoder()
        const send = (text: string) => {
          try {
            stream.enqueue(encoder.encode(text))
          } catch {
            stop()
          }
        }
        const beat = setInterval(() => send(': alive\n\n'), beatMs)
        const leave = subscribe(actor.workspace.id, {
          topics,
          tell: (topic) => send(`event: change\ndata: ${topic}\n\n`),
        })
        stop = () => {
          clearInterval(beat)
          leave()
        }
        request.signal.addEventListener('abort', () => {
          stop()
          try {
            stream.close()
          } catch {}
        })
        send('retry: 2000\n\n')
      },
      cancel: () => stop(),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    return problemResponse(error)
  }
}
