import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseDecimal } from '#kernel/written-value.ts'
import { currentLanguage } from '../texts.ts'

interface DecimalInputProps {
  label: string
  /** A plain decimal such as `1234.5`; empty for none. What cannot be read stays as it was typed. */
  value: string
  onChange: (value: string) => void
  /** Digits that always stand behind the sign, as in money. */
  places?: number
  /** Stands behind the number: %, EUR, m². */
  unit?: ReactNode
  hint?: string | undefined
  required?: boolean
  error?: string | undefined
}

/** An exact decimal number, typed as one writes it: `1.234,50` in German, `1,234.50` in English. */
export function DecimalInput(props: DecimalInputProps) {
  const { label, value, onChange, places = 0, unit, hint, required = false, error } = props
  const [typed, setTyped] = useState<{ text: string; value: string }>()
  // Set from outside meanwhile: that counts.
  const shown = typed?.value === value ? typed.text : writeDecimal(value, places)
  return (
    <TextInput
      {...{ label, required, error, description: hint }}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      rightSection={unit && <span className="input-unit">{unit}</span>}
      rightSectionWidth={unit ? 52 : undefined}
      rightSectionPointerEvents="none"
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const text = event.currentTarget.value
        const read = readDecimal(text)
        setTyped({ text, value: read })
        onChange(read)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

/** The plain decimal that was meant; what cannot be read comes back as it is, and the server says so. */
export function readDecimal(text: string): string {
  const [sign, other] = currentLanguage() === 'de' ? ([',', '.'] as const) : (['.', ','] as const)
  return (
    parseDecimal(text, sign) ?? (parseDecimal(text, sign) === null ? '' : (parseDecimal(text, other) ?? text))
  )
}

/** A plain decimal as the language writes it, without thousands: it is going to be changed. */
export function writeDecimal(value: string, places = 0): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value
  const [whole = '', fraction = ''] = value.split('.')
  const digits = fraction.padEnd(places, '0')
  const sign = currentLanguage() === 'de' ? ',' : '.'
  return digits ? `${whole}${sign}${digits}` : whole
}
