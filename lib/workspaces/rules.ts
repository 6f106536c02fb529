import { isStaff, type Role } from '../auth/permissions'

/** Where a person lands in a workspace. */
export function homeOf({ slug, role }: { slug: string; role: Role }): string {
  if (isStaff(role)) return `/${slug}/leads`
  if (role === 'customer') return `/${slug}/account`
  if (role === 'va') return `/${slug}/tasks`
  return `/${slug}/portal`
}
