import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import {
  captureOwn,
  createBrowserKey,
  editBrowserKey,
  editEventSettings,
  revokeBrowserKey,
} from './commands'
import { findEventSettings, listBrowserKeys } from './queries'
import * as schema from './schema'

const nothing = z.object({})
const manage = { permission: 'events.manage' } as const
const tags = ['Events']

/** What happened elsewhere, sent in to be counted. */
export const events = {
  /** Keys are answered by the event door in front of this one (lib/api/event-door.ts). */
  capture: command(
    {
      permission: 'events.write',
      route: {
        method: 'POST',
        path: '/events',
        tags,
        summary: 'Send events, up to 500 at a time; each id counts once',
      },
      input: schema.captureCall,
      output: schema.captured,
    },
    captureOwn,
  ),

  settings: query(
    { ...manage, route: false, input: nothing, output: schema.eventSettings },
    ({ db }) => findEventSettings(db),
  ),

  editSettings: command(
    { ...manage, route: false, input: schema.eventSettings, output: nothing },
    async (ctx, input) => {
      await editEventSettings(ctx, input)
      return {}
    },
  ),
}

/** Keys that stand in the pages of a site. */
export const browserKeys = {
  list: query(
    {
      ...manage,
      route: { method: 'GET', path: '/browser-keys', tags, summary: 'List the browser keys' },
      input: nothing,
      output: z.object({ items: z.array(schema.browserKey) }),
    },
    async ({ db }) => ({ items: await listBrowserKeys(db) }),
  ),

  create: command(
    {
      ...manage,
      route: {
        method: 'POST',
        path: '/browser-keys',
        tags,
        summary: 'Make a browser key for the pages of some sites',
        successStatus: 201,
      },
      input: schema.browserKeyInput,
      output: schema.browserKey,
    },
    createBrowserKey,
  ),

  edit: command(
    {
      ...manage,
      route: { method: 'PATCH', path: '/browser-keys/{id}', tags, summary: 'Name other sites' },
      input: schema.browserKeyInput.extend({ id: f.id }),
      output: nothing,
    },
    async (ctx, input) => {
      await editBrowserKey(ctx, input)
      return {}
    },
  ),

  revoke: command(
    {
      ...manage,
      route: {
        method: 'POST',
        path: '/browser-keys/{id}/revocation',
        tags,
        summary: 'Revoke a browser key',
      },
      input: z.object({ id: f.id }),
      output: nothing,
    },
    async (ctx, { id }) => {
      await revokeBrowserKey(ctx, id)
      return {}
    },
  ),
}
