import type { WorkItem } from '@/lib/automation/contract'
import type { RecipeInput, Step } from '@/lib/automation/recipe'

/** Recipes for the directory site of the tests. */

type Input<M> = Extract<RecipeInput, { method: M }>

export const apiRecipe = (url: string): Input<'api'> => ({
  version: 1,
  method: 'api',
  request: {
    url: `${url}/api/listings`,
    headers: { Authorization: 'Bearer {{secret.apiKey}}' },
    body: {
      fields: {
        'business.name': '{{name}}',
        'business.website': '{{website}}',
        'business.address.city': '{{address.city}}',
        'business.phone': '{{phone?}}',
        ref: '{{referenceId}}',
        consent: true,
      },
    },
  },
  answer: {
    success: { status: [201], pointer: '/data/id' },
    alreadyListed: { status: [409], pointer: '/error/code', equals: 'duplicate' },
    listingUrl: { pointer: '/data/url' },
    reference: { pointer: '/data/id' },
    message: '/error/message',
    outcome: 'under_review',
  },
  timeoutSeconds: 10,
})

type StepInput = Input<'headless_browser'>['steps'][number]

export const browserRecipe = (
  url: string,
  steps: readonly StepInput[],
  more: Partial<Input<'headless_browser'>> = {},
): Input<'headless_browser'> => ({
  version: 1,
  method: 'headless_browser',
  steps: [{ do: 'goto', url }, ...steps],
  timeoutSeconds: 30,
  ...more,
})

export const fillForm = [
  { do: 'fill', target: { label: 'Business name' }, value: '{{name}}' },
  { do: 'fill', target: { label: 'Website' }, value: '{{website}}' },
  { do: 'select', target: { label: 'Country' }, value: '{{address.country}}' },
  { do: 'fill', target: { label: 'Reference' }, value: '{{referenceId}}' },
  { do: 'fill', target: { label: 'Fax' }, value: '{{fax?}}', optional: true },
  { do: 'check', target: { label: 'I accept the terms' } },
] as const satisfies readonly (StepInput & Pick<Step, 'do'>)[]

export const bakery = {
  website: 'https://bakery.example',
  phone: '+492211234567',
  address: { street: 'Am Markt 1', city: 'Köln', country: 'DE' },
}

export const workItem = (
  recipe: RecipeInput,
  { name, business }: { name?: string; business?: Record<string, unknown> } = {},
): WorkItem => ({
  method: recipe.method,
  referenceId: 'T-1',
  customer: { id: 'c', companyName: 'Bakery', fullName: 'Ada', email: 'ada@bakery.example' },
  business: { ...bakery, name, ...business },
  directory: {
    id: 'd',
    name: 'Test directory',
    url: 'https://directory.example',
    submissionUrl: null,
    automation: recipe,
  },
})
