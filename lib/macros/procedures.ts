import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { addMacro, editMacro, removeMacro } from './commands'
import { listMacros } from './queries'
import * as s from './schema'

const tags = ['Macros']

export const macros = {
  list: query(
    {
      permission: 'macros.use',
      route: { method: 'GET', path: '/macros', summary: 'Canned outcomes and texts', tags },
      input: z.object({}),
      output: z.array(s.macro),
    },
    ({ db, actor }) => listMacros(db, actor.userId),
  ),
  add: command(
    {
      permission: 'macros.use',
      route: {
        method: 'POST',
        path: '/macros',
        successStatus: 201,
        summary: 'Make a macro: staff for everybody, virtual assistants for themselves',
        tags,
      },
      input: s.macroInput,
      output: z.array(s.macro),
    },
    addMacro,
  ),
  edit: command(
    {
      permission: 'macros.use',
      route: { method: 'PUT', path: '/macros/{id}', summary: 'Write a macro anew', tags },
      input: s.macroEdit,
      output: z.array(s.macro),
    },
    editMacro,
  ),
  remove: command(
    {
      permission: 'macros.use',
      route: { method: 'DELETE', path: '/macros/{id}', summary: 'Remove a macro', tags },
      input: z.object({ id: f.id }),
      output: z.array(s.macro),
    },
    (ctx, { id }) => removeMacro(ctx, id),
  ),
}
