import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiKey } from '@/e2e/directory-site/api'
import { startDirectorySite } from '@/e2e/directory-site/site'
import { apiRecipe, browserRecipe, fillForm, workItem } from '@/e2e/recipes'
import { automationBrowser } from './browser'
import type { RecipeInput } from './recipe'
import { runItem } from './run'

let started: Awaited<ReturnType<typeof startDirectorySite>>
const browser = automationBrowser()
const pictures: string[] = []

beforeAll(async () => {
  started = await startDirectorySite()
  process.env.AUTOMATION_TRUSTED_ORIGINS = started.site.url
})
beforeEach(() => {
  pictures.length = 0
  Object.assign(started.site, { failures: 0, slowMs: 0, limited: false })
})
afterAll(async () => {
  await browser.close()
  started.close()
})

let count = 0
async function run(recipe: RecipeInput, more: Parameters<typeof workItem>[1] = {}) {
  const item = workItem(recipe, { name: `Bakery “Zur Mühle” ${++count}`, ...more })
  return runItem(
    item,
    {
      secrets: { apiKey },
      onStep: () => {},
      keepScreenshot: async (name, image) => {
        expect(image.subarray(1, 4).toString()).toBe('PNG')
        pictures.push(name)
      },
      signal: new AbortController().signal,
    },
    browser,
  )
}

const failure = (code: string, more = {}) => ({
  failure: expect.objectContaining({ code, ...more }),
})

describe('by API', () => {
  const recipe = () => apiRecipe(started.site.url)

  it('submits, and reads where the listing is', async () => {
    const result = await run(recipe())
    expect(result).toEqual({
      completion: {
        outcome: 'under_review',
        listingUrl: expect.stringMatching(`^${started.site.url}/listing/\\w+$`),
        externalReference: expect.stringMatching(/^\w{8}$/),
        submittedData: expect.objectContaining({ 'business.address.city': 'Köln' }),
      },
    })
    expect(started.site.received.at(-1)).toMatchObject({
      business: { name: `Bakery “Zur Mühle” ${count}`, address: { city: 'Köln' } },
      ref: 'T-1',
    })
  })

  it('finds that the business is listed already, and where', async () => {
    await run(recipe(), { name: 'Twice' })
    expect(await run(recipe(), { name: 'Twice' })).toEqual(
      failure('already_listed', { listingUrl: expect.stringContaining('/listing/') }),
    )
  })

  it('honours what the directory asks for', async () => {
    started.site.limited = true
    expect(await run(recipe())).toEqual(failure('rate_limited', { retryAfterSeconds: 90 }))
    Object.assign(started.site, { limited: false, failures: 1 })
    expect(await run(recipe())).toEqual(failure('server_error', { retryAfterSeconds: 60 }))
    expect(await run(recipe())).toHaveProperty('completion')
  })

  it('says what the directory finds wrong, and what the business lacks', async () => {
    const without = recipe()
    delete without.request.body.fields['business.address.city']
    expect(await run(without)).toEqual(
      failure('validation', { message: expect.stringContaining('The city is missing') }),
    )
    expect(await run(recipe(), { business: { address: {} } })).toEqual(
      failure('validation', { actionData: { field: 'address.city' } }),
    )
  })

  it('never says a secret, even when the directory repeats it', async () => {
    const wrong = recipe()
    wrong.request.headers = { Authorization: 'Token {{secret.apiKey}}' }
    const result = await run(wrong)
    expect(result).toEqual(failure('blocked'))
    expect(JSON.stringify(result)).not.toContain(apiKey)
    expect(JSON.stringify(result)).toContain('•••')
  })

  it('needs a recipe, its secrets, and an address outside', async () => {
    const named = recipe()
    named.request.headers = { Authorization: 'Bearer {{secret.other}}' }
    expect(await run(named)).toEqual(
      failure('no_automation', { message: expect.stringContaining('other') }),
    )
    const inside = apiRecipe(started.site.trapUrl)
    expect(await run(inside)).toEqual(failure('no_automation'))
    expect(started.trapped).toEqual([])
    expect(await run({} as RecipeInput)).toEqual(failure('no_automation'))
  })
})

