'use client'

import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Input, type InputProps } from '@/components/ui/input'
import { currencySymbol, parseMoney, toDecimalString } from '@/lib/money'

export type MoneyInputProps = Omit<InputProps, 'name' | 'defaultValue' | 'value' | 'type'> & {
  name: string
  currency: string
  /** Minor units. */
  defaultValue?: number | null
  allowNegative?: boolean
  onAmountChange?: (minor: number | null) => void
}

/** Takes what people paste ("$1,234.50", "1 234,50 €") and sends whole minor units. */
export function MoneyInput(props: MoneyInputProps) {
  const { name, currency, defaultValue, allowNegative, onAmountChange, className, ...input } = props
  const [text, setText] = useState(
    defaultValue == null ? '' : toDecimalString(defaultValue, currency),
  )
  const parsed = text.trim() === '' ? null : parseMoney(text, currency, { allowNegative })
  const read = (value: string) => {
    setText(value)
    onAmountChange?.(parseMoney(value, currency, { allowNegative }).minor ?? null)
  }
  return (
    <span data-slot="money-input" className="relative flex">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-muted text-sm"
      >
        {currencySymbol(currency)}
      </span>
      <Input
        ref={(element) => element?.setCustomValidity(parsed?.error ?? '')}
        inputMode="decimal"
        autoComplete="off"
        data-field={name}
        value={text}
        placeholder={toDecimalString(0, currency)}
        className={cn('pr-12 text-right tabular-nums', className)}
        style={{ paddingLeft: `${1.25 + currencySymbol(currency).length * 0.6}rem` }}
        onChange={(event) => read(event.target.value)}
        onBlur={() => {
          if (parsed?.minor !== undefined) setText(toDecimalString(parsed.minor, currency))
        }}
        {...input}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-xs"
      >
        {currency}
      </span>
      <input type="hidden" name={name} data-number="" value={parsed?.minor ?? ''} />
    </span>
  )
}
