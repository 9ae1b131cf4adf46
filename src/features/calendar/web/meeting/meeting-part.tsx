import { IconAlertTriangle, IconMail } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { RESPONSES, type Appointment } from '#features/appointments/appointment.ts'
import type { Meeting } from '#features/appointments/meeting.ts'
import { dayText, wallOf } from '#kernel/wall.ts'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { openInvite } from '../dialogs.ts'
import { clockText } from '../entry-words.ts'
import { answerMeeting, tellGuests } from './meeting-api.ts'
import '../panel.css'

interface MeetingPartProps {
  appointment: Appointment
  meeting: Meeting
}

/** What of an appointment goes on outside of the house: who was asked by mail, what they said, what they do not know yet. */
export function MeetingPart({ appointment, meeting }: MeetingPartProps) {
  const t = useText()
  const { guests, organizer, can } = meeting
  if (guests.length === 0 && !organizer && !can.includes('invite')) return null
  return (
    <section className="cal-meeting" aria-label={t('meeting.outside')}>
      {organizer && (
        <p>
          {t('meeting.invited_by')} <strong>{organizer.name || organizer.email}</strong>
          {organizer.name && <span className="muted"> {organizer.email}</span>}
        </p>
      )}
      {guests.length > 0 && (
        <>
          <h3>{t('meeting.guests.there')}</h3>
          <ul className="cal-mailed">
            {guests.map(({ name, email, response }) => (
              <li key={email} title={email}>
                {name || email} <span className="muted">· {t(`calendar.response.${response}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {can.includes('answer') && <Answer id={appointment.id} meeting={meeting} />}
      <Told id={appointment.id} meeting={meeting} />
      {can.includes('invite') && (
        <button
          type="button"
          className="button small"
          onClick={() => void openInvite({ id: appointment.id, title: appointment.title })}
        >
          <IconMail size={14} stroke={1.75} />{' '}
          {t(guests.length > 0 ? 'meeting.invite.more' : 'meeting.invite')}
        </button>
      )}
    </section>
  )
}

/** What became of the last mail, and what the guests do not know yet. */
function Told({ id, meeting: { state, known, changed, can } }: { id: string; meeting: Meeting }) {
  const t = useText()
  const client = useQueryClient()
  if (state === 'waiting')
    return (
      <p className="muted" role="status">
        {t('meeting.waiting')}
      </p>
    )
  if (!can.includes('tell') || (state !== 'failed' && !changed)) return null
  return (
    <div className="notice cal-told" role="status">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <div>
        <p>
          {state === 'failed'
            ? t('meeting.failed')
            : t('meeting.unknown', { when: known ? whenOf(known) : '' })}
        </p>
        <button type="button" className="button small" onClick={() => void tellGuests(client, id, 'tell')}>
          {t(state === 'failed' ? 'meeting.again' : 'meeting.tell')}
        </button>
      </div>
    </div>
  )
}

function whenOf({ start, allDay, place }: NonNullable<Meeting['known']>): string {
  const day = formatDay(dayText(wallOf(start)))
  return [allDay ? day : `${day}, ${clockText(wallOf(start))}`, place].filter(Boolean).join(' · ')
}

/** The own answer; who invited hears of it only when that is ticked. */
function Answer({ id, meeting: { answer, organizer } }: { id: string; meeting: Meeting }) {
  const t = useText()
  const client = useQueryClient()
  const [notify, setNotify] = useState(false)
  return (
    <div className="cal-answer">
      <div className="cal-respond" role="group" aria-label={t('calendar.your_answer')}>
        {RESPONSES.filter((response) => response !== 'open').map((response) => (
          <button
            key={response}
            type="button"
            className="button small"
            aria-pressed={answer === response}
            onClick={() => void answerMeeting(client, id, { response, notify })}
          >
            {t(`calendar.respond.${response}`)}
          </button>
        ))}
      </div>
      <label className="cal-check">
        <input
          type="checkbox"
          className="check"
          checked={notify}
          onChange={(event) => setNotify(event.target.checked)}
        />
        <span>{t('meeting.answer.notify', { name: organizer?.name || organizer?.email || '' })}</span>
      </label>
    </div>
  )
}
