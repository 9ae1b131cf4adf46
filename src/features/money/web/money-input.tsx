import { DecimalInput } from '#ui/inputs/decimal-input.tsx'
import { minorUnits } from '../currencies.ts'

interface MoneyInputProps {
  label: string
  /** A plain decimal such as `1234.50`; empty for none. */
  value: string
  currency: string
  onChange: (value: string) => void
  hint?: string | undefined
  required?: boolean
  error?: string | undefined
}

/** An amount of money, with as many digits behind the sign as its currency has, or more where somebody types them. */
export function MoneyInput({ currency, ...input }: MoneyInputProps) {
  return <DecimalInput {...input} unit={currency} places={minorUnits(currency)} />
}
