import { Icon } from '@/components/ui/icon'
import { leadStatusLabels } from '@/lib/leads/labels'
import type { BoardColumn } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'
import { leadTones } from '../../../../_components/tones'

type ColumnHeadProps = {
  column: BoardColumn
  folding: { folded: boolean; toggle: () => void } | null
}

/** A count that stopped at its cap says so, and so does what was summed up to there. */
export function columnFigures({ total, values }: Pick<BoardColumn, 'total' | 'values'>) {
  const plus = total.capped ? '+' : ''
  return {
    count: `${total.count.toLocaleString('en-US')}${plus}`,
    values: values
      .filter(({ amount }) => amount !== 0)
      .map(({ amount, currency }) => `${formatMoney(amount, currency, { compact: true })}${plus}`),
  }
}

export function ColumnHead({ column, folding }: ColumnHeadProps) {
  const { status, total } = column
  const { count, values } = columnFigures(column)
  const label = leadStatusLabels[status]
  const sums = values.join(' · ')
  const capped = total.capped ? 'Counted and summed up to here; there are more.' : undefined
  return (
    <header className="px-3 pt-2.5 pb-2 @max-[66rem]/board:group-data-folded/column:px-0">
      {folding && (
        <button
          type="button"
          aria-expanded={!folding.folded}
          aria-label={`${folding.folded ? 'Unfold' : 'Fold'} ${label}`}
          onClick={folding.toggle}
          className="float-right flex size-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-foreground @min-[66rem]/board:hidden @max-[66rem]/board:group-data-folded/column:float-none @max-[66rem]/board:group-data-folded/column:mx-auto @max-[66rem]/board:group-data-folded/column:mb-2 [&_svg]:size-4"
        >
          {folding.folded ? <Icon name="panel-left-open" /> : <Icon name="panel-left-close" />}
        </button>
      )}
      <div className="@max-[66rem]/board:group-data-folded/column:mx-auto @max-[66rem]/board:group-data-folded/column:[writing-mode:vertical-rl]">
        <h2 className="flex items-center gap-2 font-medium text-sm">
          <span
            className={`badge ${leadTones[status]} size-2 p-0!`}
            data-dot=""
            aria-hidden="true"
          />
          <span className="truncate">{label}</span>
          <span className="font-normal text-muted tabular-nums" title={capped}>
            {count}
          </span>
        </h2>
        {/* Compact amounts differ between versions of ICU: "$164K" here, "$164.0K" there. */}
        <p
          suppressHydrationWarning
          className="min-h-4 truncate text-muted text-xs tabular-nums"
          title={[sums, capped].filter(Boolean).join('. ')}
        >
          {sums || '–'}
        </p>
      </div>
    </header>
  )
}
