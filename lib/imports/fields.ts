import { customerFieldLabels } from './customers/fields'
import { directoryFieldLabels } from './directories/fields'
import type { KindName } from './kinds'
import { leadFieldLabels } from './leads/fields'

/** Field → label of each kind, in the order in which they are offered. */
export const fieldLabels: Record<KindName, Readonly<Record<string, string>>> = {
  leads: leadFieldLabels,
  customers: customerFieldLabels,
  directories: directoryFieldLabels,
}

export const fieldsOf = (kind: KindName): string[] => Object.keys(fieldLabels[kind])
