import { z } from 'zod'
import { templateFault } from './template'

/**
 * How the automation submits to a directory: data, never code. What a template names is the business's,
 * or one of referenceId, customer.*, directory.*, secret.*; the host is always the recipe's own.
 */

const template = z
  .string()
  .max(4000, 'Please keep this under 4,000 characters.')
  .superRefine((text, ctx) => {
    const fault = templateFault(text)
    if (fault) ctx.addIssue({ code: 'custom', message: fault })
  })

/** Placeholders may stand in path and query alone: data of a customer never chooses the host. */
const address = template.refine(
  (text) => /^https?:\/\/[a-z0-9.-]+(:\d+)?(\/|$)/i.test(text) && URL.canParse(text),
  'Give a full address, such as https://directory.example/api/submit. Placeholders may stand after the host only.',
)

const pointer = z
  .string()
  .regex(/^(\/[^/]+)+$/, 'Give a JSON pointer, such as /data/url.')
  .max(300)

/** Everything given must hold. */
const test = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).min(1).max(20).optional(),
    /** Stands in the body. */
    text: z.string().min(1).max(300).optional(),
    pointer: pointer.optional(),
    equals: z.union([z.string().max(300), z.number(), z.boolean()]).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'Name a status, a text or a pointer.')
  .refine((given) => given.equals === undefined || given.pointer, {
    message: 'Say with pointer where the value is.',
    path: ['pointer'],
  })
export type AnswerTest = z.output<typeof test>

const locator = z.union([
  z.strictObject({ pointer }),
  z.strictObject({ header: z.enum(['location']) }),
])
export type Locator = z.output<typeof locator>

const outcome = z.enum(['submitted', 'under_review', 'live'])

const api = z.strictObject({
  version: z.literal(1),
  method: z.literal('api'),
  request: z.strictObject({
    verb: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
    url: address,
    headers: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, 'This is not the name of a header.')
          .refine(
            (name) => !/^(host|content-length|transfer-encoding|connection|cookie)$/i.test(name),
            'This header is set by us.',
          ),
        template,
      )
      .default({}),
    body: z.strictObject({
      as: z.enum(['json', 'form']).default('json'),
      /** Name, dotted for what is nested, and its value. */
      fields: z
        .record(z.string().min(1).max(120), z.union([template, z.number(), z.boolean()]))
        .refine((fields) => Object.keys(fields).length <= 200, 'At most 200 fields.'),
    }),
  }),
  answer: z.strictObject({
    success: test.default({ status: [200, 201, 202, 204] }),
    alreadyListed: test.optional(),
    live: test.optional(),
    listingUrl: locator.optional(),
    reference: locator.optional(),
    /** Where the directory says what is wrong. */
    message: pointer.optional(),
    outcome: outcome.default('submitted'),
  }),
  timeoutSeconds: z.int().min(1).max(120).default(30),
})
export type ApiRecipe = z.output<typeof api>

const text = z.string().min(1).max(300)
const target = z
  .union([
    z.strictObject({ label: text }),
    z.strictObject({ placeholder: text }),
    z.strictObject({ button: text }),
    z.strictObject({ link: text }),
    z.strictObject({ text }),
    z.strictObject({ css: text }),
  ])
  .describe(
    'A label, placeholder, button, link, text or css, by which a part of the page is found.',
  )
export type Target = z.output<typeof target>

/** What stops the automation and calls a person, or ends the item. */
export const detections = [
  'captcha',
  'sms_required',
  'phone_required',
  'email_confirmation',
  'document_required',
  'account_required',
  'payment_required',
  'content_review',
  'validation',
  'blocked',
  'already_listed',
  'directory_closed',
  'refused',
] as const
export type Detection = (typeof detections)[number]

const optional = z.boolean().default(false)
const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('goto'), url: address }),
  z.strictObject({ do: z.literal('fill'), target, value: template, optional }),
  z.strictObject({ do: z.literal('select'), target, value: template, optional }),
  z.strictObject({ do: z.literal('check'), target, optional }),
  /** A file from a web address of the business, such as its logo. */
  z.strictObject({ do: z.literal('upload'), target, from: template, optional }),
  z.strictObject({ do: z.literal('click'), target, optional }),
  z.strictObject({ do: z.literal('waitFor'), target }),
  z.strictObject({ do: z.literal('expectText'), text: template }),
  z.strictObject({ do: z.literal('screenshot'), name: text }),
  z.strictObject({ do: z.literal('detect'), what: z.enum(detections), when: target }),
  z.strictObject({
    do: z.literal('read'),
    into: z.enum(['listingUrl', 'reference']),
    target: target.optional(),
    /** An attribute, such as href; left out, the text; without a target, the page's own address. */
    attribute: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .optional(),
  }),
])
export type Step = z.output<typeof step>

const browser = z.strictObject({
  version: z.literal(1),
  method: z.literal('headless_browser'),
  steps: z
    .array(step)
    .min(1)
    .max(80)
    .refine((steps) => steps[0]?.do === 'goto', 'The first step goes to a page.'),
  outcome: outcome.default('submitted'),
  timeoutSeconds: z.int().min(5).max(600).default(120),
})
export type BrowserRecipe = z.output<typeof browser>

export const recipe = z.discriminatedUnion('method', [api, browser])
export type Recipe = z.output<typeof recipe>
export type RecipeInput = z.input<typeof recipe>
