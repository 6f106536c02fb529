import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { ibanEnding } from '@/e2e/iban'
import { giveAccount, makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { bankingDaysAfter } from './arrival'
import { pain001 } from './pain001'
import { payouts } from './procedures'
import { payoutFiles, payoutRuns } from './procedures/sending'
import { sepaText } from './sepa'

let agency: Awaited<ReturnType<typeof openAgency>>
beforeEach(async () => {
  agency = await openAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})
const as = () => ({ context: asking(agency.admin) })
const send = (id: string) => call(payoutRuns.send, { id, provider: 'bank_file' }, as())
const textsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(
    ([, text]) => text as string,
  )

const allowed = /^[A-Za-z0-9/\-?:().,'+ ]*$/

describe('text for banks', () => {
  it('holds only characters that every SEPA bank takes, and never too many', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 140 }),
        (text, max) => {
          const made = sepaText(text, max)
          expect(made).toMatch(allowed)
          expect(made.length).toBeLessThanOrEqual(max)
          expect(made).not.toMatch(/^\/|\/$|\/\//)
        },
      ),
    )
  })

  it.each([
    ['Müller & Söhne', 'Muller + Sohne'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['Ελένη Παππά', 'Eleni Pappa'],
    ['Иван Щукин', 'Ivan Shtukin'],
    ['Straße', 'Strasse'],
    ['//a//b/', 'a/b'],
    ['日本', '..'],
  ])('writes %s as %s', (text, made) => expect(sepaText(text, 70)).toBe(made))
})

describe('pain.001', () => {
  const payment = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
    iban: fc.constant('DE89370400440532013000'),
    bic: fc.constantFrom(null, 'COBADEFFXXX'),
    endToEndId: fc.uuid().map((id) => id.replaceAll('-', '')),
    amount: fc.integer({ min: 1, max: 99_999_999_999 }),
    remittance: fc.string({ unit: 'grapheme', maxLength: 200 }),
  })

  it('has the structure, sums and characters that the schema asks for', () => {
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 20 }), (payments) => {
        const xml = pain001({
          messageId: 'm-1',
          createdAt: new Date('2026-03-04T05:06:07.089Z'),
          executeOn: '2026-03-04',
          debtor: { name: 'A <&> "B"', iban: 'DE89370400440532013000', bic: null },
          payments,
        })
        const total = payments.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
        const written = `${total / 100n}.${String(total % 100n).padStart(2, '0')}`
        expect(textsOf(xml, 'CtrlSum')).toEqual([written, written])
        expect(textsOf(xml, 'NbOfTxs')).toEqual([String(payments.length), String(payments.length)])
        expect(textsOf(xml, 'InstdAmt')).toHaveLength(payments.length)
        for (const amount of textsOf(xml, 'InstdAmt')) expect(amount).toMatch(/^\d{1,9}\.\d{2}$/)
        for (const text of [...textsOf(xml, 'Nm'), ...textsOf(xml, 'Ustrd')])
          expect(text.replaceAll('&apos;', "'")).toMatch(allowed)
        for (const id of [...textsOf(xml, 'EndToEndId'), ...textsOf(xml, 'MsgId')])
          expect(id).toMatch(/^[A-Za-z0-9-]{1,35}$/)
        expect(textsOf(xml, 'CreDtTm')).toEqual(['2026-03-04T05:06:07Z'])
        const order = [
          ...xml.matchAll(
            /<(GrpHdr|PmtInfId|PmtMtd|PmtTpInf|ReqdExctnDt|Dbtr|DbtrAcct|DbtrAgt|ChrgBr|CdtTrfTxInf)>/g,
          ),
        ]
        expect(order.map(([, tag]) => tag).slice(0, 10)).toEqual([
          'GrpHdr',
          'PmtInfId',
          'PmtMtd',
          'PmtTpInf',
          'ReqdExctnDt',
          'Dbtr',
          'DbtrAcct',
          'DbtrAgt',
          'ChrgBr',
          'CdtTrfTxInf',
        ])
        const open: string[] = []
        for (const [, close, tag] of xml.matchAll(/<(\/?)([A-Za-z0-9]+)(?: [^>]*)?>/g)) {
          if (close) expect(open.pop()).toBe(tag)
          else open.push(tag as string)
        }
        expect(open).toEqual([])
      }),
    )
  })
})

