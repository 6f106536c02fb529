import type { Page, Response } from 'playwright-core'
import { failureOf } from './answer'
import type { AutomationBrowser } from './browser'
import { type Completion, fail, RunFailure, type RunTools, type WorkItem } from './contract'
import type { BrowserRecipe, Step } from './recipe'
import { detected, runStep, type StepRun } from './steps'
import { MissingValue } from './template'
import { valuesOf } from './values'

/** What captchas of the well-known kinds leave in a page; the badge of those that ask nothing is none. */
const captchas =
  'iframe[src*="recaptcha"]:not(.grecaptcha-badge iframe), iframe[src*="hcaptcha"], iframe[src*="challenges.cloudflare.com"], .g-recaptcha:not([data-size=invisible]), .h-captcha, .cf-turnstile'

const captchaOn = (page: Page) =>
  page
    .locator(captchas)
    .first()
    .isVisible()
    .catch(() => false)

const verbs: Record<Step['do'], string> = {
  goto: 'Opening a page',
  fill: 'Filling in the form',
  select: 'Filling in the form',
  check: 'Filling in the form',
  upload: 'Uploading a file',
  click: 'Going on',
  waitFor: 'Waiting for the page',
  expectText: 'Waiting for the answer',
  screenshot: 'Taking a screenshot',
  detect: 'Looking at the page',
  read: 'Reading the answer',
}

/** The status of the page that is open now, which a click may have brought. */
function watchStatus(page: Page) {
  let last: Response | undefined
  page.on('response', (response) => {
    const request = response.request()
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) last = response
  })
  return async () =>
    last && failureOf(last.status(), await last.allHeaders().catch(() => ({})), new Date())
}

const closed = (error: unknown) => /has been closed|crashed|disconnected/i.test(String(error))
const network = /net::ERR_([A-Z_]+)/

/** Why a step did not work, from what the page shows and what the browser says. */
async function explain(
  error: unknown,
  { page }: StepRun,
  step: Step,
  n: number,
  status: Awaited<ReturnType<ReturnType<typeof watchStatus>>>,
): Promise<RunFailure> {
  if (error instanceof RunFailure) return error
  if (error instanceof MissingValue)
    return fail('validation', error.message, { actionData: { field: error.path } })
  if (closed(error)) return fail('crashed', 'The browser closed in the middle of the work.')
  if (await captchaOn(page)) return detected('captcha', page)
  if (status) return status
  const [, net] = network.exec(String(error)) ?? []
  if (net === 'TUNNEL_CONNECTION_FAILED' || net === 'PROXY_CONNECTION_FAILED')
    return fail('network', 'The directory could not be reached, or is not on the public internet.')
  if (net?.includes('TIMED_OUT')) return fail('timeout', 'The directory did not answer in time.')
  if (net) return fail('network', `The directory could not be reached (${net.toLowerCase()}).`)
  const where = 'target' in step && step.target ? ` at ${JSON.stringify(step.target)}` : ''
  if (step.do === 'goto') return fail('timeout', 'The page took too long to open.')
  return fail('content_review', `Step ${n} (${step.do}${where}) did not find what it expects.`, {
    actionData: { pageUrl: page.url(), step: n },
  })
}

async function runSteps(recipe: BrowserRecipe, run: StepRun, tools: RunTools) {
  const status = watchStatus(run.page)
  for (const [index, step] of recipe.steps.entries()) {
    tools.signal.throwIfAborted()
    tools.onStep(verbs[step.do], Math.round((index / recipe.steps.length) * 95))
    try {
      await runStep(run, step)
      if (step.do === 'click' || step.do === 'waitFor') {
        const failure = await status()
        if (failure) throw failure
      }
    } catch (error) {
      if ('optional' in step && step.optional && !(error instanceof RunFailure)) continue
      throw await explain(error, run, step, index + 1, (await status()) ?? null)
    }
  }
}

async function picture({ page, masked }: StepRun, name: string, tools: RunTools) {
  const options = { type: 'png', timeout: 10_000, mask: masked } as const
  const image = await page.screenshot(options).catch(() => undefined)
  if (image) await tools.keepScreenshot(name, image)
}

/**
 * Submits by the steps of a recipe in a browser of its own, and keeps a picture of how it ended.
 * Throws RunFailure.
 */
export async function runBrowser(
  recipe: BrowserRecipe,
  item: WorkItem,
  tools: RunTools,
  browser: AutomationBrowser,
): Promise<Completion> {
  return browser.use(async (context) => {
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
    const run: StepRun = {
      page,
      values: valuesOf(item, tools.secrets),
      watched: [],
      found: {},
      sent: {},
      masked: [],
      screenshot: (name) => picture(run, name, tools),
    }
    const late = AbortSignal.timeout(recipe.timeoutSeconds * 1000)
    const end = () => void context.close().catch(() => {})
    for (const signal of [late, tools.signal]) signal.addEventListener('abort', end, { once: true })
    try {
      await runSteps(recipe, run, tools)
    } catch (error) {
      tools.signal.throwIfAborted()
      if (late.aborted)
        throw fail('timeout', `The submission took longer than ${recipe.timeoutSeconds} seconds.`)
      await picture(run, 'Where it stopped', tools)
      throw error
    } finally {
      tools.signal.removeEventListener('abort', end)
    }
    await picture(run, 'After sending', tools)
    return {
      // What is live has an address; without one it is only submitted.
      outcome: recipe.outcome === 'live' && !run.found.listingUrl ? 'submitted' : recipe.outcome,
      ...(run.found.listingUrl ? { listingUrl: run.found.listingUrl } : {}),
      ...(run.found.reference ? { externalReference: run.found.reference } : {}),
      submittedData: run.sent,
    }
  })
}
