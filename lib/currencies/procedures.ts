import { z } from 'zod'
import { action, command, query } from '../api/base'
import type { ActionContext } from '../api/context'
import { withActor } from '../db/with-actor'
import { AppError } from '../errors'
import { isoDate } from '../time'
import { fileLimits, readRates } from './file/read'
import { importRates, setRate } from './import'
import { listRates, rateOverview, ratesTo } from './queries'
import * as s from './schema'

const tags = ['Exchange rates']

const upload = z.object({
  query: z.object({
    /** Only say what the file would do. */
    dryRun: z.stringbool().default(false),
    /** Take the file's rate where another one stands. */
    replace: z.stringbool().default(false),
  }),
})

async function bytesOf(stream: ReadableStream<Uint8Array> | undefined): Promise<Uint8Array> {
  if (!stream)
    throw new AppError('invalid', 'Send the file as the body, as text/csv or multipart/form-data.')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.byteLength
    if (bytes > fileLimits.bytes)
      throw new AppError(
        'too_large',
        'The file is larger than 10 MB. The ECB’s whole history has less than three.',
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The file is read and judged before a transaction begins. */
async function takeFile(ctx: ActionContext, choice: z.output<typeof upload>['query']) {
  const file = readRates(await bytesOf(ctx.upload), isoDate(ctx.now, ctx.actor.workspace.timezone))
  return withActor(ctx.actor, ({ tx, db }) => importRates({ ...ctx, tx, db }, file, choice), {
    timeout: 120_000,
  })
}

export const rates = {
  list: query(
    {
      permission: 'rates.read',
      route: {
        method: 'GET',
        path: '/exchange-rates',
        summary: 'Rates by day, newest first',
        tags,
      },
      input: s.rateFilter,
      output: s.rateDays,
    },
    ({ db }, filter) => listRates(db, filter),
  ),
  overview: query(
    {
      permission: 'rates.read',
      route: {
        method: 'GET',
        path: '/exchange-rates/overview',
        summary: 'Currencies in use and where rates are missing',
        tags,
      },
      input: z.object({}),
      output: s.rateOverview,
    },
    (ctx) => rateOverview(ctx),
  ),
  today: query(
    {
      permission: 'rates.read',
      route: {
        method: 'GET',
        path: '/exchange-rates/today',
        summary: 'What currencies are worth today; without those that have no rate',
        tags,
      },
      input: s.worthFilter,
      output: z.array(s.rate),
    },
    (ctx, { currency, to }) => ratesTo(ctx, to ?? ctx.actor.workspace.currency, currency ?? []),
  ),
  set: command(
    {
      permission: 'rates.manage',
      route: {
        method: 'POST',
        path: '/exchange-rates',
        successStatus: 201,
        summary: 'Give a rate by hand',
        tags,
      },
      input: s.rateInput,
      output: s.rateInput.extend({ rate: z.string(), version: z.int() }),
    },
    setRate,
  ),
  upload: action(
    {
      permission: 'rates.manage',
      route: {
        method: 'POST',
        path: '/exchange-rates/imports',
        inputStructure: 'detailed',
        summary: 'Import rates from a file of the ECB',
        description:
          'The body is the European Central Bank’s daily or historical CSV, as it is or zipped, as text/csv, application/octet-stream or multipart/form-data. With dryRun nothing is written and the answer says what would be.',
        tags,
      },
      input: upload,
      output: s.rateImport,
    },
    (ctx, { query: choice }) => takeFile(ctx, choice),
  ),
}
