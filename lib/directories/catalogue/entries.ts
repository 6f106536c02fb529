import { agencies } from './agencies'
import { ai } from './ai'
import type { CatalogueEntry } from './entry'
import { europe } from './europe'
import { events } from './events'
import { food } from './food'
import { general } from './general'
import { health } from './health'
import { industry } from './industry'
import { legal } from './legal'
import { maps } from './maps'
import { property } from './property'
import { reviews } from './reviews'
import { social } from './social'
import { software } from './software'
import { startups } from './startups'
import { trades } from './trades'
import { travel } from './travel'

/**
 * Directories that ship with the product. Only what is certain stands here: authority and links change and
 * are measured by each agency, so most are left open, and all of them begin as work by hand.
 */
export const catalogue: readonly CatalogueEntry[] = [
  ...general,
  ...europe,
  ...maps,
  ...reviews,
  ...social,
  ...software,
  ...startups,
  ...ai,
  ...agencies,
  ...trades,
  ...legal,
  ...health,
  ...food,
  ...travel,
  ...events,
  ...property,
  ...industry,
]
