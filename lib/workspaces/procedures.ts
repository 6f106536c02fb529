import { z } from 'zod'
import { command, query } from '../api/base'
import { editSettings } from './commands'
import { findSettings } from './queries'
import * as schema from './schema'

const door = { permission: 'workspace.manage', route: false } as const

export const workspace = {
  settings: query({ ...door, input: z.object({}), output: schema.settings }, ({ actor, db }) =>
    findSettings(db, actor.workspace.id),
  ),
  edit: command({ ...door, input: schema.settingsEdit, output: schema.settings }, editSettings),
}
