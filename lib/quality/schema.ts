import { z } from 'zod'
import { actionTypes } from '../actions/labels'
import * as f from '../fields'
import { reviewStatuses, verdicts } from './labels'

export * from './labels'

const score = z.coerce
  .number('Please give a score from 1 to 5.')
  .int('Please give a score from 1 to 5.')
  .min(1, 'Please give a score from 1 to 5.')
  .max(5, 'Please give a score from 1 to 5.')

export const review = z.object({
  id: f.id,
  round: z.int(),
  reviewerName: z.string(),
  score: z.int(),
  verdict: z.enum(verdicts),
  reasons: z.array(z.string()),
  feedback: z.string(),
  createdAt: f.time,
})
export type Review = z.infer<typeof review>

export const appeal = z.object({
  id: f.id,
  status: z.enum(['open', 'upheld', 'changed']),
  argument: z.string(),
  ruling: z.string(),
  score: z.int().nullable(),
  createdAt: f.time,
  ruledAt: f.time.nullable(),
})
export type Appeal = z.infer<typeof appeal>

export const reviewItem = z.object({
  id: f.id,
  type: z.enum(actionTypes),
  title: z.string(),
  customerName: z.string(),
  directoryName: z.string().nullable(),
  vaName: z.string(),
  outcome: z.string(),
  minutes: z.number().nullable(),
  completedAt: f.time,
  reviewStatus: z.enum(reviewStatuses),
  qualityScore: z.int().nullable(),
  /** Reviews given so far, and how many it is to have. */
  given: z.int(),
  wanted: z.int(),
  /** Why the asking person may not review it or rule on it; null when they may. */
  obstacle: z.string().nullable(),
})
export type ReviewItem = z.infer<typeof reviewItem>

export const reviewSelection = z.object({
  status: f.listOf(z.enum(['waiting', 'appealed', 'reviewed'])),
  vaId: f.id.optional(),
  type: f.listOf(z.enum(actionTypes)),
})
export type ReviewSelection = z.output<typeof reviewSelection>
export const reviewFilter = reviewSelection.extend({
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type ReviewFilter = z.output<typeof reviewFilter>

export const reviewDetail = reviewItem.extend({
  description: z.string(),
  resultData: z.record(z.string(), z.unknown()).nullable(),
  sampleReason: z.string().nullable(),
  playbookVersion: z.int().nullable(),
  submissionId: f.id.nullable(),
  proofs: z.array(z.object({ id: f.id, name: z.string(), kind: z.string() })),
  /** Those of others stay hidden until the asking person has given theirs. */
  reviews: z.array(review),
  appeal: appeal.nullable(),
  reworkId: f.id.nullable(),
})
export type ReviewDetail = z.infer<typeof reviewDetail>

export const reviewing = z
  .object({
    id: f.id,
    score,
    verdict: z.enum(verdicts, 'Please accept it or have it done over.'),
    reasons: f.listOf(f.line(80)),
    feedback: f.optional(f.prose(2000)),
  })
  .refine(({ verdict, feedback }) => verdict === 'accepted' || Boolean(feedback), {
    path: ['feedback'],
    message: 'Please say what is to be done over.',
  })
export const appealing = z.object({ id: f.id, argument: f.prose(2000) })
export const ruling = z
  .object({
    id: f.id,
    status: z.enum(['upheld', 'changed'], 'Please say whether the review stands.'),
    score: score.nullish(),
    ruling: f.prose(2000),
  })
  .refine(({ status, score: given }) => (status === 'changed') === (given != null), {
    path: ['score'],
    message: 'Please give the new score, from 1 to 5.',
  })

const share = z.object({ of: z.int(), share: z.number(), low: z.number(), high: z.number() })
export const figures = z.object({
  handled: z.int(),
  medianMinutes: z.number().nullable(),
  longMinutes: z.number().nullable(),
  /** Reviewed work that was right the first time. */
  firstTimeRight: share.nullable(),
  quality: z.number().nullable(),
  onTime: share.nullable(),
  succeeded: share.nullable(),
  /** Of the time that they were at work and available, how much the timer ran. */
  used: z.number().nullable(),
})
export type Figures = z.infer<typeof figures>
export const figuresOf = z.object({
  name: z.string(),
  from: f.time,
  to: f.time,
  now: figures,
  /** The eight weeks before, as one week. */
  before: figures,
})
export type FiguresOf = z.infer<typeof figuresOf>

export const agreement = z.object({
  pairs: z.int(),
  plain: z.number().nullable(),
  weighted: z.number().nullable(),
  words: z.string().nullable(),
})

/** A reviewed task as whoever did it sees it. */
export const ownReview = z.object({
  id: f.id,
  title: z.string(),
  type: z.enum(actionTypes),
  completedAt: f.time,
  qualityScore: z.int().nullable(),
  reviewStatus: z.enum(reviewStatuses),
  reviews: z.array(review.omit({ reviewerName: true })),
  appeal: appeal.nullable(),
})
export type OwnReview = z.infer<typeof ownReview>
