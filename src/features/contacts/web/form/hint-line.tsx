import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '#ui/texts.ts'
import type { Hint } from '../../hints.ts'
import { fixWords, hintWords } from './hint-words.ts'

/** All hints of a form, and what one click on one does. */
export interface Hinting {
  hints: Hint[]
  onFix: (hint: Hint) => void
}

type HintsProps = Hinting & { path: string }

/** What is probably wrong with a field, below it, and the one click that mends it. Nothing is refused. */
export function HintLines({ hints, path, onFix }: HintsProps) {
  const t = useText()
  const mine = hints.filter((hint) => hint.path === path)
  if (!mine.length) return null
  return mine.map((hint) => (
    <p key={hint.code} className="field-hint" role="status">
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      <span>{hintWords(hint, t)}</span>
      {hint.fix && (
        <button type="button" className="link-button" onClick={() => onFix(hint)}>
          {fixWords(hint, t)}
        </button>
      )}
    </p>
  ))
}

/** A field with what is probably wrong with it. */
export function Hinted({ children, ...hints }: HintsProps & { children: ReactNode }) {
  return (
    <div className="hinted">
      {children}
      <HintLines {...hints} />
    </div>
  )
}