describe('banking days', () => {
  it.each([
    ['2026-03-04', 1, '2026-03-05'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-04-02', 1, '2026-04-07'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 3, '2027-01-06'],
    ['2027-03-25', 1, '2027-03-30'],
  ])('after %s, %i of them: %s', (day, count, then) =>
    expect(bankingDaysAfter(day, count)).toBe(then),
  )
})

describe('a bank file', () => {
  it('is made once with the run, and downloads the same to the byte', async () => {
    await useSandbox(agency.workspace.id)
    const { runId, ids, partners } = await makeRun(agency, ['1111', '2222', '3333'])
    await giveAccount(partners[2] as string, 'US123456789', 'Jo =SUM(A1)')
    const sent = await Promise.allSettled(Array.from({ length: 16 }, () => send(runId)))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { files, payouts: rows } = await call(payoutRuns.find, { id: runId }, as())
    expect(rows.map(({ status }) => status)).toEqual(['processing', 'processing', 'processing'])
    expect(files.map(({ format, payments, open }) => [format, payments, open])).toEqual([
      ['pain.001', 2, 2],
      ['csv', 3, 1],
    ])
    const [xmlFile, csvFile] = files
    const read = async (id = '') => (await call(payoutFiles.download, { id }, as())).text()
    const xml = await read(xmlFile?.id)
    expect(await read(xmlFile?.id)).toBe(xml)
    expect(textsOf(xml, 'CtrlSum')).toEqual(['400.00', '400.00'])
    expect(textsOf(xml, 'EndToEndId').sort()).toEqual(
      ids
        .slice(0, 2)
        .map((id) => id.replaceAll('-', ''))
        .sort(),
    )
    expect(textsOf(xml, 'MsgId')).toEqual([`${runId.replaceAll('-', '')}-1`])
    expect(await read(csvFile?.id)).toContain(`Jo =SUM(A1)`)
    const stored = await asOwner<{ body: string }>(
      'select body from payout_files where run_id = $1',
      [runId],
    )
    for (const { body } of stored) expect(body).not.toContain('37040044')
    const [first] = await asOwner('select 1 from payout_files where run_id = $1', [runId])
    expect(first).toBeDefined()
    await expect(asOwner('update payout_files set body = $1', ['x'])).rejects.toThrow(
      /never changed/,
    )
  })

  it('is confirmed once, and a returned payment goes into the next file under its own id', async () => {
    await useSandbox(agency.workspace.id)
    const { runId, ids } = await makeRun(agency, ['1111', '2222'])
    await send(runId)
    const [file] = (await call(payoutRuns.find, { id: runId }, as())).files
    const returned = {
      id: ids[0] as string,
      outcome: 'failed' as const,
      reason: 'Returned: account closed',
    }
    await call(payouts.settle, returned, as())
    const confirm = () =>
      call(payoutFiles.confirm, { id: file?.id as string, reason: 'Statement of today' }, as())
    const said = await Promise.allSettled(Array.from({ length: 16 }, confirm))
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { payouts: rows } = await money(agency.workspace.id)
    expect(rows.find(({ id }) => id === ids[0])?.status).toBe('failed')
    expect(rows.find(({ id }) => id === ids[1])).toMatchObject({
      status: 'paid',
      commissions: ['paid'],
    })
    await call(payouts.retry, { id: ids[0] as string, provider: 'bank_file' }, as())
    const { files } = await call(payoutRuns.find, { id: runId }, as())
    expect(files.map(({ fileNo }) => fileNo)).toEqual([2, 2, 1, 1])
    const again = await (
      await call(payoutFiles.download, { id: files[0]?.id as string }, as())
    ).text()
    expect(textsOf(again, 'EndToEndId')).toEqual([(ids[0] as string).replaceAll('-', '')])
  })

  it('asks first which account pays', async () => {
    const { runId, partners } = await makeRun(agency, ['1111'])
    await giveAccount(partners[0] as string, ibanEnding('1111'))
    await expect(send(runId)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('which account pays'),
    })
  })
})
