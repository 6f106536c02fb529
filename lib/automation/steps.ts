import type { Locator, Page } from 'playwright-core'
import { failureOf } from './answer'
import { fail } from './contract'
import type { Detection, Step, Target } from './recipe'
import { checkUrl } from './safe-address'
import { safeFetch } from './safe-fetch'
import { render, type Values } from './template'

export type StepRun = {
  page: Page
  values: Values
  /** What was looked for on the way: it may show while something else is waited for. */
  watched: Extract<Step, { do: 'detect' }>[]
  found: { listingUrl?: string; reference?: string }
  sent: Record<string, string>
  /** Fields that a secret went into: no picture shows them. */
  masked: Locator[]
  screenshot: (name: string) => Promise<void>
}

const stepMs = 15_000
/** What may be missing is not waited for as long. */
const optionalMs = 2_000

export function find(page: Page, target: Target): Locator {
  if ('label' in target) return page.getByLabel(target.label).first()
  if ('placeholder' in target) return page.getByPlaceholder(target.placeholder).first()
  if ('button' in target) return page.getByRole('button', { name: target.button }).first()
  if ('link' in target) return page.getByRole('link', { name: target.link }).first()
  if ('text' in target) return page.getByText(target.text).first()
  return page.locator(target.css).first()
}

const nameOf = (target: Target) => Object.values(target)[0] as string

const detectionWords: Record<Detection, string> = {
  captcha: 'The directory asks for a captcha.',
  sms_required: 'The directory sends a code by SMS.',
  phone_required: 'The directory wants to call the business.',
  email_confirmation: 'The directory sends a link to confirm by e-mail.',
  document_required: 'The directory asks for a document.',
  account_required: 'The directory asks for an account.',
  payment_required: 'The directory asks for a payment.',
  content_review: 'Somebody must look at the text.',
  validation: 'The directory did not take the data.',
  blocked: 'The directory does not let us in.',
  already_listed: 'The directory lists the business already.',
  directory_closed: 'The directory takes no submissions any more.',
  refused: 'The directory refused the business.',
}

export const detected = (what: Detection, page: Page) =>
  fail(what, detectionWords[what], { actionData: { pageUrl: page.url() } })

async function goto({ page, values }: StepRun, url: string) {
  const address = render(url, values, encodeURIComponent)
  checkUrl(address)
  const response = await page.goto(address, { timeout: 45_000, waitUntil: 'domcontentloaded' })
  if (!response) return
  const failure = failureOf(response.status(), await response.allHeaders(), new Date())
  if (failure) throw failure
}

/** A file from the business's own web address, under the same guard, as the form wants it. */
async function upload({ page, values }: StepRun, step: Extract<Step, { do: 'upload' }>) {
  const address = render(step.from, values)
  if (!address) return
  const { body, status, headers } = await safeFetch(address, { maxBytes: 5 * 1024 * 1024 })
  if (status !== 200)
    throw fail(
      'validation',
      `The file for “${nameOf(step.target)}” is not at its address (${status}).`,
    )
  const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0] ?? ''
  const name = new URL(address).pathname.split('/').pop() || 'file'
  await find(page, step.target).setInputFiles({ name, mimeType, buffer: body }, { timeout: stepMs })
}

async function read({ page, found }: StepRun, step: Extract<Step, { do: 'read' }>) {
  const text = await (async () => {
    if (!step.target) return page.url()
    const place = find(page, step.target)
    return step.attribute
      ? place.getAttribute(step.attribute, { timeout: stepMs })
      : place.textContent({ timeout: stepMs })
  })()
  if (!text) return
  if (step.into === 'reference') found.reference = text.trim().slice(0, 200)
  else if (URL.canParse(text.trim(), page.url())) {
    const url = new URL(text.trim(), page.url())
    if (/^https?:$/.test(url.protocol)) found.listingUrl = url.href.slice(0, 2000)
  }
}

async function detect(run: StepRun) {
  for (const { what, when } of run.watched)
    if (await find(run.page, when).isVisible()) throw detected(what, run.page)
}

/** Waits for a part of the page, or for anything that a recipe has looked for before. */
async function waitFor(run: StepRun, place: Locator) {
  const any = run.watched.reduce((all, { when }) => all.or(find(run.page, when)), place)
  await any.first().waitFor({ timeout: stepMs })
  await detect(run)
}

/** One step of a recipe; throws what Playwright throws when the page is not as expected, or RunFailure. */
export async function runStep(run: StepRun, step: Step): Promise<void> {
  const { page, values } = run
  const options = { timeout: 'optional' in step && step.optional ? optionalMs : stepMs }
  switch (step.do) {
    case 'goto':
      run.watched = []
      return goto(run, step.url)
    case 'fill': {
      const text = render(step.value, values)
      await find(page, step.target).fill(text, options)
      if (step.value.includes('secret.')) run.masked.push(find(page, step.target))
      else run.sent[nameOf(step.target)] = text
      return
    }
    case 'select': {
      const text = render(step.value, values)
      await find(page, step.target).selectOption(text, options)
      run.sent[nameOf(step.target)] = text
      return
    }
    case 'check':
      return find(page, step.target).check(options)
    case 'upload':
      return upload(run, step)
    case 'click':
      return find(page, step.target).click(options)
    case 'waitFor':
      return waitFor(run, find(page, step.target))
    case 'expectText':
      return waitFor(run, page.getByText(render(step.text, values)).first())
    case 'screenshot':
      return run.screenshot(step.name)
    case 'detect':
      run.watched.push(step)
      return detect(run)
    case 'read':
      return read(run, step)
  }
}
