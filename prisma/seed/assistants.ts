import { sql } from 'kysely'
import { inviteAssistant } from '../../lib/assistants/commands'
import { addLeave } from '../../lib/assistants/leave'
import { parseDay } from '../../lib/assistants/rules'
import { invitation as invitationSchema } from '../../lib/assistants/schema'
import { hashToken, linkToken } from '../../lib/auth/link-token'
import { withActor } from '../../lib/db/with-actor'
import { addHolidays } from '../../lib/deadlines/settings'
import { isoDate } from '../../lib/time'
import { as, type House } from './batches'
import { days } from './chance'

type Person = {
  name: string
  email: string
  timezone: string
  languages: string[]
  skills: Record<string, number>
  specializations: string[]
  room: number
  /** A text a day, from Monday. */
  week: string[]
  /** How long ago they were invited; who has not joined follows the link some other day. */
  invitedAgo: number
  joined: boolean
}

const workdays = (text: string) => [text, text, text, text, text, 'off', 'off']

const people: Person[] = [
  {
    name: 'Jomar Dela Cruz',
    email: 'jomar@northlight.example',
    timezone: 'Asia/Manila',
    languages: ['en', 'fil'],
    skills: { phone: 4, documents: 3, research: 3 },
    specializations: ['phone_call', 'sms_verification'],
    room: 3,
    // The day of the agency's clients.
    week: workdays('21:00-6:00'),
    invitedAgo: 64,
    joined: true,
  },
  {
    name: 'Trần Ngọc Ánh',
    email: 'anh@northlight.example',
    timezone: 'Asia/Ho_Chi_Minh',
    languages: ['en', 'vi', 'fr'],
    skills: { writing: 4, documents: 4, payments: 3 },
    specializations: ['content_review', 'document_upload'],
    room: 4,
    week: [
      '8-12, 13-17',
      '8-12, 13-17',
      '8-12, 13-17',
      '8-12, 13-17',
      '8-12, 13-17',
      '8-12',
      'off',
    ],
    invitedAgo: 51,
    joined: true,
  },
  {
    name: 'Marta Kowalska',
    email: 'marta@northlight.example',
    timezone: 'Europe/Warsaw',
    languages: ['en', 'pl', 'de'],
    skills: { phone: 5, payments: 4, writing: 3, research: 4 },
    specializations: ['error_resolution', 'payment_processing'],
    room: 3,
    week: workdays('9:00-17:30'),
    invitedAgo: 33,
    joined: true,
  },
  {
    name: 'Luis Fernández',
    email: 'luis@northlight.example',
    timezone: 'America/Bogota',
    languages: ['es', 'en'],
    skills: { phone: 3, research: 2 },
    specializations: [],
    room: 2,
    week: workdays('7:30-12:00, 13:00-16:30'),
    invitedAgo: 1.2,
    joined: false,
  },
]

async function invite(house: House, person: Person, passwordHash: string, now: Date) {
  const at = new Date(now.getTime() - days(person.invitedAgo))
  const made = await as(house.manager, at, (ctx) =>
    inviteAssistant(
      ctx,
      invitationSchema.parse({
        ...person,
        maxConcurrentTasks: person.room,
        workingHours: person.week.flatMap((text, index) => parseDay(index + 1, text) ?? []),
      }),
    ),
  )
  if (!person.joined || !made.invitation) return made.id
  const token = hashToken(linkToken('invitation', made.invitation.id))
  const joined = new Date(at.getTime() + days(0.4))
  await withActor({ kind: 'visitor', address: '' }, ({ db }) =>
    sql`select 1 from accept_invitation(${token}, null, ${person.name}, ${passwordHash}, ${joined}::timestamptz)`.execute(
      db,
    ),
  )
  await as(house.admin, joined, ({ db }) =>
    db
      .updateTable('virtualAssistants')
      .set({ confirmedAt: joined })
      .where('id', '=', made.id)
      .execute(),
  )
  return made.id
}

/** The team beside the one who signs in to the demo, their leave, and the days on which deadlines stand still. */
export async function assistantsOf(house: House, passwordHash: string, now: Date) {
  const ids: string[] = []
  for (const person of people) ids.push(await invite(house, person, passwordHash, now))
  const [, anh, marta] = ids
  const day = (inDays: number) => isoDate(new Date(now.getTime() + days(inDays)), 'UTC')
  const ago = new Date(now.getTime() - days(3))
  const leave = [
    [marta, 'holiday', day(9), day(15), 'The mountains'],
    [anh, 'leave', day(4), day(4), 'A wedding'],
  ] as const
  for (const [id, kind, startsOn, endsOn, note] of leave)
    if (id)
      await as(house.manager, ago, (ctx) => addLeave(ctx, id, { kind, startsOn, endsOn, note }))
  const year = now.getUTCFullYear()
  await as(house.admin, ago, (ctx) =>
    addHolidays(ctx, {
      text: `${year}-12-25 Christmas Day\n${year + 1}-01-01 New Year’s Day\n${year + 1}-07-04 Independence Day`,
    }),
  )
  // Vera takes tasks at every hour, so that the demo has somebody at work whenever it is looked at.
  const vera = house.members.get('va')?.vaId
  if (vera)
    await as(house.admin, ago, ({ db }) =>
      db
        .updateTable('virtualAssistants')
        .set({
          confirmedAt: ago,
          specializations: ['manual_submission', 'captcha_solving'],
          languages: ['en', 'de', 'es'],
        })
        .where('id', '=', vera)
        .execute(),
    )
}
