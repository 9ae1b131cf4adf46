import { Select } from '@mantine/core'
import { useLanguage } from '#ui/texts.ts'
import { CURRENCIES, currencyName } from '../currencies.ts'

interface CurrencyPickerProps {
  label: string
  value: string
  onChange: (currency: string) => void
  error?: string | undefined
}

/** Chooses a currency by its code or its name; the usual ones come first. */
export function CurrencyPicker({ label, value, onChange, error }: CurrencyPickerProps) {
  const language = useLanguage()
  return (
    <Select
      {...{ label, value, error }}
      searchable
      allowDeselect={false}
      data={CURRENCIES.map((code) => ({ value: code, label: `${code} · ${currencyName(code, language)}` }))}
      onChange={(code) => code && onChange(code)}
    />
  )
}
