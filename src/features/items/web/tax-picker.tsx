import { Select } from '@mantine/core'
import { formatNumber } from '#ui/format.ts'
import type { Tax } from '../tax.ts'
import { useTaxes } from './items-api.ts'

interface TaxPickerProps {
  label: string
  value: string | null
  onChange: (taxId: string | null, tax: Tax | undefined) => void
  /** What it means to choose none, such as "Automatisch". */
  none: string
  hint?: string | undefined
  error?: string | undefined
}

/** What a tax is called, with its rate where it has one: Umsatzsteuer 19 %. */
export function taxWords({ name, category, rate }: Pick<Tax, 'name' | 'category' | 'rate'>): string {
  if (category !== 'S') return name
  const percent = `${formatNumber(Number(rate), { maximumFractionDigits: 4 })} %`
  return name.includes(percent) ? name : `${name} ${percent}`
}

/** Chooses one of the taxes that are offered; one that is retired stays where it was chosen before. */
export function TaxPicker({ label, value, onChange, none, hint, error }: TaxPickerProps) {
  const taxes = useTaxes()
  const offered = taxes.filter((tax) => !tax.retired || tax.id === value)
  return (
    <Select
      {...{ label, error, description: hint }}
      allowDeselect={false}
      value={value ?? ''}
      data={[{ value: '', label: none }, ...offered.map((tax) => ({ value: tax.id, label: taxWords(tax) }))]}
      onChange={(id) =>
        onChange(
          id || null,
          taxes.find((tax) => tax.id === id),
        )
      }
    />
  )
}
