import { log } from '../log'
import type { AutomationBrowser } from './browser'
import {
  type Failure,
  fail,
  type Result,
  RunFailure,
  type RunTools,
  type WorkItem,
} from './contract'
import { recipe as recipeSchema } from './recipe'
import { secretsIn } from './rules'
import { runApi } from './run-api'
import { runBrowser } from './run-browser'
import { MissingValue } from './template'
import { shortMessage, withoutSecrets } from './values'

function recipeOf(item: WorkItem, secrets: Record<string, string>) {
  if (item.method === 'manual')
    throw fail('no_automation', `${item.directory.name} is done by hand.`)
  const found = recipeSchema.safeParse(item.directory.automation)
  if (!found.success || found.data.method !== item.method)
    throw fail('no_automation', `${item.directory.name} has no recipe for this method yet.`)
  const missing = secretsIn(found.data).filter((name) => !secrets[name])
  if (missing.length > 0)
    throw fail(
      'no_automation',
      `The recipe needs the secret ${missing.join(', ')}, which is not set.`,
    )
  return found.data
}

/** Without the secrets, which an address or an answer may repeat. */
const clean = (failure: Failure, secrets: Record<string, string>): Failure =>
  JSON.parse(
    withoutSecrets(
      JSON.stringify({ ...failure, message: shortMessage(failure.message, secrets) }),
      secrets,
    ),
  )

/** Submits one item, and says what became of it. Throws only when `tools.signal` ended it. */
export async function runItem(
  item: WorkItem,
  tools: RunTools,
  browser: AutomationBrowser,
): Promise<Result> {
  try {
    const recipe = recipeOf(item, tools.secrets)
    const completion =
      recipe.method === 'api'
        ? await runApi(recipe, item, tools)
        : await runBrowser(recipe, item, tools, browser)
    return { completion }
  } catch (error) {
    tools.signal.throwIfAborted()
    if (error instanceof RunFailure) return { failure: clean(error.failure, tools.secrets) }
    if (error instanceof MissingValue)
      return {
        failure: { code: 'validation', message: error.message, actionData: { field: error.path } },
      }
    log.error(
      { err: shortMessage(String(error), tools.secrets) },
      'a submission failed unexpectedly',
    )
    return { failure: { code: 'unknown', message: 'Something went wrong on our side.' } }
  }
}
