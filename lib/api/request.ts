import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor, Member, Person } from '../auth/actor'
import { addressOf, pathOf } from '../auth/caller'
import { resolveApiKey, resolveSession } from '../auth/session'
import { readSessionCookie, sessionCookie } from '../auth/session-cookie'
import { AppError } from '../errors'
import type { RequestContext } from './context'
import { uploadOf } from './upload'

async function actorOf(
  cookie: string | undefined,
  slug: string | undefined,
  address: string,
): Promise<Actor> {
  const token = await readSessionCookie(cookie)
  const found = token && (await resolveSession(token, slug))
  return found || { kind: 'visitor', address }
}

/** Who is asking, for pages and server actions; asked once per request and workspace. */
export const requestContext = cache(async (slug?: string): Promise<RequestContext> => {
  const [store, head] = await Promise.all([cookies(), headers()])
  const address = addressOf(head)
  return {
    actor: await actorOf(store.get(sessionCookie())?.value, slug, address),
    address,
    userAgent: head.get('user-agent') ?? undefined,
  }
})

type SignedIn<A extends Actor> = RequestContext & { actor: A }

async function toSignIn(fallback: string): Promise<never> {
  const here = pathOf(await headers()) ?? fallback
  redirect(`/sign-in?next=${encodeURIComponent(here)}`)
}

/** A page of one's own account: visitors sign in first. */
export async function requirePerson(): Promise<SignedIn<Person>> {
  const context = await requestContext()
  const { actor } = context
  if (actor.kind !== 'person') return toSignIn('/')
  return { ...context, actor }
}

/** A page of a workspace: visitors sign in first, and for others it does not exist. */
export async function requirePage(slug: string): Promise<SignedIn<Member>> {
  const context = await requestContext(slug)
  const { actor } = context
  if (actor.kind === 'visitor') return toSignIn(`/${slug}`)
  if (actor.kind !== 'member') return notFound()
  return { ...context, actor }
}

const cookieOf = (request: Request, name: string) =>
  request.headers
    .get('cookie')
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin)

/** A browser says where a request comes from; a page of another site may not use our cookie. */
function refuseOtherSites({ headers: head }: Request) {
  const site = head.get('sec-fetch-site')
  const origin = head.get('origin')
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== null && hostOf(origin) !== head.get('host')
  if (foreign) throw new AppError('forbidden', 'This request comes from another site.')
}

async function restActor(request: Request, address: string): Promise<Actor> {
  const [scheme, key] = request.headers.get('authorization')?.split(' ') ?? []
  if (scheme) {
    const member = scheme.toLowerCase() === 'bearer' && key ? await resolveApiKey(key) : null
    if (!member)
      throw new AppError('unauthenticated', 'This API key is unknown, expired or revoked.')
    return member
  }
  const cookie = cookieOf(request, sessionCookie())
  if (!cookie) return { kind: 'visitor', address }
  refuseOtherSites(request)
  // A download is a plain link, which sends no headers of ours.
  const slug =
    request.headers.get('x-workspace') ?? new URL(request.url).searchParams.get('workspace')
  if (!slug) {
    throw new AppError('invalid', 'Please name the workspace in the header X-Workspace.')
  }
  return actorOf(cookie, slug, address)
}

/** Who is asking, for the REST door: an API key, or the session of a page of ours. */
export async function contextFromRequest(request: Request): Promise<RequestContext> {
  const address = addressOf(request.headers)
  return {
    actor: await restActor(request, address),
    address,
    userAgent: request.headers.get('user-agent') ?? undefined,
    idempotencyKey: request.headers.get('idempotency-key') ?? undefined,
    upload: uploadOf(request),
  }
}
