import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/choice'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { RateImport } from '@/lib/currencies/schema'
import { counted } from '@/lib/words'
import { dayWords } from '../../../../_components/day-words'

type RateFileProps = {
  name: string
  found: RateImport
  replace: boolean
  onReplace(replace: boolean): void
}

const count = (value: number) => value.toLocaleString('en-US')

/** What a file would do, before it does it. */
export function RateFile({ name, found, replace, onReplace }: RateFileProps) {
  const { firstDay, lastDay, differences, badCells } = found
  return (
    <div className="flex flex-col gap-3 text-sm" role="status">
      <p>
        <span className="font-medium">{name}</span>: {counted(found.days, 'day')}
        {firstDay &&
          lastDay &&
          (firstDay === lastDay
            ? `, ${dayWords(firstDay)}`
            : ` from ${dayWords(firstDay)} to ${dayWords(lastDay)}`)}
        , {counted(found.currencies, 'currency', 'currencies')}.
      </p>
      <StatGroup label="What the file holds">
        <Stat label="New" value={count(found.added)} hint="Will be imported" />
        <Stat label="Already here" value={count(found.same)} hint="The same rate" />
        <Stat
          label="Different"
          value={count(found.differing)}
          hint={replace ? 'Will be corrected' : 'Yours stay'}
        />
        <Stat
          label="Not readable"
          value={count(found.bad)}
          hint={`${count(found.empty)} empty or N/A`}
        />
      </StatGroup>
      {found.added + found.differing === 0 && (
        <p className="text-muted">All of it is here already.</p>
      )}
      {differences.length > 0 && (
        <Callout
          tone="warning"
          title={`${counted(found.differing, 'rate')} here ${found.differing === 1 ? 'differs' : 'differ'} from the file`}
        >
          <ul className="list-disc pl-4 tabular-nums">
            {differences.map(({ currency, day, stored, file, source }) => (
              <li key={currency + day}>
                {currency} on {dayWords(day)}: {stored}
                {source === 'hand' && ' by hand'}, in the file {file}
              </li>
            ))}
            {found.differing > differences.length && (
              <li>and {count(found.differing - differences.length)} more</li>
            )}
          </ul>
          <div className="mt-2">
            <Checkbox
              label="Take the rates of the file"
              checked={replace}
              onChange={(event) => onReplace(event.target.checked)}
            />
          </div>
        </Callout>
      )}
      {badCells.length > 0 && (
        <Callout tone="warning" title={`${counted(found.bad, 'cell')} could not be read`}>
          <ul className="list-disc pl-4">
            {badCells.map(({ line, column, value, problem }) => (
              <li key={`${line} ${column}`}>
                Line {line}
                {column && `, ${column}`}: “{value}”. {problem}
              </li>
            ))}
            {found.bad > badCells.length && <li>and {count(found.bad - badCells.length)} more</li>}
          </ul>
        </Callout>
      )}
    </div>
  )
}
