import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { deleteView, saveView } from './commands'
import { listViews } from './queries'
import * as s from './schema'

const tags = ['Saved views']

/** Filters that a person named, to come back to. */
export const savedViews = {
  list: query(
    {
      permission: 'views.use',
      route: { method: 'GET', path: '/saved-views', summary: 'Own views of a screen', tags },
      input: s.viewInput.pick({ screen: true }),
      output: z.array(s.savedView),
    },
    ({ db }, { screen }) => listViews(db, screen),
  ),
  save: command(
    {
      permission: 'views.use',
      route: {
        method: 'POST',
        path: '/saved-views',
        successStatus: 201,
        summary: 'Save a view',
        tags,
      },
      input: s.viewInput,
      output: s.savedView,
    },
    saveView,
  ),
  delete: command(
    {
      permission: 'views.use',
      route: { method: 'DELETE', path: '/saved-views/{id}', summary: 'Delete a view', tags },
      input: z.object({ id: f.id }),
      output: z.object({}),
    },
    (ctx, { id }) => deleteView(ctx, id),
  ),
}
