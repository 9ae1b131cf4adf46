import { useState } from 'react'
import { typedTime } from '#kernel/typed-time.ts'

interface ClockInputProps {
  label: string
  /** `08:00`; empty where none is needed. */
  value: string
  onChange: (time: string) => void
  optional?: boolean
}

/** A time as one types it, 930 or 9.30; it counts as soon as it is one, and is written out when one goes on. */
export function ClockInput({ label, value, onChange, optional = false }: ClockInputProps) {
  const [typed, setTyped] = useState<string>()
  const leave = () => {
    if (typed !== undefined && !typedTime(typed) && !(optional && typed === '')) onChange(typed)
    setTyped(undefined)
  }
  return (
    <input
      className="field num"
      inputMode="numeric"
      aria-label={label}
      value={typed ?? value}
      onFocus={(event) => event.target.select()}
      onChange={({ target }) => {
        setTyped(target.value)
        const time = typedTime(target.value)
        if (time) onChange(time)
        else if (optional && target.value === '') onChange('')
      }}
      onBlur={leave}
    />
  )
}
