import type { CSSProperties } from 'react'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { useVocabulary } from '../contact-api.ts'
import { useSave } from './use-save.ts'

/** How warm a contact is, from cold to hot; pressing a level sets it, pressing it again takes it away. */
export function TemperatureStrip({ contact }: { contact: Contact }) {
  const t = useText()
  const save = useSave(contact)
  const { temperatures } = useVocabulary()
  const name = t('contacts.temperature')
  const levels = temperatures.filter((level) => !level.retired || level.id === contact.temperatureId)
  if (!levels.length) return null
  const reached = levels.findIndex((level) => level.id === contact.temperatureId)
  const readOnly = !contact.can.includes('change')
  return (
    <div className="warmth" role="group" aria-label={name}>
      {levels.map((level, index) => (
        <button
          key={level.id}
          type="button"
          aria-pressed={index === reached}
          disabled={readOnly}
          className={index <= reached ? 'warmth-level on' : 'warmth-level'}
          style={{ '--own': levels[reached]?.color ?? 'var(--n-tx)' } as CSSProperties}
          onClick={() =>
            void save({ temperatureId: index === reached ? null : level.id }, name).catch(complain)
          }
        >
          {level.name}
        </button>
      ))}
    </div>
  )
}
