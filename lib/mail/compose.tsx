import type { ReactElement } from 'react'
import { linkToken, questionName } from '../auth/link-token'
import type { Role } from '../auth/permissions'
import type { Db } from '../db/with-actor'
import { env } from '../env'
import { formatMoney } from '../money'
import { contentTypes, formatLabels, limits } from '../reports/labels'
import { rangeWords } from '../reports/period'
import { sentReport } from '../reports/queries'
import { formatDate } from '../time'
import type { MailData, MailTemplate } from './schema'
import * as application from './templates/application'
import * as conflict from './templates/client-conflict'
import * as fulfilment from './templates/fulfilment'
import * as invitation from './templates/invitation'
import * as ledger from './templates/ledger-difference'
import * as money from './templates/money'
import * as protection from './templates/protection'
import * as reports from './templates/report-ready'
import * as digest from './templates/tasks-digest'

export type Sender = { slug: string; name: string; timezone: string }
export type Attachment = { key: string; name: string; type: string }
export type Composed = {
  subject: string
  body: ReactElement
  /** A file of the storage that goes along. */
  attachment?: Attachment
}
type Compose<T extends MailTemplate> = (
  data: MailData<T>,
  from: Sender,
  db: Db,
) => Promise<Composed | null>

export const urlTo = (path: string) => new URL(path, env.appUrl).href

const statusLink = (from: Sender, applicationId: string) =>
  urlTo(`/p/${from.slug}/applications/${linkToken('application', applicationId)}`)

async function invite(id: string, from: Sender, db: Db) {
  const row = await db
    .selectFrom('invitations as i')
    .leftJoin('users as u', 'u.id', 'i.invitedBy')
    .leftJoin('partners as p', 'p.id', 'i.partnerId')
    .select(['i.role', 'i.expiresAt', 'i.revokedAt', 'i.acceptedAt', 'u.name as invitedBy'])
    .select(['p.name', 'p.applicationId'])
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!row || row.revokedAt || row.acceptedAt) return null
  const props = {
    sender: from.name,
    role: row.role as Role,
    invitedBy: row.invitedBy || null,
    expires: formatDate(row.expiresAt, from.timezone),
    link: urlTo(`/invitations/${linkToken('invitation', id)}`),
    approved: row.applicationId !== null,
    name: row.name ?? '',
  }
  return { subject: invitation.subject(props), body: <invitation.Invitation {...props} /> }
}

function applicant(
  kind: application.ApplicationMail,
  data: { applicationId: string; name: string; reason?: string },
  from: Sender,
): Composed {
  const link = statusLink(from, data.applicationId)
  const props = { ...data, kind, link, sender: from.name }
  return { subject: application.subject(props), body: <application.Application {...props} /> }
}

/** From what a row carries to what is read; null when there is nothing to say any more. */
export const composers: { [T in MailTemplate]: Compose<T> } = {
  invitation: ({ invitationId }, from, db) => invite(invitationId, from, db),
  'application-received': async (data, from) => applicant('received', data, from),
  'application-known': async (data, from) => applicant('known', data, from),
  'application-rejected': async (data, from) => applicant('rejected', data, from),

  'commission-approved': async ({ amount, currency, ...data }, from) => {
    const link = urlTo(`/${from.slug}/portal/commissions`)
    const props = { ...data, sender: from.name, amount: formatMoney(amount, currency), link }
    return { subject: money.approvedSubject(props), body: <money.CommissionApproved {...props} /> }
  },

  'payout-paid': async ({ amount, currency, ...data }, from) => {
    const link = urlTo(`/${from.slug}/portal/payouts`)
    const props = { ...data, sender: from.name, amount: formatMoney(amount, currency), link }
    return { subject: money.paidSubject(props), body: <money.PayoutPaid {...props} /> }
  },

  'client-conflict': async ({ conflictId, ...data }, from) => {
    const link = urlTo(`/${from.slug}/conflicts?open=${conflictId}`)
    const props = { ...data, sender: from.name, link }
    return { subject: conflict.subject(props), body: <conflict.ClientConflict {...props} /> }
  },

  'conflict-ruled': async ({ leadId, until, ...data }, from) => {
    const link = leadId && urlTo(`/${from.slug}/portal/leads/${leadId}`)
    const end = until && formatDate(until, from.timezone)
    const props = { ...data, sender: from.name, until: end, link }
    return {
      subject: protection.ruledSubject(props),
      body: <protection.ConflictRuled {...props} />,
    }
  },

  'protection-ending': async ({ leadId, until, ...data }, from) => {
    const link = urlTo(`/${from.slug}/portal/leads/${leadId}`)
    const props = { ...data, sender: from.name, until: formatDate(until, from.timezone), link }
    return {
      subject: protection.endingSubject(props),
      body: <protection.ProtectionEnding {...props} />,
    }
  },

  'question-asked': async ({ actionId, ...data }, from, db) => {
    const row = await db
      .selectFrom('pendingActions')
      .select('askedAt')
      .where('id', '=', actionId)
      .where('status', '=', 'requires_customer')
      .executeTakeFirst()
    if (!row?.askedAt) return null
    const link = urlTo(`/questions/${linkToken('question', questionName(actionId, row.askedAt))}`)
    const props = { ...data, sender: from.name, link }
    return {
      subject: fulfilment.askedSubject(props),
      body: <fulfilment.QuestionAsked {...props} />,
    }
  },

  'listings-live': async (data, from) => {
    const props = { ...data, sender: from.name, link: urlTo(`/${from.slug}/account/listings`) }
    return { subject: fulfilment.liveSubject(props), body: <fulfilment.ListingsLive {...props} /> }
  },

  'batch-finished': async (data, from) => {
    const props = { ...data, sender: from.name, link: urlTo(`/${from.slug}/account/listings`) }
    return {
      subject: fulfilment.finishedSubject(props),
      body: <fulfilment.BatchFinished {...props} />,
    }
  },

  'tasks-digest': async ({ late, stuck }, from) => {
    const props = {
      sender: from.name,
      late: late.map(({ title }) => title),
      stuck: stuck.map(({ title }) => title),
      link: urlTo(`/${from.slug}/work`),
    }
    return { subject: digest.subject(props), body: <digest.TasksDigest {...props} /> }
  },

  'report-ready': async ({ linkId }, from, db) => {
    const found = await sentReport(db, linkId)
    if (!found) return null
    const { fileKey, fileName, fileBytes, format, name, periodFrom, periodTo, expiresAt } = found
    const attached = fileBytes <= limits.attachmentBytes
    const props = {
      ...{ name, attached, sender: from.name },
      format: formatLabels[format],
      period: rangeWords({ from: periodFrom, to: periodTo }),
      expires: formatDate(expiresAt, from.timezone),
      link: urlTo(`/reports/${linkToken('report', linkId)}`),
    }
    return {
      subject: reports.subject(props),
      body: <reports.ReportReady {...props} />,
      ...(attached
        ? { attachment: { key: fileKey, name: fileName, type: contentTypes[format] } }
        : {}),
    }
  },

  'ledger-difference': async ({ partners }, from) => {
    const link = urlTo(`/${from.slug}/partners/${partners[0]?.id}`)
    const props = { names: partners.map(({ name }) => name), sender: from.name, link }
    return { subject: ledger.subject(props), body: <ledger.LedgerDifference {...props} /> }
  },
}
