'use server'

import { act } from '@/lib/api/actions'
import { reportExecutions, reports } from '@/lib/reports/procedures'

export async function keepReport(slug: string, input: object) {
  return act(reports.create, slug, { ...input, run: false })
}

export async function editReport(slug: string, id: string, input: object) {
  return act(reports.edit, slug, { ...input, id })
}

export async function previewReport(slug: string, definition: unknown) {
  return act(reports.preview, slug, definition)
}

export async function upcomingRuns(slug: string, input: unknown) {
  return act(reports.upcoming, slug, input)
}

export async function runReport(slug: string, id: string, send: boolean) {
  return act(reports.run, slug, { id, send })
}

export async function switchReport(slug: string, id: string, active: boolean) {
  return act(reports.switch, slug, { id, active })
}

export async function deleteReport(slug: string, id: string) {
  return act(reports.remove, slug, { id })
}

export async function retryExecution(slug: string, id: string) {
  return act(reportExecutions.retry, slug, { id })
}

export async function deleteExecution(slug: string, id: string) {
  return act(reportExecutions.remove, slug, { id })
}
