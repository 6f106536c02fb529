import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** GET /t.js: the script that pages of other sites load (lib/capture/browser/snippet.ts). */
export function snippetDoor(script: Buffer) {
  const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    // A site keeps it for an hour, and asks whether it has changed from then on.
    'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag,
  }
  return ({ method, url = '', headers: asked }: IncomingMessage, response: ServerResponse) => {
    if (!(method === 'GET' || method === 'HEAD') || url.split('?', 1)[0] !== '/t.js') return false
    if (asked['if-none-match'] === etag) response.writeHead(304, headers).end()
    else {
      response.writeHead(200, { ...headers, 'content-length': script.length })
      response.end(method === 'HEAD' ? undefined : script)
    }
    return true
  }
}
