import { customers } from './customers/kind'
import { directories } from './directories/kind'
import type { ImportKind } from './kind'
import type { KindName } from './kinds'
import { leads } from './leads/kind'

const kinds: Record<KindName, ImportKind> = { leads, customers, directories }

export const kindOf = (name: KindName): ImportKind => kinds[name]
