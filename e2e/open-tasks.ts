import { demo, expect, rest, unique } from './fixtures'

type Made = { id: string }
type Claimed = { token: string; batchId: string }

export const codes = {
  captcha_solving: 'captcha',
  sms_verification: 'sms_required',
  email_verification: 'email_confirmation',
  document_upload: 'document_required',
  phone_call: 'phone_required',
  manual_submission: 'blocked',
  account_creation: 'account_required',
  payment_processing: 'payment_required',
  content_review: 'content_review',
  error_resolution: 'validation',
} as const
export type Type = keyof typeof codes

/** The demo's assistant gets room for what several journeys leave in their hands. */
async function makeRoom() {
  const vera = demo.users.find(({ role }) => role === 'va')?.email
  const { items } = await rest<{ items: (Made & { email: string })[] }>('/assistants?limit=100')
  const found = items.find(({ email }) => email === vera)
  await rest(`/assistants/${found?.id}`, { method: 'PATCH', body: { maxConcurrentTasks: 50 } })
}

/** Open tasks of these types, ahead of everything else, for a customer of their own. */
export async function makeTasks(types: readonly Type[]) {
  await makeRoom()
  const stamp = unique()
  const email = `ida@${stamp}.example`
  const customer = await rest<Made>('/customers', {
    body: {
      companyName: `Harbour Bakery ${stamp}`,
      fullName: 'Ida Lund',
      email,
      business: {
        name: `Harbour Bakery ${stamp}`,
        phone: '+49 30 1234567',
        website: 'https://harbour.example',
      },
    },
  })
  const directoryIds: string[] = []
  for (const [n] of types.entries()) {
    const directory = await rest<Made>('/directories', {
      body: {
        name: `Directory ${n} ${stamp}`,
        url: `https://d${n}-${stamp}.example`,
        category: 'general',
        automationMethod: 'chrome_extension',
      },
    })
    directoryIds.push(directory.id)
  }
  const batch = await rest<Made>('/batches', {
    body: { customerId: customer.id, name: stamp, directoryIds, priority: 1 },
  })
  let left = [...types]
  await expect(async () => {
    const { items } = await rest<{ items: Claimed[] }>('/queue/claims', {
      body: { workerId: `journey ${stamp}`, capabilities: ['chrome_extension'], count: 100 },
    })
    for (const { token, batchId } of items) {
      if (batchId !== batch.id) await rest(`/queue/claims/${token}`, { method: 'DELETE' })
      else {
        const [type, ...rest_] = left
        left = rest_
        await rest(`/queue/claims/${token}/failure`, {
          body: { code: codes[type as Type], message: 'It asks for more.' },
        })
      }
    }
    expect(left).toEqual([])
  }).toPass({ timeout: 30_000 })
  const { items } = await rest<{ items: (Made & { type: Type })[] }>(
    `/pending-actions?batchId=${batch.id}&limit=100`,
  )
  return { items, email, stamp, batchId: batch.id }
}
