import { EditField } from '#ui/inputs/edit-field.tsx'
import { formatExact } from '#ui/format.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { isOpen } from '../../visit-states.ts'
import type { Visit, VisitChange } from '../../visit.ts'
import { dayTyped, timeTyped } from '../read-typed.ts'
import { UserSelect } from '../user-select.tsx'
import { typedForm } from '../visit-parts.tsx'
import { useChangeVisit } from '../visits-api.ts'
import './visit.css'

/** What stands in the visit; each line is changed where it is read. */
export function VisitFacts({ visit }: { visit: Visit }) {
  const t = useText()
  const language = useLanguage()
  const change = useChangeVisit()
  const locked = !visit.can.includes('change') || !isOpen(visit.state)
  const label = t('visit.changed', { name: visit.customer.displayName })
  const save = (patch: VisitChange) => change(visit, patch, label)
  const plain = (key: 'title' | 'place' | 'description' | 'bring', multiline = false) => (
    <EditField
      label={t(`visit.${key}`)}
      value={visit[key]}
      readOnly={locked}
      multiline={multiline}
      onSave={async (value) => save({ [key]: value.trim() })}
    />
  )
  return (
    <section className="visit-part visit-facts" aria-label={t('visit.facts')}>
      <EditField
        label={t('visit.date')}
        value={typedForm(visit.date, language)}
        readOnly={locked}
        onSave={async (typed) => save({ date: dayTyped(typed, visit.date) })}
      >
        {formatExact(visit.date)}
      </EditField>
      <EditField
        label={t('visit.time')}
        value={visit.startTime ?? ''}
        placeholder={t('visit.no_time')}
        readOnly={locked}
        onSave={async (typed) => save({ startTime: timeTyped(typed) })}
      />
      <EditField
        label={t('visit.duration')}
        type="number"
        value={String(visit.durationMinutes)}
        readOnly={locked}
        onSave={async (typed) => save({ durationMinutes: Number(typed) || visit.durationMinutes })}
      >
        {t('visit.minutes', { count: visit.durationMinutes })}
      </EditField>
      <div className="edit">
        <span className="edit-label" id={`who-${visit.id}`}>
          {t('visit.assignee')}
        </span>
        <div className="edit-value">
          <UserSelect
            aria-label={t('visit.assignee')}
            value={visit.assigneeId}
            disabled={locked}
            onChange={(assigneeId) => void save({ assigneeId }).catch(complain)}
          />
        </div>
      </div>
      {plain('title')}
      {plain('place')}
      {plain('description', true)}
      {plain('bring', true)}
    </section>
  )
}
