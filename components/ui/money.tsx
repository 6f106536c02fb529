import { formatMoney } from '@/lib/money'

type MoneyProps = { minor: number; currency: string; compact?: boolean; className?: string }

export function Money({ minor, currency, compact, className }: MoneyProps) {
  return (
    <span
      data-slot="money"
      className={className ? `tabular-nums ${className}` : 'tabular-nums'}
      title={compact ? formatMoney(minor, currency) : undefined}
    >
      {formatMoney(minor, currency, { compact })}
    </span>
  )
}
