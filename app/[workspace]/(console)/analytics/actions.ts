'use server'

import { act } from '@/lib/api/actions'
import { dashboards } from '@/lib/dashboards/procedures'
import { metrics } from '@/lib/metrics/procedures'
import { reports } from '@/lib/reports/procedures'

/** One question again, for a widget that failed or is new. */
export async function askQuestion(slug: string, input: unknown) {
  return act(metrics.ask, slug, input)
}

/** What a figure can be filtered by, in words. */
export async function valuesOf(slug: string, input: unknown) {
  return act(reports.values, slug, input)
}

export async function createDashboard(slug: string, input: unknown) {
  return act(dashboards.create, slug, input)
}

export async function editDashboard(slug: string, input: unknown) {
  return act(dashboards.edit, slug, input)
}

export async function saveLayout(slug: string, input: unknown) {
  return act(dashboards.save, slug, input)
}

export async function deleteDashboard(slug: string, id: string) {
  return act(dashboards.delete, slug, { id })
}
