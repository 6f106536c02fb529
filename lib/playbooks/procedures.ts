import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { restorePlaybook, savePlaybook } from './commands'
import { findPlaybook, listPlaybooks, versionsOf } from './queries'
import * as s from './schema'

const tags = ['Playbooks']

/** How each type of task is done. */
export const playbooks = {
  list: query(
    {
      permission: 'playbooks.read',
      route: { method: 'GET', path: '/playbooks', summary: 'The playbooks in force', tags },
      input: s.playbookFilter,
      output: f.page(s.playbookItem),
    },
    ({ db }, filter) => listPlaybooks(db, filter),
  ),
  find: query(
    {
      permission: 'playbooks.read',
      route: { method: 'GET', path: '/playbooks/{id}', summary: 'One version', tags },
      input: z.object({ id: f.id }),
      output: s.playbook,
    },
    ({ db }, { id }) => findPlaybook(db, id),
  ),
  history: query(
    {
      permission: 'playbooks.read',
      route: {
        method: 'GET',
        path: '/playbooks/history',
        summary: 'Every version for a type of task, the newest first',
        tags,
      },
      input: s.history,
      output: z.array(s.playbookItem),
    },
    ({ db }, about) => versionsOf(db, about),
  ),
  save: command(
    {
      permission: 'playbooks.manage',
      route: {
        method: 'POST',
        path: '/playbooks',
        successStatus: 201,
        summary: 'Save a version, which is in force at once',
        tags,
      },
      input: s.saving,
      output: s.playbook,
    },
    savePlaybook,
  ),
  restore: command(
    {
      permission: 'playbooks.manage',
      route: {
        method: 'POST',
        path: '/playbooks/{id}/restoration',
        successStatus: 201,
        summary: 'Make an earlier version the newest again',
        tags,
      },
      input: s.restoring,
      output: s.playbook,
    },
    restorePlaybook,
  ),
}
