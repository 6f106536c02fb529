'use server'

import { act } from '@/lib/api/actions'
import { automation } from '@/lib/automation/procedures'

const wrong = (message: string) =>
  [{ code: 'invalid', message, fields: { recipe: message } }, undefined] as const

/** Takes the recipe as it was typed; what is wrong inside it is said at the one field there is. */
export async function saveRecipe(slug: string, id: string, text: string) {
  let recipe: unknown = null
  try {
    recipe = text.trim() === '' ? null : JSON.parse(text)
  } catch (error) {
    return wrong(`This is not JSON: ${(error as Error).message}`)
  }
  const result = await act(automation.save, slug, { id, recipe })
  const [refused] = result
  if (!refused?.fields) return result
  const places = Object.entries(refused.fields).map(([place, message]) => {
    const path = place.replace(/^recipe\.?/, '')
    return path ? `${path}: ${message}` : message
  })
  return wrong(places.join(' '))
}

export async function setSecret(slug: string, id: string, values: object) {
  return act(automation.setSecret, slug, { ...values, id })
}
