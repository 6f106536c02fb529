import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import * as s from './schema'
import {
  addHolidays,
  editTypes,
  editWorkSettings,
  findWorkSettings,
  recomputeSoon,
  removeHoliday,
} from './settings'

const tags = ['Work settings']
const nothing = z.object({})

/** How the workspace hands out work, by when it is due and how it is checked. */
export const work = {
  settings: query(
    {
      permission: 'assistants.read',
      route: { method: 'GET', path: '/work-settings', summary: 'The settings of work', tags },
      input: nothing,
      output: s.settings,
    },
    ({ db }) => findWorkSettings(db),
  ),
  edit: command(
    {
      permission: 'workspace.manage',
      route: { method: 'PUT', path: '/work-settings', summary: 'Save the settings of work', tags },
      input: s.settingsEdit,
      output: s.settings,
    },
    editWorkSettings,
  ),
  editTypes: command(
    {
      permission: 'workspace.manage',
      route: {
        method: 'PUT',
        path: '/work-settings/types',
        summary: 'Save what types of tasks ask for',
        tags,
      },
      input: s.typesEdit,
      output: s.settings,
    },
    editTypes,
  ),
  addHolidays: command(
    {
      permission: 'workspace.manage',
      route: {
        method: 'POST',
        path: '/work-settings/holidays',
        summary: 'Add days on which deadlines stand still',
        tags,
      },
      input: s.holidaysInput,
      output: s.settings,
    },
    addHolidays,
  ),
  removeHoliday: command(
    {
      permission: 'workspace.manage',
      route: {
        method: 'DELETE',
        path: '/work-settings/holidays/{day}',
        summary: 'Remove a holiday',
        tags,
      },
      input: z.object({ day: f.day }),
      output: s.settings,
    },
    removeHoliday,
  ),
  recompute: command(
    {
      permission: 'workspace.manage',
      route: {
        method: 'POST',
        path: '/work-settings/recomputation',
        summary: 'Give open tasks their deadlines anew, by the settings of now',
        tags,
      },
      input: nothing,
      output: nothing,
    },
    async (ctx) => {
      await recomputeSoon(ctx)
      return {}
    },
  ),
}
