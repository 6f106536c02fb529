import type pg from 'pg'
import type { Member } from '../../lib/auth/actor'
import { addMacro } from '../../lib/macros/commands'
import type { MacroInput } from '../../lib/macros/schema'
import { methods } from '../../lib/queue/schema'
import { claimItems, fail } from '../../lib/queue/work'
import { as, type House, queueBatch } from './batches'
import { days } from './chance'

type Customer = { id: string; name: string }

/** Why machines give up, with what they saw: each makes an action of another type. */
const obstacles = [
  ['captcha', 'The form shows a picture puzzle.', {}],
  ['sms_required', 'A code was sent to the number of the business.', { sentTo: '+1 •••• 4471' }],
  [
    'email_confirmation',
    'A mail with a link was sent.',
    { mailbox: 'listings@northlight.example' },
  ],
  ['no_automation', 'Nobody has written a recipe for this directory.', {}],
  ['phone_required', 'They call to verify, between 10 and 16.', { callsFrom: '+1 800 555 0137' }],
  ['document_required', 'A business licence is asked for.', {}],
  ['account_required', 'Listings are taken from accounts only.', {}],
  ['payment_required', 'A listing costs a fee.', { price: 'USD 29.00' }],
  ['content_review', 'The description is too long: at most 250 characters.', { limit: 250 }],
  ['validation', 'The postal code was refused.', { field: 'postal code' }],
] as const

const playbooks: Record<string, string> = {
  captcha_solving: `## Solve it and let the automation go on

1. Open the page and fill nothing in.
2. Solve the captcha, and wait until the page accepts it.
3. Choose **Solved**. The submission is tried again within minutes.

If it asks a third time, submit by hand and choose **Submitted**.`,
  manual_submission: `## Before you begin

- Look whether the business is listed already: search for its name and its phone number.
- Use the customer's texts as they are; copy them with \`C\` and the key beside each.

## When you are done

Take a screenshot of the confirmation and paste it with \`P\`. If the page shows the listing, choose **It is live** and give its address.`,
  payment_processing: `Pay with the agency's card only, up to **USD 50**. Above that, ask a supervisor first.

Paste the receipt before you finish.`,
}

const macros: MacroInput[] = [
  {
    name: 'Ask for a new code later',
    actionTypes: ['sms_verification', 'email_verification'],
    outcome: { outcome: 'no_code', reason: 'Waited ten minutes, nothing came.' },
    note: '{{directory}} was asked for a new code for {{company}}.',
  },
  {
    name: 'Submitted, waits for the editors',
    actionTypes: ['manual_submission', 'account_creation', 'captcha_solving'],
    outcome: { outcome: 'submitted' },
    note: 'Sent {{company}} to {{directory}}. Their editors look at it first. {{me}}',
  },
  {
    name: 'Thanks and done',
    actionTypes: [],
    outcome: {},
    note: 'Done for {{contact}} at {{company}}.',
  },
]

async function guides(owner: pg.Client, { admin, manager }: House, at: Date) {
  for (const type of Object.keys(playbooks))
    await owner.query(
      `insert into playbooks (workspace_id, action_type, version, body, created_by, author_name, created_at)
       select $1::uuid, $2::text, 1, $3::text, $4::uuid, $5::text, $6::timestamptz
       where not exists (select from playbooks where workspace_id = $1 and action_type = $2 and directory_id is null)`,
      [admin.workspace.id, type, playbooks[type], admin.userId, admin.name, at],
    )
  for (const macro of macros) await as(manager, at, (ctx) => addMacro(ctx, macro))
}

/** Everything that is due fails for a reason that only a person can do something about. */
async function obstruct(assistant: Member, at: Date, first: number) {
  let n = first
  for (;;) {
    const items = await as(assistant, at, ({ db, actor }) =>
      claimItems({ db, actor, at }, assistant.workspace.id, {
        workerId: assistant.name,
        capabilities: [...methods],
        leaseSeconds: 900,
        count: 20,
      }),
    )
    if (items.length === 0) return n
    for (const { token } of items) {
      const [code, message, actionData] = obstacles[n++ % obstacles.length] as (typeof obstacles)[0]
      await as(assistant, at, ({ db, actor }) =>
        fail({ db, actor, at }, { token, code, message, actionData: { ...actionData } }),
      )
    }
  }
}

/** A day's work for virtual assistants: open actions of most types, some late, with guides and macros. */
export async function actionsOf(
  owner: pg.Client,
  house: House,
  customers: readonly Customer[],
  now: Date,
) {
  const ago = (number: number) => new Date(now.getTime() - days(number))
  await guides(owner, house, ago(40))
  const assistant = house.members.get('va') as Member
  const waves = [
    [1.4, 2, 9, 'Local guides'],
    [0.5, 3, 10, 'Trade directories'],
    [0.08, 4, 8, 'Review sites'],
  ] as const
  let n = 0
  const left = [...customers.slice(4), ...customers.slice(0, 4)]
  for (const [before, priority, count, name] of waves) {
    // Some have no running subscription.
    for (let queued = null; !queued && left.length > 0; ) {
      const customer = left.shift() as Customer
      const wish = { customer, at: ago(before), name, count, more: { priority } }
      queued = await queueBatch(house, wish)
    }
    n = await obstruct(assistant, ago(before - 0.02), n)
  }
}
