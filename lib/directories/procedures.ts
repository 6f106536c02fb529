import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { addDirectory, editDirectory, switchDirectory } from './commands'
import { exportDirectories } from './export'
import { addFromCatalogue } from './from-catalogue'
import { countDirectories, findDirectory, listCatalogue, listDirectories } from './queries'
import * as s from './schema'

const tags = ['Directories']
const byId = z.object({ id: f.id })

export const directories = {
  list: query(
    {
      permission: 'directories.read',
      route: { method: 'GET', path: '/directories', summary: 'List directories', tags },
      input: s.directoryFilter,
      output: f.page(s.directoryItem),
    },
    ({ db }, filter) => listDirectories(db, filter),
  ),
  count: query(
    {
      permission: 'directories.read',
      route: { method: 'GET', path: '/directories/count', summary: 'Count directories', tags },
      input: s.directoryMatch,
      output: f.cappedCount,
    },
    ({ db }, match) => countDirectories(db, match),
  ),
  export: query(
    {
      permission: 'directories.read',
      route: { method: 'GET', path: '/directories/export', summary: 'Directories as CSV', tags },
      input: s.directoryFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportDirectories(ctx, filter),
  ),
  catalogue: query(
    {
      permission: 'directories.read',
      route: {
        method: 'GET',
        path: '/directories/catalogue',
        summary: 'The catalogue that ships with the product',
        tags,
      },
      input: z.object({}),
      output: z.array(s.catalogueItem),
    },
    ({ db }) => listCatalogue(db),
  ),
  addFromCatalogue: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'POST',
        path: '/directories/catalogue',
        summary: 'Add directories from the catalogue',
        description: 'Without `slugs`, all of them. What is here already stays as it is.',
        tags,
      },
      input: s.catalogueChoice,
      output: z.object({ added: z.int(), known: z.int() }),
    },
    addFromCatalogue,
  ),
  add: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'POST',
        path: '/directories',
        summary: 'Add a directory',
        successStatus: 201,
        tags,
      },
      input: s.directoryInput,
      output: s.directory,
    },
    addDirectory,
  ),
  find: query(
    {
      permission: 'directories.read',
      route: { method: 'GET', path: '/directories/{id}', summary: 'One directory', tags },
      input: byId,
      output: s.directory,
    },
    ({ db }, { id }) => findDirectory(db, id),
  ),
  timeline: query(
    {
      permission: 'directories.read',
      route: {
        method: 'GET',
        path: '/directories/{id}/events',
        summary: 'What happened to a directory',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db }, { id }) => {
      await findDirectory(db, id)
      return timelineOf(db, 'directory', id)
    },
  ),
  edit: command(
    {
      permission: 'directories.manage',
      route: { method: 'PATCH', path: '/directories/{id}', summary: 'Edit a directory', tags },
      input: s.directoryEdit,
      output: s.directory,
    },
    editDirectory,
  ),
  switch: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'POST',
        path: '/directories/{id}/switch',
        summary: 'Switch a directory on or off',
        tags,
      },
      input: s.directorySwitch,
      output: s.directory,
    },
    switchDirectory,
  ),
}
