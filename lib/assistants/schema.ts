import { z } from 'zod'
import * as f from '../fields'
import { isTimeZone } from '../time'
import { assistantStatuses, leaveKinds, weekdayLabels } from './labels'
import { clockOf, inOrder, overlapping, type Window } from './rules'

const window = z
  .object({
    day: z.int().min(1).max(7),
    from: z.int().min(0).max(1440),
    to: z.int().min(0).max(1440),
  })
  .refine(({ from, to }) => from < to, 'Hours end after they begin.')

const meeting = ([a, b]: [Window, Window]) =>
  `${weekdayLabels[a.day - 1]}: ${clockOf(a.from)}–${clockOf(a.to)} and ${clockOf(b.from)}–${clockOf(b.to)} overlap. Please leave only one of them.`

/** Windows of a local week. What goes past midnight is two windows. */
export const workingHours = z
  .array(window)
  .max(70, 'Please give fewer, longer hours.')
  .superRefine((windows, ctx) => {
    const found = overlapping(windows)
    if (found) ctx.addIssue({ code: 'custom', message: meeting(found) })
  })
  .transform(inOrder)

export const timezone = z
  .string('Please choose a time zone.')
  .refine(isTimeZone, 'This time zone does not exist, such as Europe/Berlin.')

export const skillName = z
  .string()
  .transform((value) => value.trim().normalize('NFC').toLocaleLowerCase('en'))
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]{0,38}$/u,
        'A skill is a word or two, such as "phone".',
      ),
  )

/** Skill to level. */
export const skills = z.record(
  skillName,
  z.int().min(1, 'Levels go from 1 to 5.').max(5, 'Levels go from 1 to 5.'),
)

const language = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/, 'Please give the code of a language, such as "de".')
const distinct = (values: string[]) => [...new Set(values)]
const languages = z.array(language).max(30, 'Please give at most 30 languages.').transform(distinct)

const specializations = z.array(f.line(60)).max(30).transform(distinct)

const capacity = z
  .int('Please give a whole number.')
  .min(1, 'Somebody takes at least one task at a time.')
  .max(50, 'More than 50 tasks at a time are too many.')

export const invitation = z.object({
  name: f.line(200),
  email: f.email,
  skills: skills.default({}),
  languages: languages.default([]),
  specializations: specializations.default([]),
  /** The workspace's when left out. */
  timezone: timezone.optional(),
  /** The workspace's when left out. */
  workingHours: workingHours.optional(),
  maxConcurrentTasks: capacity.default(3),
})

export const patch = z.object({
  name: f.line(200).optional(),
  skills: skills.optional(),
  languages: languages.optional(),
  specializations: specializations.optional(),
  timezone: timezone.optional(),
  workingHours: workingHours.optional(),
  maxConcurrentTasks: capacity.optional(),
})
export type Patch = z.output<typeof patch>

/** What people may change of themselves: skills and room are what the team says. */
export const ownPatch = patch.pick({
  name: true,
  languages: true,
  timezone: true,
  workingHours: true,
})

export const selection = z.object({
  status: f.listOf(z.enum(assistantStatuses)),
  /** Any of these, at whatever level. */
  skill: f.listOf(skillName),
  language: f.listOf(language),
  /** At work and free to take tasks right now. */
  available: z.enum(['now']).optional(),
  search: z.string().max(200, 'Please search for less than 200 characters.').optional(),
})
export type Selection = z.output<typeof selection>

export const assistantSorts = ['name', 'joined'] as const
export const filter = selection.extend({
  sort: z.enum(assistantSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type Filter = z.output<typeof filter>

export const item = z.object({
  id: f.id,
  name: z.string(),
  email: z.string(),
  status: z.enum(assistantStatuses),
  skills: z.record(z.string(), z.int()),
  languages: z.array(z.string()),
  timezone: z.string(),
  isAvailable: z.boolean(),
  /** Why they take nothing now, as in lib/refusal-words.ts; empty when they do. */
  absence: z.array(z.string()),
  maxConcurrentTasks: z.int(),
  /** Weight of what they hold or are assigned. */
  load: z.int(),
  late: z.int(),
  completedTasks: z.int(),
  successRate: z.number().nullable(),
  averageQualityScore: z.number().nullable(),
  averageHandlingMinutes: z.number().nullable(),
  lastActiveAt: f.time.nullable(),
  createdAt: f.time,
})
export type AssistantItem = z.output<typeof item>

export const leave = z.object({
  id: f.id,
  kind: z.enum(leaveKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  note: z.string(),
})
export type Leave = z.output<typeof leave>

/** The working span that they are in, or the next one; none within four weeks. */
export const presence = z.object({ from: f.time, until: f.time }).nullable()
export type Presence = z.output<typeof presence>

export const assistant = item.extend({
  specializations: z.array(z.string()),
  workingHours: z.array(z.object({ day: z.int(), from: z.int(), to: z.int() })),
  presence,
  /** From today on. */
  leave: z.array(leave),
  invitation: z.object({ id: f.id, expiresAt: f.time }).nullable(),
  confirmedAt: f.time.nullable(),
})
export type Assistant = z.output<typeof assistant>

export const leaveInput = z
  .object({
    kind: z.enum(leaveKinds, 'Please choose what it is.').default('holiday'),
    startsOn: f.day,
    /** The last day of it; the first when left out. */
    endsOn: f.optional(f.day),
    note: f.optional(f.line(300)),
  })
  .transform((input) => ({
    ...input,
    endsOn: input.endsOn ?? input.startsOn,
    note: input.note ?? '',
  }))
  .superRefine(({ startsOn, endsOn }, ctx) => {
    const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000
    if (days < 0)
      ctx.addIssue({
        code: 'custom',
        path: ['endsOn'],
        message: 'The last day is before the first. Please swap them.',
      })
    if (days > 366)
      ctx.addIssue({
        code: 'custom',
        path: ['endsOn'],
        message: 'This is longer than a year. Please enter it in parts.',
      })
  })
export type LeaveInput = z.output<typeof leaveInput>

export const facets = z.object({
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  categories: z.array(z.string()),
})
export type Facets = z.output<typeof facets>

export const candidate = z.object({
  vaId: f.id,
  name: z.string(),
  status: z.enum(assistantStatuses),
  reasons: z.array(z.string()),
  /** The reasons in a sentence, such as "is on leave and has no room for it"; empty when they may. */
  words: z.string(),
})
export const routing = z.object({
  candidates: z.array(candidate),
  /** Sentences; none when somebody could take it at some hour. */
  help: z.array(z.string()),
  unroutableSince: f.time.nullable(),
})
export type Routing = z.output<typeof routing>
