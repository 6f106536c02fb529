import { z } from 'zod'
import { actionTypes } from '../actions/labels'
import { skills, workingHours } from '../assistants/schema'
import * as f from '../fields'
import { assignmentModes } from '../routing/labels'

const share = z
  .int('Please give a whole number.')
  .min(0, 'Please give a share from 0 to 100 %.')
  .max(100, 'Please give a share from 0 to 100 %.')

const whole = (min: number, max: number, unit: string) =>
  z
    .int('Please give a whole number.')
    .min(min, `Please give at least ${min} ${unit}.`)
    .max(max, `Please give at most ${max} ${unit}.`)

const asks = {
  weight: whole(1, 10, 'of a person’s room'),
  requiredSkills: skills,
  estimatedMinutes: whole(1, 1440, 'minutes'),
}

const fields = {
  assignmentMode: z.enum(assignmentModes, 'Please choose how tasks are handed out.'),
  workingHours: workingHours.refine(
    (windows) => windows.length > 0,
    'Please give hours on at least one day, or deadlines would never come.',
  ),
  /** Working minutes of priorities 1 to 5. */
  deadlineMinutes: z
    .array(whole(1, 525_600, 'minutes'))
    .length(5, 'Please give a time for each of the five priorities.')
    .refine(
      (minutes) => minutes.every((one, index) => index === 0 || one >= (minutes[index - 1] ?? 0)),
      'A lower priority may not be due sooner than a higher one.',
    ),
  warnAfter: z
    .int()
    .min(1, 'Please give a share from 1 to 99 %.')
    .max(99, 'Please give a share from 1 to 99 %.'),
  leaseSeconds: whole(30, 3600, 'seconds'),
  assignmentMinutes: whole(5, 10_080, 'minutes'),
  sampleNew: share,
  sampleRegular: share,
  secondReview: share,
  newUntil: whole(0, 10_000, 'tasks'),
}

export const typeAsks = z.object({
  actionType: z.enum(actionTypes),
  ...asks,
  /** Of the finished ones reviewed, in a hundred; null as the workspace has it, left out as it was. */
  sampleShare: share.nullable().optional(),
})

export const holiday = z.object({ day: z.string(), name: z.string() })

export const settings = z.object({
  ...fields,
  types: z.array(typeAsks),
  /** From a year ago on. */
  holidays: z.array(holiday),
  /** Tasks whose clock runs now. */
  openTasks: z.int(),
  updatedAt: f.time,
})
export type WorkSettings = z.output<typeof settings>

export const settingsEdit = z.object({
  ...fields,
  /** Give open tasks their deadlines anew; otherwise these stay until a clock starts again. */
  recompute: z.boolean().default(false),
  /** As read; refused when somebody changed the settings since. */
  updatedAt: f.time,
})

export const typesEdit = z.object({
  types: z.array(typeAsks).min(1).max(actionTypes.length),
})

export const holidaysInput = z.object({
  /** One a line, the day first, such as "2026-12-25 Christmas Day"; a CSV will do. */
  text: f.prose(50_000),
})
