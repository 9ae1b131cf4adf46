import { keyCaps } from './keys.ts'
import { useLanguage } from './texts.ts'

/** A key as it stands on the keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  const german = useLanguage() === 'de'
  return (
    <span className="key-caps" aria-hidden="true">
      {keyCaps(keys, german).map((cap, index) => (
        <kbd key={`${cap}${index}`}>{cap}</kbd>
      ))}
    </span>
  )
}