describe('by browser', () => {
  const at = (path: string, steps: Parameters<typeof browserRecipe>[1], more = {}) =>
    browserRecipe(`${started.site.url}${path}`, steps, more)

  const whole = () =>
    at('/submit', [
      ...fillForm,
      { do: 'click', target: { button: 'Send' } },
      { do: 'detect', what: 'already_listed', when: { text: 'We list this business already' } },
      { do: 'expectText', text: 'Thank you' },
      { do: 'read', into: 'listingUrl', target: { css: '#listing' }, attribute: 'href' },
      { do: 'read', into: 'reference', target: { css: '#number' } },
    ])

  it('fills in a form, and keeps a picture of the end', async () => {
    const result = await run(whole())
    expect(result).toEqual({
      completion: {
        outcome: 'submitted',
        listingUrl: expect.stringMatching(`^${started.site.url}/listing/\\w+$`),
        externalReference: expect.stringMatching(/^\w{8}$/),
        submittedData: expect.objectContaining({ Country: 'DE', Reference: 'T-1' }),
      },
    })
    expect(pictures).toEqual(['After sending'])
  })

  it('goes through several pages', async () => {
    const result = await run(
      at('/wizard', [
        { do: 'fill', target: { label: 'Business name' }, value: '{{name}}' },
        { do: 'click', target: { button: 'Send' } },
        { do: 'fill', target: { label: 'Website' }, value: '{{website}}' },
        { do: 'click', target: { button: 'Send' } },
        { do: 'expectText', text: '{{name}}' },
        { do: 'fill', target: { label: 'Reference' }, value: '{{referenceId}}' },
        { do: 'screenshot', name: 'Before sending' },
        { do: 'click', target: { button: 'Submit for review' } },
        { do: 'expectText', text: 'Thank you' },
      ]),
    )
    expect(result).toHaveProperty('completion.outcome', 'submitted')
    expect(pictures).toEqual(['Before sending', 'After sending'])
  })

  it('finds a business that is listed already', async () => {
    await run(whole(), { name: 'Known' })
    expect(await run(whole(), { name: 'Known' })).toEqual(failure('already_listed'))
  })

  it('calls a person to a captcha, with a picture of it', async () => {
    const steps = [
      ...fillForm,
      { do: 'click', target: { button: 'Send' } } as const,
      { do: 'waitFor', target: { css: '#nothing-of-the-kind' } } as const,
    ]
    const result = await run(at('/captcha', steps, { timeoutSeconds: 60 }))
    expect(result).toEqual(
      failure('captcha', { actionData: { pageUrl: `${started.site.url}/captcha` } }),
    )
    expect(pictures).toEqual(['Where it stopped'])
  }, 60_000)

  it('calls a person to confirm by e-mail', async () => {
    const steps = [
      ...fillForm,
      { do: 'click', target: { button: 'Send' } } as const,
      { do: 'waitFor', target: { css: '#mail-sent' } } as const,
      { do: 'detect', what: 'email_confirmation', when: { css: '#mail-sent' } } as const,
    ]
    expect(await run(at('/confirm', steps))).toEqual(failure('email_confirmation'))
  })

  it.each([
    ['/limited', 'rate_limited', { retryAfterSeconds: 120 }],
    ['/closed', 'directory_closed', {}],
  ])('reads what %s answers', async (path, code, more) => {
    expect(await run(at(path, fillForm))).toEqual(failure(code, more))
  })

  it('fails on a flaky directory, and works the next time', async () => {
    started.site.failures = 1
    const flaky = at('/flaky', [
      ...fillForm,
      { do: 'click', target: { button: 'Send' } },
      { do: 'expectText', text: 'Thank you' },
    ])
    expect(await run(flaky)).toEqual(failure('server_error'))
    expect(await run(flaky)).toHaveProperty('completion')
  })

  it('gives up on a slow one after the time of the recipe', async () => {
    started.site.slowMs = 60_000
    expect(await run(at('/slow', fillForm, { timeoutSeconds: 5 }))).toEqual(failure('timeout'))
  })

  it('reaches nothing inside: no picture, frame, script or redirect', async () => {
    const stay = [{ do: 'waitFor', target: { text: 'Add your business' } } as const]
    expect(await run(at('/traps', stay))).toHaveProperty('completion')
    expect(await run(at('/leads-away', stay))).toHaveProperty('failure')
    expect(started.trapped).toEqual([])
  })

  it('lacks a field of the business, and says which', async () => {
    expect(await run(whole(), { business: { website: null } })).toEqual(
      failure('validation', { actionData: { field: 'website' } }),
    )
  })
})
