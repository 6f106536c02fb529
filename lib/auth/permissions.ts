export const roles = ['owner', 'admin', 'manager', 'va', 'partner', 'customer'] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  manager: 'Manager',
  va: 'Virtual assistant',
  partner: 'Partner',
  customer: 'Customer',
}

const staff = ['owner', 'admin', 'manager'] as const
const admins = ['owner', 'admin'] as const

/**
 * Who may do what: the one table. Rows are narrowed further by row level security, so a partner
 * with `leads.read` reads their own leads only.
 */
export const permissions = {
  'workspace.read': roles,
  'workspace.manage': admins,
  'members.read': staff,
  'members.manage': admins,
  'applications.read': staff,
  'applications.review': staff,
  'programme.read': staff,
  'programme.manage': admins,
  'partners.read': staff,
  'partners.manage': admins,
  'leads.read': [...staff, 'partner'],
  'leads.register': [...staff, 'partner'],
  'leads.edit': [...staff, 'partner'],
  'leads.move': staff,
  'leads.refund': admins,
  'leads.share': admins,
  'leads.import': admins,
  'leads.rule': admins,
  /** A virtual assistant sees their own. */
  'calls.read': [...staff, 'va'],
  /** About leads, also for somebody else; those of tasks are written by their outcomes. */
  'calls.log': staff,
  'risk.read': staff,
  'risk.review': admins,
  'operations.undo': admins,
  'commissions.read': [...staff, 'partner'],
  'commissions.review': admins,
  'payouts.read': [...staff, 'partner'],
  /** A manager also needs a delegation. */
  'payouts.approve': staff,
  'payouts.manage': admins,
  'ledger.read': [...staff, 'partner'],
  'rates.read': [...staff, 'partner'],
  'rates.manage': admins,
  'customers.read': staff,
  'customers.manage': staff,
  /** Tiers, periods and credits by hand. */
  'customers.bill': admins,
  'directories.read': [...staff, 'va'],
  'directories.manage': admins,
  'batches.read': staff,
  'batches.manage': staff,
  'queue.read': staff,
  /** Claims items and says what became of them. */
  'queue.work': [...staff, 'va'],
  'listings.read': staff,
  'listings.manage': staff,
  /** A customer sees those of their own listings. */
  'proofs.read': [...staff, 'va', 'customer'],
  'actions.read': [...staff, 'va'],
  /** Those that nobody holds. */
  'actions.work': staff,
  /** Virtual assistants as people: their skills, hours and leave. */
  'assistants.read': staff,
  'assistants.manage': staff,
  /** Takes tasks and holds them. */
  'tasks.work': ['va'],
  'macros.use': [...staff, 'va'],
  /** Gives out tasks, moves them, and reviews what was done. */
  'work.supervise': staff,
  'playbooks.read': [...staff, 'va'],
  'playbooks.manage': staff,
  /** Figures and rows of analytics. */
  'analytics.read': staff,
  'events.write': staff,
  /** Browser keys, retention and quotas. */
  'events.manage': admins,
  /** Dashboards of one's own. */
  'dashboards.use': staff,
  'reports.manage': staff,
  'portal.use': ['partner'],
  'area.use': ['customer'],
  'views.use': staff,
  'keys.use': roles,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]

export const permissionLabels: Record<Permission, string> = {
  'workspace.read': 'See the workspace',
  'workspace.manage': 'Change the settings',
  'members.read': 'See members',
  'members.manage': 'Invite and remove members',
  'applications.read': 'See applications',
  'applications.review': 'Review applications',
  'programme.read': 'See the rules',
  'programme.manage': 'Change the rules',
  'partners.read': 'See partners',
  'partners.manage': 'Manage partners',
  'leads.read': 'See leads',
  'leads.register': 'Register leads',
  'leads.edit': 'Edit leads',
  'leads.move': 'Move leads',
  'leads.refund': 'Record refunds',
  'leads.share': 'Share deals',
  'leads.import': 'Import leads',
  'leads.rule': 'Rule on conflicts',
  'calls.read': 'See calls',
  'calls.log': 'Log calls',
  'risk.read': 'See risk flags',
  'risk.review': 'Settle risk flags',
  'operations.undo': 'Undo bans, rejections and tier moves',
  'commissions.read': 'See commissions',
  'commissions.review': 'Approve commissions',
  'payouts.read': 'See payouts',
  'payouts.approve': 'Approve payouts',
  'payouts.manage': 'Make payouts',
  'ledger.read': 'See balances and the ledger',
  'rates.read': 'See exchange rates',
  'rates.manage': 'Import and set exchange rates',
  'customers.read': 'See customers',
  'customers.manage': 'Manage customers',
  'customers.bill': 'Set tiers and credits',
  'directories.read': 'See directories',
  'directories.manage': 'Manage directories',
  'batches.read': 'See batches',
  'batches.manage': 'Queue and steer batches',
  'queue.read': 'See the queue',
  'queue.work': 'Work the queue',
  'listings.read': 'See listings',
  'listings.manage': 'Edit listings',
  'proofs.read': 'See proofs',
  'actions.read': 'See pending actions',
  'actions.work': 'Work pending actions',
  'assistants.read': 'See virtual assistants',
  'assistants.manage': 'Invite and edit virtual assistants',
  'tasks.work': 'Take tasks',
  'macros.use': 'Use macros',
  'work.supervise': 'Give out tasks and review them',
  'playbooks.read': 'See playbooks',
  'playbooks.manage': 'Edit playbooks',
  'analytics.read': 'See analytics',
  'events.write': 'Send events',
  'events.manage': 'Manage the capture of events',
  'dashboards.use': 'Arrange dashboards',
  'reports.manage': 'Make, schedule and send reports',
  'portal.use': 'Use the portal',
  'area.use': 'Use the customer area',
  'views.use': 'Keep views of lists',
  'keys.use': 'Make API keys',
}

export const isStaff = (role: Role) => (staff as readonly Role[]).includes(role)

export function may(
  actor: { role: Role; scopes: readonly string[] | null },
  permission: Permission,
) {
  const allowed: readonly Role[] = permissions[permission]
  return (
    allowed.includes(actor.role) && (actor.scopes === null || actor.scopes.includes(permission))
  )
}
