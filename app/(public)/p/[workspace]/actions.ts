'use server'

import { act } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'

export async function submitApplication(input: unknown) {
  return act(applications.submit, undefined, input)
}
