import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { PARTICIPANT_STATES } from '../../event.ts'
import type { Event, ParticipantState } from '../../event.ts'
import type { EventParticipant } from '../../participants.ts'
import { participantsQuery, useParticipants } from '../event-api.ts'

/** Who is invited, comes and came; the keys 1 to 4 set the status of the row one is on. */
export function ParticipantsTab({ event }: { event: Event }) {
  const t = useText()
  const { data } = useQuery(participantsQuery(event.id))
  const [status, setStatus] = useState<ParticipantState>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { add, mark, remove } = useParticipants(event.id)
  if (!data) return null
  const mayChange = event.can.includes('change')
  const shown = data.items.filter((one) => status === undefined || one.status === status)
  const some = shown.filter(({ contactId }) => chosen.has(contactId))
  const toggle = (id: string) =>
    setChosen((was) => (was.has(id) ? new Set([...was].filter((one) => one !== id)) : new Set([...was, id])))
  return (
    <div className="event-people">
      <div className="event-people-bar">
        <StatusTabs {...{ counts: data.counts, status, setStatus }} />
        <span className="grow" />
        {mayChange && (
          <RecordChooser
            label={t('events.participant_add')}
            kind="contact"
            scope="event"
            value={null}
            find={(q, signal) => findContacts(q, signal)}
            onChange={(choice) => choice && void add({ contactIds: [choice.id] }).catch(complain)}
          />
        )}
      </div>
      {mayChange && some.length > 0 && (
        <div className="event-people-bar" role="toolbar">
          <strong>{t('events.participants_chosen', { count: some.length })}</strong>
          {PARTICIPANT_STATES.map((one) => (
            <button key={one} type="button" className="button small" onClick={() => void mark(some, one)}>
              {t(`events.participant_status.${one}`)}
            </button>
          ))}
          <button type="button" className="button small" onClick={() => void remove(some).catch(complain)}>
            {t('events.participants_remove')}
          </button>
        </div>
      )}
      {data.items.length === 0 && <p className="empty-line">{t('events.participants_empty')}</p>}
      {shown.length > 0 && mayChange && (
        <label className="check-line event-choose-all">
          <input
            type="checkbox"
            className="check"
            checked={some.length === shown.length}
            onChange={({ target }) =>
              setChosen(new Set(target.checked ? shown.map(({ contactId }) => contactId) : []))
            }
          />
          {t('events.participant_choose_all')}
          <span className="muted">{t('events.participants_keys')}</span>
        </label>
      )}
      <ul>
        {shown.map((one) => (
          <Row
            key={one.contactId}
            {...{ event, one, mayChange }}
            chosen={chosen.has(one.contactId)}
            onChoose={() => toggle(one.contactId)}
            onMark={(next) => void mark([one], next)}
          />
        ))}
      </ul>
    </div>
  )
}

interface StatusTabsProps {
  counts: Event['counts']
  status: ParticipantState | undefined
  setStatus: (status: ParticipantState | undefined) => void
}

function StatusTabs({ counts, status, setStatus }: StatusTabsProps) {
  const t = useText()
  return (
    <div className="event-states">
      <button type="button" aria-pressed={status === undefined} onClick={() => setStatus(undefined)}>
        {t('events.participants_all')} <span className="num">{counts.total}</span>
      </button>
      {PARTICIPANT_STATES.map((one) => (
        <button key={one} type="button" aria-pressed={status === one} onClick={() => setStatus(one)}>
          {t(`events.participant_status.${one}`)} <span className="num">{counts[one]}</span>
        </button>
      ))}
    </div>
  )
}

interface RowProps {
  event: Event
  one: EventParticipant
  mayChange: boolean
  chosen: boolean
  onChoose: () => void
  onMark: (status: ParticipantState) => void
}

function Row({ event, one, mayChange, chosen, onChoose, onMark }: RowProps) {
  const t = useText()
  const { note } = useParticipants(event.id)
  const onKey = (press: KeyboardEvent<HTMLLIElement>) => {
    if (press.target !== press.currentTarget) return
    const status = PARTICIPANT_STATES[Number(press.key) - 1]
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const
    const way = step[press.key as keyof typeof step]
    if (mayChange && status) onMark(status)
    else if (mayChange && press.key === ' ') onChoose()
    else if (way) (press.currentTarget[way] as HTMLElement | null)?.focus()
    else return
    press.preventDefault()
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- keys have their twins in the row
    <li tabIndex={0} onKeyDown={onKey} className={chosen ? 'chosen' : undefined}>
      {mayChange && (
        <input
          type="checkbox"
          className="check"
          aria-label={t('events.participant_choose', { name: one.displayName })}
          checked={chosen}
          onChange={onChoose}
        />
      )}
      <span className="event-person">
        <Link to={`/contacts/${one.contactId}`} className="cut">
          {one.displayName}
        </Link>
        <span className="muted cut">{one.companyName ?? one.email}</span>
      </span>
      <span className="event-note">
        <EditField
          label={t('events.participant_note_of', { name: one.displayName })}
          value={one.note}
          readOnly={!mayChange}
          placeholder={mayChange ? t('events.participant_note') : ''}
          onSave={(text) => note(one, text)}
        />
      </span>
      <select
        className={`field event-status ${one.status}`}
        aria-label={t('events.participant_status_of', { name: one.displayName })}
        disabled={!mayChange}
        value={one.status}
        onChange={({ target }) => onMark(target.value as ParticipantState)}
      >
        {PARTICIPANT_STATES.map((status) => (
          <option key={status} value={status}>
            {t(`events.participant_status.${status}`)}
          </option>
        ))}
      </select>
    </li>
  )
}
