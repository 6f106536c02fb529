import { requestConnection } from '@/lib/db/client'
import { log } from '@/lib/log'

export const dynamic = 'force-dynamic'

/** Well means that the database answers. */
export async function GET() {
  try {
    await requestConnection().pool.query('select 1')
    return Response.json({ status: 'ok' })
  } catch (err) {
    log.warn({ err }, 'health')
    return Response.json({ status: 'the database does not answer' }, { status: 503 })
  }
}
