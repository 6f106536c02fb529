'use server'

import { questionLinks } from '@/lib/actions/procedures/questions'
import { act } from '@/lib/api/actions'

export async function answerByLink(token: string, input: Record<string, unknown>) {
  return act(questionLinks.answer, undefined, { ...input, token })
}
