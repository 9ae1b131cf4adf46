import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { KeyCaps } from '#ui/key-caps.tsx'
import { pressed } from '#ui/keys.ts'
import { useLatest } from '#ui/use-latest.ts'

const waitFor = 900
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta'])

interface KeyRecorderProps {
  label: string
  /** The key, or two after each other; empty for "none"; undefined when given up. */
  onDone: (key: string | undefined) => void
}

/** Hears the next key, or the next two of a sequence. Esc gives up, Backspace takes the key away. */
export function KeyRecorder({ label, onDone }: KeyRecorderProps) {
  const [typed, setTyped] = useState<string[]>([])
  const field = useRef<HTMLButtonElement>(null)
  const done = useLatest(onDone)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (typed.length === 0) return undefined
    const timer = setTimeout(() => done.current(typed.join(' ')), typed.length === 2 ? 0 : waitFor)
    return () => clearTimeout(timer)
  }, [typed, done])
  const hear = (event: KeyboardEvent) => {
    if (modifiers.has(event.key) || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onDone(undefined)
    else if (event.key === 'Backspace' && !typed.length) onDone('')
    else setTyped([...typed, pressed(event.nativeEvent)])
  }
  return (
    <button
      ref={field}
      type="button"
      className="button small recorder"
      aria-label={label}
      onKeyDown={hear}
      onBlur={() => !typed.length && onDone(undefined)}
    >
      {typed.length ? <KeyCaps keys={typed.join(' ')} /> : label}
    </button>
  )
}
