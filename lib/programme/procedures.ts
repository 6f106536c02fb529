import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { addCampaign, adoptTerms, withdrawVersion } from './commands'
import { dryRunTerms } from './dry-run'
import { listCampaigns, listVersions } from './queries'
import * as s from './schema'

const tags = ['Programme']

export const programme = {
  versions: query(
    {
      permission: 'programme.read',
      route: {
        method: 'GET',
        path: '/programme/versions',
        summary: 'The rules of the programme in all their versions, newest first',
        tags,
      },
      input: z.object({}),
      output: z.array(s.programmeVersion),
    },
    ({ db, actor, now }) => listVersions(db, actor.workspace.id, now),
  ),
  dryRun: query(
    {
      permission: 'programme.manage',
      route: {
        method: 'POST',
        path: '/programme/dry-runs',
        summary: 'What the deals of a period would have earned under other rules; writes nothing',
        tags,
      },
      input: s.dryRunInput,
      output: s.dryRun,
    },
    dryRunTerms,
  ),
  adopt: command(
    {
      permission: 'programme.manage',
      route: {
        method: 'POST',
        path: '/programme/versions',
        successStatus: 201,
        summary: 'Put new rules into force, at once or from a day on',
        tags,
      },
      input: s.adoption,
      output: s.programmeVersion,
    },
    adoptTerms,
  ),
  withdraw: command(
    {
      permission: 'programme.manage',
      route: {
        method: 'POST',
        path: '/programme/versions/{version}/withdrawal',
        summary: 'Withdraw rules that have not begun',
        tags,
      },
      input: z.object({ version: f.version }),
      output: z.array(s.programmeVersion),
    },
    withdrawVersion,
  ),
  campaigns: query(
    {
      permission: 'programme.read',
      route: { method: 'GET', path: '/campaigns', summary: 'The campaigns', tags },
      input: z.object({}),
      output: z.array(s.campaign),
    },
    ({ db }) => listCampaigns(db),
  ),
  addCampaign: command(
    {
      permission: 'programme.manage',
      route: {
        method: 'POST',
        path: '/campaigns',
        successStatus: 201,
        summary: 'Add a campaign',
        tags,
      },
      input: z.object({ name: f.line(80) }),
      output: s.campaign,
    },
    addCampaign,
  ),
}
