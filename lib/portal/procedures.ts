import { z } from 'zod'
import { command, query } from '../api/base'
import { range } from '../metrics/schema'
import { changePayoutCurrency } from '../partners/payout-currency'
import {
  editProfile,
  ownId,
  ownProfile,
  profileInput,
  savePayoutDetails,
} from '../partners/profile'
import { partner, payoutCurrencyChange, payoutDetails } from '../partners/schema'
import { portalAnalytics } from './analytics'
import { portalHome } from './queries'
import * as s from './schema'

/** The partner's own view. */
export const portal = {
  home: query(
    {
      permission: 'portal.use',
      route: {
        method: 'GET',
        path: '/portal',
        summary: 'Own standing, earnings and next payout',
        tags: ['Portal'],
      },
      input: z.object({}),
      output: s.portalHome,
    },
    portalHome,
  ),
  analytics: query(
    {
      permission: 'portal.use',
      route: {
        method: 'GET',
        path: '/portal/analytics',
        summary: 'Own funnel and earnings, beside the median of the tier',
        tags: ['Portal'],
      },
      input: range,
      output: s.portalAnalytics,
    },
    portalAnalytics,
  ),
  profile: query(
    {
      permission: 'portal.use',
      route: { method: 'GET', path: '/portal/profile', summary: 'Own profile', tags: ['Portal'] },
      input: z.object({}),
      output: partner,
    },
    ownProfile,
  ),
  editProfile: command(
    {
      permission: 'portal.use',
      route: {
        method: 'PATCH',
        path: '/portal/profile',
        summary: 'Edit own profile',
        tags: ['Portal'],
      },
      input: profileInput,
      output: partner,
    },
    editProfile,
  ),
  savePayoutDetails: command(
    {
      permission: 'portal.use',
      route: {
        method: 'POST',
        path: '/portal/payout-details',
        summary: 'Set own payout details',
        tags: ['Portal'],
      },
      input: payoutDetails,
      output: partner,
    },
    savePayoutDetails,
  ),
  changePayoutCurrency: command(
    {
      permission: 'portal.use',
      route: {
        method: 'POST',
        path: '/portal/payout-currency',
        summary: 'Choose the currency you are paid in',
        tags: ['Portal'],
      },
      input: payoutCurrencyChange,
      output: partner,
    },
    (ctx, { currency }) =>
      changePayoutCurrency(ctx, { id: ownId(ctx), currency: currency ?? null }),
  ),
}
