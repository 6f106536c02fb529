/** Where to go after signing in: a path of ours, whatever the address bar was given. */
export function safePath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  const here = 'http://tandem.invalid'
  const url = new URL(URL.canParse(next, here) ? next : '/', here)
  return url.origin === here ? `${url.pathname}${url.search}` : '/'
}
