import { Stat, StatGroup } from '@/components/ui/stat'
import type { ImportFound } from '@/lib/imports/schema'
import { count } from './tones'

/** How many rows are good, bad or duplicate; each opens its rows. */
export function DryRunStats({ found, href }: { found: ImportFound; href: string }) {
  return (
    <StatGroup label="Result of the check">
      <Stat
        label="Good"
        value={count(found.goodRows)}
        hint="Will be imported"
        href={`${href}?status=good`}
      />
      <Stat
        label="Bad"
        value={count(found.badRows)}
        hint={found.badRows > 0 ? 'Correct them here, or leave them out' : 'Nothing to correct'}
        href={`${href}?status=bad`}
      />
      <Stat
        label="Duplicate"
        value={count(found.duplicateRows)}
        hint="Imported before, or repeated in the file"
        href={`${href}?status=duplicate`}
      />
    </StatGroup>
  )
}
