import { z } from 'zod'
import * as f from '../fields'
import { answer } from '../metrics/answer-schema'
import { comparison, question, range } from '../metrics/schema'

/** Arrangements of questions. Pure: screens share it. */

export const gridColumns = 12
export const mostWidgets = 40
export const lastRow = 400

/** How an answer is drawn: as it is usually, in bars, or as a table. */
export const displays = ['chart', 'bars', 'table'] as const
export const display = z.enum(displays)
export type Display = z.infer<typeof display>

/** Columns and rows of the grid, from the upper left corner. */
const place = {
  x: z
    .number()
    .int()
    .min(0)
    .max(gridColumns - 2),
  y: z.number().int().min(0).max(lastRow),
  width: z.number().int().min(2).max(gridColumns),
  height: z.number().int().min(2).max(12),
}
export type Place = { id: string; x: number; y: number; width: number; height: number }

export const widgetInput = z
  .object({
    /** Kept if it is given, so that a widget taken back is the same one. */
    id: f.id.optional(),
    /** In place of the name of the figure. */
    title: f.optional(f.line(80)),
    question,
    display: display.default('chart'),
    ...place,
  })
  .refine(({ x, width }) => x + width <= gridColumns, {
    path: ['width'],
    message: 'This widget reaches past the last column.',
  })
export type WidgetInput = z.output<typeof widgetInput>

export const widget = z.object({
  id: z.string(),
  title: z.string().nullable(),
  /** Null where what is kept is no question any more. */
  question: question.nullable(),
  display,
  ...place,
})
export type Widget = z.infer<typeof widget>

export const templateKeys = ['money', 'work'] as const
export const templateKey = z.enum(templateKeys)
export type TemplateKey = z.infer<typeof templateKey>

const about = {
  name: z.string(),
  shared: z.boolean(),
  template: z.string().nullable(),
  /** Whether it is one's own, to be changed. */
  own: z.boolean(),
  ownerName: z.string().nullable(),
  version: z.number(),
}

/** Without an id it is a template. */
export const dashboard = z.object({ id: f.id.nullable(), ...about, widgets: z.array(widget) })
export type Dashboard = z.infer<typeof dashboard>

export const dashboardItem = z.object({ id: f.id, ...about, updatedAt: f.time })
export type DashboardItem = z.infer<typeof dashboardItem>

export const template = z.object({ key: templateKey, name: z.string(), description: z.string() })
export type Template = z.infer<typeof template>

const widgets = z
  .array(widgetInput)
  .max(mostWidgets, `A dashboard holds at most ${mostWidgets} widgets.`)

export const newDashboard = z
  .object({
    name: f.line(60),
    shared: z.boolean().default(false),
    /** What it begins as: a template, a dashboard of one's own or a shared one, or widgets. */
    template: templateKey.optional(),
    copyOf: f.id.optional(),
    widgets: widgets.optional(),
  })
  .refine(({ template, copyOf }) => !(template && copyOf), {
    path: ['copyOf'],
    message: 'Choose a template or a dashboard to copy, not both.',
  })
export type NewDashboard = z.output<typeof newDashboard>

export const edit = z.object({
  id: f.id,
  name: f.line(60).optional(),
  shared: z.boolean().optional(),
})
export type Edit = z.output<typeof edit>

export const layout = z.object({ id: f.id, version: f.version, widgets })
export type Layout = z.output<typeof layout>

/** A dashboard by its id, or a template by its name. */
export const which = z.union([f.id, templateKey])

/** What a whole dashboard is asked with: a dashboard or template (without it, that of the role), and days. */
export const asked = {
  dashboard: which.optional(),
  startDate: f.day.optional(),
  endDate: f.day.optional(),
  compare: comparison.default('previous'),
}

const widgetError = z.object({ code: z.string(), message: z.string() })

/** One widget answered, or why it is not: the others are none the worse. */
export const result = z.union([
  z.object({ id: z.string(), title: z.string(), answer }),
  z.object({ id: z.string(), title: z.string(), error: widgetError }),
])
export type Result = z.infer<typeof result>

export const answered = z.object({
  dashboard,
  range,
  comparison,
  timezone: z.string(),
  asOf: f.time,
  widgets: z.array(result),
})
export type Answered = z.infer<typeof answered>
