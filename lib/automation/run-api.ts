import { type Answer, at, failureOf, passes, readAnswer } from './answer'
import { type Completion, fail, type RunTools, type WorkItem } from './contract'
import type { ApiRecipe, Locator } from './recipe'
import { FetchProblem } from './safe-address'
import { safeFetch } from './safe-fetch'
import { render, type Values } from './template'
import { shortMessage, valuesOf } from './values'

type Fields = Record<string, string | number | boolean>

const rendered = (recipe: ApiRecipe, values: Values): Fields =>
  Object.fromEntries(
    Object.entries(recipe.request.body.fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? render(value, values) : value,
    ]),
  )

/** `a.b` becomes `{a: {b}}`. */
function nested(fields: Fields): object {
  const whole: Record<string, unknown> = Object.create(null)
  for (const [path, value] of Object.entries(fields)) {
    const keys = path.split('.')
    const last = keys.pop() as string
    let place = whole
    for (const key of keys) {
      const next = place[key]
      place[key] = next && typeof next === 'object' ? next : Object.create(null)
      place = place[key] as Record<string, unknown>
    }
    place[last] = value
  }
  return whole
}

const plainForm = (fields: Fields) =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))

/** A text at the locator, and a web address when that is what it must be. */
function locate(locator: Locator | undefined, answer: Answer): string | undefined {
  if (!locator) return undefined
  const value =
    'pointer' in locator ? at(answer.json, locator.pointer) : answer.headers[locator.header]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function webAddress(text: string | undefined, base: string): string | undefined {
  if (!text || !URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  return /^https?:$/.test(url.protocol) ? url.href.slice(0, 2000) : undefined
}

async function ask(recipe: ApiRecipe, values: Values, fields: Fields, tools: RunTools) {
  const { request } = recipe
  const json = request.body.as === 'json'
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name.toLowerCase(),
    render(value, values).replace(/[\r\n]+/g, ' '),
  ])
  const response = await safeFetch(render(request.url, values, encodeURIComponent), {
    method: request.verb,
    headers: {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      ...Object.fromEntries(headers),
    },
    body: json ? JSON.stringify(nested(fields)) : plainForm(fields).toString(),
    timeoutMs: recipe.timeoutSeconds * 1000,
    signal: tools.signal,
  })
  return readAnswer(response)
}

/** Submits by one request, and reads from the answer what became of it. Throws RunFailure. */
export async function runApi(
  recipe: ApiRecipe,
  item: WorkItem,
  tools: RunTools,
  now = new Date(),
): Promise<Completion> {
  const values = valuesOf(item, tools.secrets)
  const fields = rendered(recipe, values)
  tools.onStep(`Sending to ${item.directory.name}`, 30)
  const answer = await ask(recipe, values, fields, tools).catch((error) => {
    if (!(error instanceof FetchProblem)) throw error
    // What was sent may have arrived: the directory's own check for duplicates decides when it is sent again.
    throw fail(
      error.fault === 'refused'
        ? 'no_automation'
        : error.fault === 'too_large'
          ? 'unknown'
          : error.fault,
      error.message,
    )
  })
  tools.onStep('Reading the answer', 80)
  const rules = recipe.answer
  const listingUrl = webAddress(locate(rules.listingUrl, answer), answer.url)
  const externalReference = locate(rules.reference, answer)?.slice(0, 200)
  if (rules.alreadyListed && passes(rules.alreadyListed, answer))
    throw fail('already_listed', `${item.directory.name} lists the business already.`, {
      ...(listingUrl ? { listingUrl } : {}),
    })
  const message = rules.message && at(answer.json, rules.message)
  const said = typeof message === 'string' ? shortMessage(message, tools.secrets) : undefined
  if (!passes(rules.success, answer))
    throw (
      failureOf(answer.status, answer.headers, now, said) ??
      fail('content_review', `The answer is not what a success looks like (${answer.status}).`, {
        actionData: { answer: shortMessage(answer.text, tools.secrets) },
      })
    )
  return {
    outcome: outcomeOf(rules, answer, listingUrl),
    ...(listingUrl ? { listingUrl } : {}),
    ...(externalReference ? { externalReference } : {}),
    submittedData: withoutSecretFields(recipe, fields),
  }
}

/** What is live has an address; without one it is only submitted. */
function outcomeOf(rules: ApiRecipe['answer'], answer: Answer, listingUrl: string | undefined) {
  const outcome = rules.live && passes(rules.live, answer) ? 'live' : rules.outcome
  return outcome === 'live' && !listingUrl ? 'submitted' : outcome
}

/** What was sent, for the record; fields that a secret went into are left out. */
const withoutSecretFields = (recipe: ApiRecipe, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name]) => !String(recipe.request.body.fields[name]).includes('secret.'),
    ),
  )
