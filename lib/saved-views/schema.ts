import { z } from 'zod'
import * as f from '../fields'

/** The screens that keep views. */
export const screens = ['leads'] as const

export const savedView = z.object({
  id: f.id,
  name: z.string(),
  /** The part of the URL after "?": filters, order, columns. */
  query: z.string(),
})
export type SavedView = z.infer<typeof savedView>

export const viewInput = z.object({
  screen: z.enum(screens),
  name: f.line(60),
  query: z.string().max(2000, 'This view has too many filters to be kept.'),
})
export type ViewInput = z.infer<typeof viewInput>
