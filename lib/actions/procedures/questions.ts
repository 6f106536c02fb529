import { z } from 'zod'
import { command, query } from '../../api/base'
import { answerByLink, questionOf } from '../question-links'
import * as s from '../schema'

/** For customers who follow the link of a mail, without signing in. */
export const questionLinks = {
  find: query(
    {
      permission: 'public',
      limit: 'linkAddress',
      route: false,
      input: z.object({ token: z.string().max(200) }),
      output: s.linkedQuestion,
    },
    questionOf,
  ),
  answer: command(
    {
      permission: 'public',
      limit: 'linkAddress',
      route: false,
      input: s.answeringByLink,
      output: z.object({ received: z.literal(true) }),
    },
    answerByLink,
  ),
}
