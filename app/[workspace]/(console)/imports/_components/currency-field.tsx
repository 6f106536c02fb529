import { TextField } from '@/components/form/text-field'

export const CurrencyField = ({ currency, help }: { currency: string; help: string }) => (
  <TextField
    name="currency"
    label="Currency"
    help={help}
    defaultValue={currency}
    maxLength={3}
    autoCapitalize="characters"
    autoComplete="off"
  />
)
