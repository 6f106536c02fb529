import type { CSSProperties } from 'react'
import type { Place } from '@/lib/dashboards/schema'

/** Where a widget stands, for the stylesheet. */
export const placeStyle = ({ x, y, width, height }: Omit<Place, 'id'>) =>
  ({
    '--x': x,
    '--y': y,
    '--w': width,
    '--h': height,
    '--narrow': width > 6 ? 6 : 3,
  }) as CSSProperties
