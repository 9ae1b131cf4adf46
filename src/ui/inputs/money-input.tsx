import { NumberInput } from '@mantine/core'
import { useLanguage } from '../texts.ts'

interface MoneyInputProps {
  label: string
  /** The decimal string of the API, `"1234.50"`. */
  value: string
  currency: string
  onChange: (amount: string) => void
  required?: boolean
  error?: string | undefined
}

/** An amount, with the separators of the language; gives the decimal string of the API, never a float. */
export function MoneyInput({ label, value, currency, onChange, required = false, error }: MoneyInputProps) {
  const german = useLanguage() === 'de'
  return (
    <NumberInput
      {...{ label, value, required, error }}
      onValueChange={({ value }) => onChange(value)}
      decimalSeparator={german ? ',' : '.'}
      thousandSeparator={german ? '.' : ','}
      allowedDecimalSeparators={[',', '.']}
      decimalScale={2}
      fixedDecimalScale
      hideControls
      rightSection={<span className="muted">{currency}</span>}
      rightSectionWidth={48}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
    />
  )
}
