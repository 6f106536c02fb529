import type { NavItem } from '@/components/shell/nav'
import type { Member } from '@/lib/auth/actor'
import { isStaff, may, type Permission } from '@/lib/auth/permissions'
import { boardListLabels } from '@/lib/routing/labels'
import { shownSums } from '../(console)/commissions/_components/status-sums'

type Entry = Omit<NavItem, 'href'> & { path: string; needs: Permission }

const console: Entry[] = [
  {
    label: 'Analytics',
    path: 'analytics',
    icon: 'chart-column',
    keys: 'g n',
    needs: 'analytics.read',
  },
  {
    label: 'Leads',
    path: 'leads',
    icon: 'square-kanban',
    keys: 'g l',
    section: 'Pipeline',
    phone: true,
    needs: 'leads.read',
    shape: { action: true },
  },
  {
    label: 'Conflicts',
    path: 'conflicts',
    icon: 'scale',
    keys: 'g o',
    needs: 'leads.rule',
    shape: { described: true },
  },
  { label: 'Imports', path: 'imports', icon: 'file-up', keys: 'g i', needs: 'leads.import' },
  {
    label: 'Applications',
    path: 'applications',
    icon: 'inbox',
    keys: 'g a',
    section: 'Programme',
    phone: true,
    needs: 'applications.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Partners',
    path: 'partners',
    icon: 'handshake',
    keys: 'g p',
    needs: 'partners.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Commissions',
    path: 'commissions',
    icon: 'coins',
    keys: 'g c',
    section: 'Money',
    phone: true,
    needs: 'commissions.read',
    shape: { described: true, stats: shownSums.map(([, label]) => label) },
  },
  {
    label: 'Payouts',
    path: 'payouts',
    icon: 'wallet',
    keys: 'g y',
    phone: true,
    needs: 'payouts.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Risk',
    path: 'risk',
    icon: 'shield-alert',
    keys: 'g r',
    needs: 'risk.read',
    shape: { described: true },
  },
  {
    label: 'Ledger',
    path: 'ledger',
    icon: 'book-open',
    keys: 'g b',
    needs: 'ledger.read',
    shape: { described: true },
  },
  {
    label: 'Customers',
    path: 'customers',
    icon: 'building-2',
    keys: 'g u',
    section: 'Fulfilment',
    needs: 'customers.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Action center',
    path: 'work',
    icon: 'list-checks',
    keys: 'g w',
    needs: 'work.supervise',
    shape: { described: true, stats: Object.values(boardListLabels) },
  },
  {
    label: 'Batches',
    path: 'batches',
    icon: 'layers',
    keys: 'g m',
    needs: 'batches.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Queue',
    path: 'queue',
    icon: 'activity',
    keys: 'g q',
    needs: 'queue.read',
    shape: { described: true },
  },
  {
    label: 'Listings',
    path: 'listings',
    icon: 'map-pin',
    keys: 'g t',
    needs: 'listings.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Directories',
    path: 'directories',
    icon: 'globe',
    keys: 'g d',
    needs: 'directories.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Virtual assistants',
    path: 'assistants',
    icon: 'users',
    keys: 'g v',
    section: 'Team',
    needs: 'assistants.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Reports',
    path: 'analytics/reports',
    icon: 'file-text',
    keys: 'g e',
    section: 'Analytics',
    needs: 'analytics.read',
    shape: { described: true, action: true },
  },
  {
    label: 'Settings',
    path: 'settings',
    icon: 'settings',
    keys: 'g s',
    section: 'Workspace',
    needs: 'members.read',
  },
]

const portal: Entry[] = [
  { label: 'Home', path: 'portal', icon: 'house', keys: 'g h', phone: true, needs: 'portal.use' },
  {
    label: 'Leads',
    path: 'portal/leads',
    icon: 'square-kanban',
    keys: 'g l',
    phone: true,
    needs: 'portal.use',
    shape: { title: 'Your leads', described: true, action: true },
  },
  {
    label: 'Commissions',
    path: 'portal/commissions',
    icon: 'coins',
    keys: 'g c',
    phone: true,
    needs: 'portal.use',
    shape: { title: 'Your commissions', described: true },
  },
  {
    label: 'Payouts',
    path: 'portal/payouts',
    icon: 'wallet',
    keys: 'g y',
    phone: true,
    needs: 'portal.use',
    shape: { title: 'Your payouts', described: true },
  },
  {
    label: 'Figures',
    path: 'portal/analytics',
    icon: 'activity',
    keys: 'g n',
    needs: 'portal.use',
    shape: { title: 'Your figures', described: true },
  },
  {
    label: 'Profile',
    path: 'portal/profile',
    icon: 'user-round',
    keys: 'g u',
    needs: 'portal.use',
  },
]

const area: Entry[] = [
  { label: 'Home', path: 'account', icon: 'house', keys: 'g h', phone: true, needs: 'area.use' },
  {
    label: 'Listings',
    path: 'account/listings',
    icon: 'link',
    keys: 'g l',
    phone: true,
    needs: 'area.use',
    shape: { title: 'Your listings', described: true },
  },
  {
    label: 'Batches',
    path: 'account/batches',
    icon: 'layers',
    keys: 'g b',
    phone: true,
    needs: 'area.use',
  },
  {
    label: 'Questions',
    path: 'account/questions',
    icon: 'message-circle',
    keys: 'g q',
    phone: true,
    needs: 'area.use',
  },
  { label: 'Profile', path: 'account/profile', icon: 'user-round', keys: 'g u', needs: 'area.use' },
]

type Outside = 'va' | 'partner' | 'customer'

const desk: Entry[] = [
  {
    label: 'Tasks',
    path: 'tasks',
    icon: 'list-checks',
    keys: 'g t',
    phone: true,
    needs: 'tasks.work',
  },
  {
    label: 'Your hours',
    path: 'tasks/hours',
    icon: 'clock',
    keys: 'g h',
    phone: true,
    needs: 'tasks.work',
  },
]

const sections: Record<Outside, Entry[]> = { va: desk, partner: portal, customer: area }

/** What a person may visit, in the order of the sidebar. */
export const navOf = (actor: Member): NavItem[] =>
  (isStaff(actor.role) ? console : sections[actor.role as Outside])
    .filter(({ needs }) => may(actor, needs))
    .map(({ path, needs: _, ...item }) => ({ ...item, href: `/${actor.workspace.slug}/${path}` }))
