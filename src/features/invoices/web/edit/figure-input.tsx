import { useState } from 'react'
import { readDecimal, writeDecimal } from '#ui/inputs/decimal-input.tsx'

interface FigureInputProps {
  label: string
  /** A plain decimal; empty for none. What cannot be read stays as it was typed. */
  value: string
  onChange: (value: string) => void
  id?: string
  /** Where findings lead. */
  path?: string
  places?: number
  placeholder?: string
  wrong?: boolean
}

/** A figure in a cell of the paper, typed as one writes it. */
export function FigureInput({ label, value, onChange, places = 0, path, wrong, ...rest }: FigureInputProps) {
  const [typed, setTyped] = useState<{ text: string; value: string }>()
  // Set from outside meanwhile: that counts.
  const shown = typed?.value === value ? typed.text : writeDecimal(value, places)
  return (
    <input
      {...rest}
      className="figure num"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={wrong ?? false}
      data-path={path}
      value={shown}
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
