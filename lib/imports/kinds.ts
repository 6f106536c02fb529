/** What a file can hold. */
export const importKinds = ['leads', 'customers', 'directories'] as const
export type KindName = (typeof importKinds)[number]

export const kindLabels: Record<KindName, string> = {
  leads: 'Leads',
  customers: 'Customers',
  directories: 'Directories',
}

export const kindNouns: Record<KindName, readonly [one: string, many: string]> = {
  leads: ['lead', 'leads'],
  customers: ['customer', 'customers'],
  directories: ['directory', 'directories'],
}

/** Where its doors are, under /api/v1. */
export const kindPaths: Record<KindName, string> = {
  leads: 'lead-imports',
  customers: 'customer-imports',
  directories: 'directory-imports',
}

/** Where its rows are seen, under the workspace. */
export const kindPages: Record<KindName, string> = {
  leads: 'leads',
  customers: 'customers',
  directories: 'directories',
}
