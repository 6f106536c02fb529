import type { Permission } from '@/lib/auth/permissions'
import type { KindName } from '@/lib/imports/kinds'
import { customerImports, directoryImports, imports } from '@/lib/imports/procedures'

const plain = { customers: customerImports, directories: directoryImports }
const doors = { leads: imports, ...plain }

/** The procedures of a kind. A browser may send a name that is none: that of leads then refuses its id. */
export const doorsOf = (kind: KindName) => doors[kind] ?? imports
export const plainDoorsOf = (kind: Exclude<KindName, 'leads'>) => plain[kind] ?? directoryImports

/** What one needs to import a kind. */
export const permissionOf: Record<KindName, Permission> = {
  leads: 'leads.import',
  customers: 'customers.bill',
  directories: 'directories.manage',
}
