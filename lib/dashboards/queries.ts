import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { question } from '../metrics/schema'
import { inReadingOrder } from './rules'
import {
  type Dashboard,
  type DashboardItem,
  display,
  type TemplateKey,
  templateKeys,
  type Widget,
} from './schema'
import { dashboardOf } from './templates'

const mostListed = 200

const visible = (db: Db, userId: string) =>
  db
    .selectFrom('dashboards as d')
    .leftJoin('users as u', 'u.id', 'd.userId')
    .select(({ eb }) => [
      'd.id',
      'd.name',
      'd.shared',
      'd.template',
      'd.version',
      'd.updatedAt',
      'u.name as ownerName',
      eb('d.userId', '=', userId).$castTo<boolean>().as('own'),
    ])

/** One's own, then what colleagues share. */
export const listDashboards = (db: Db, userId: string): Promise<DashboardItem[]> =>
  visible(db, userId)
    .orderBy('own', 'desc')
    .orderBy('d.createdAt')
    .orderBy('d.id')
    .limit(mostListed)
    .execute()

/** A configuration is read as it was kept; what it asks may have gone from the product since. */
function widgetOf({
  config,
  ...row
}: Pick<Widget, 'id' | 'title' | 'x' | 'y' | 'width' | 'height'> & { config: unknown }): Widget {
  const kept = config as { question?: unknown; display?: unknown }
  return {
    ...row,
    question: question.safeParse(kept.question).data ?? null,
    display: display.safeParse(kept.display).data ?? 'chart',
  }
}

export async function findDashboard(db: Db, userId: string, id: string): Promise<Dashboard> {
  const [found, widgets] = await Promise.all([
    visible(db, userId).where('d.id', '=', id).executeTakeFirst(),
    db
      .selectFrom('dashboardWidgets')
      .select(['id', 'title', 'config', 'x', 'y', 'width', 'height'])
      .where('dashboardId', '=', id)
      .orderBy('ordinal')
      .execute(),
  ])
  if (!found) throw notFound('dashboard')
  const { updatedAt: _, ...dashboard } = found
  return { ...dashboard, widgets: inReadingOrder(widgets.map(widgetOf)) }
}

const isTemplate = (name: string): name is TemplateKey =>
  (templateKeys as readonly string[]).includes(name)

/** A dashboard by its id, or a template by its name. */
export const findAny = async (db: Db, userId: string, which: string): Promise<Dashboard> =>
  isTemplate(which) ? dashboardOf(which) : findDashboard(db, userId, which)
