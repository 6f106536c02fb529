import type { Recipe, Step, Target } from './recipe'
import { namesIn } from './template'

const at = (target: Target) => {
  const [[kind, name] = ['', '']] = Object.entries(target)
  return kind === 'css' ? name : kind === 'label' ? `“${name}”` : `${kind} “${name}”`
}

const detectionWords: Record<string, string> = {
  already_listed: 'the business is listed already',
  directory_closed: 'the directory is closed',
}

function stepWords(step: Step): string {
  switch (step.do) {
    case 'goto':
      return `Open ${step.url}`
    case 'fill':
    case 'select':
      return `${step.do === 'fill' ? 'Fill' : 'Choose in'} ${at(step.target)}: ${step.value}`
    case 'check':
      return `Tick ${at(step.target)}`
    case 'upload':
      return `Upload ${step.from} at ${at(step.target)}`
    case 'click':
      return `Click ${at(step.target)}`
    case 'waitFor':
      return `Wait for ${at(step.target)}`
    case 'expectText':
      return `Expect “${step.text}”`
    case 'screenshot':
      return `Take a screenshot: ${step.name}`
    case 'detect':
      return `Stop at ${at(step.when)}: ${detectionWords[step.what] ?? step.what.replaceAll('_', ' ')}`
    case 'read':
      return `Read the ${step.into === 'listingUrl' ? 'listing’s address' : 'reference'}${step.target ? ` from ${at(step.target)}` : ''}`
  }
}

/** What a recipe does, a sentence a line. */
export function describeRecipe(recipe: Recipe): string[] {
  if (recipe.method === 'headless_browser') return recipe.steps.map(stepWords)
  const { request, answer } = recipe
  const fields = Object.keys(request.body.fields)
  return [
    `${request.verb} ${request.url}`,
    `Send ${fields.join(', ')} as ${request.body.as === 'json' ? 'JSON' : 'a form'}`,
    ...(answer.alreadyListed ? ['Stop when the answer says that it is listed already'] : []),
    ...(answer.listingUrl ? ['Take the listing’s address from the answer'] : []),
  ]
}

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(strings)
      : []

/** The secrets that a recipe names, without their values. */
export const secretsIn = (recipe: Recipe): string[] => [
  ...new Set(
    strings(recipe)
      .flatMap(namesIn)
      .filter((name) => name.startsWith('secret.'))
      .map((name) => name.slice('secret.'.length)),
  ),
]
