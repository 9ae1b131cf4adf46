import { IconBrandWindows, IconCalendar, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RESPONSES, type Appointment } from '#features/appointments/appointment.ts'
import { subjectsIn } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { apiRoot, ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { FileMenu } from '#ui/file-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Placed } from './calendar-api.ts'
import { openAppointment } from './dialogs.ts'
import { meetingQuery } from './meeting/meeting-api.ts'
import { MeetingPart } from './meeting/meeting-part.tsx'
import { removeAppointment } from './remove-appointment.ts'
import { reminderWords } from './reminders.ts'
import { ruleWords } from './rule-words.ts'
import { useMove } from './use-move.ts'
import './panel.css'

/** What only an appointment has: who comes, what it says, how it repeats; and what can be done with it. */
export function AppointmentFacts({ placed, onClose }: { placed: Placed; onClose: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const move = useMove()
  const me = useUser()
  const { entry } = placed
  const { data: one } = useQuery({
    queryKey: ['appointment', entry.id, entry.occurrence],
    queryFn: ({ signal }) =>
      ask<Appointment>('GET', `/appointments/${entry.id}`, {
        signal,
        ...(entry.occurrence && { query: { occurrence: entry.occurrence } }),
      }),
    enabled: !entry.hidden,
  })
  const { data: meeting } = useQuery({ ...meetingQuery(entry.id), enabled: !entry.hidden })
  if (!one || entry.hidden) return null
  const subjects = subjectsIn(one.about)
  const remove = async () => {
    if (await removeAppointment(client, one)) onClose()
  }
  return (
    <>
      <dl className="cal-facts">
        {subjects.length > 0 && (
          <>
            <dt>{t('subjects.about')}</dt>
            <dd>
              <SubjectChips records={subjects} />
            </dd>
          </>
        )}
        {one.rrule && (
          <>
            <dt>{t('calendar.repeat')}</dt>
            <dd>{ruleWords(one.rrule, one.start.slice(0, 10))}</dd>
          </>
        )}
        {one.kind === 'meeting' && (
          <>
            <dt>{t('calendar.attendees')}</dt>
            <dd>
              <ul>
                {one.attendees.map((person) => (
                  <li key={person.userId ?? person.contactId}>
                    {person.name}
                    <span className="muted">
                      {' '}
                      ·{' '}
                      {person.userId === one.organizerId
                        ? t('calendar.organizer')
                        : t(`calendar.response.${person.response}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {one.reminderMinutes !== null && (
          <>
            <dt>{t('calendar.reminder')}</dt>
            <dd>{reminderWords(one.reminderMinutes)}</dd>
          </>
        )}
        {one.category && (
          <>
            <dt>{t('calendar.category')}</dt>
            <dd>{one.category}</dd>
          </>
        )}
      </dl>
      {one.description && <p className="cal-description">{one.description}</p>}
      {meeting && <MeetingPart appointment={one} meeting={meeting} />}
      {one.can.includes('respond') && !meeting?.can.includes('answer') && (
        <div className="cal-respond" role="group" aria-label={t('calendar.your_answer')}>
          {RESPONSES.filter((response) => response !== 'open').map((response) => (
            <button
              key={response}
              type="button"
              className="button small"
              aria-pressed={one.attendees.find(({ userId }) => userId === me.id)?.response === response}
              onClick={() =>
                void ask('POST', `/appointments/${one.id}/respond`, { body: { response } })
                  .catch(complain)
                  .finally(() => client.invalidateQueries({ queryKey: ['appointment'] }))
              }
            >
              {t(`calendar.respond.${response}`)}
            </button>
          ))}
        </div>
      )}
      <div className="cal-actions">
        {one.can.includes('change') && (
          <button
            type="button"
            className="button small"
            onClick={() => void openAppointment({ appointment: one })}
          >
            <IconPencil size={14} stroke={1.75} /> {t('calendar.edit')}
          </button>
        )}
        {me.role !== 'guest' && (
          <button
            type="button"
            className="button small"
            onClick={() => void move(placed, { ...placed, copy: true })}
          >
            <IconCopy size={14} stroke={1.75} /> {t('calendar.copy')}
          </button>
        )}
        <FileMenu
          label={t('calendar.as_file')}
          files={[
            {
              label: t('calendar.ics'),
              icon: IconCalendar,
              address: `${apiRoot}/appointments/${one.id}.ics`,
            },
            {
              label: t(one.rrule ? 'calendar.outlook_dates' : 'calendar.outlook'),
              icon: IconBrandWindows,
              address: `${apiRoot}/appointments/${one.id}.outlook.csv`,
            },
          ]}
        />
        {one.can.includes('delete') && (
          <button type="button" className="button small danger" onClick={() => void remove()}>
            <IconTrash size={14} stroke={1.75} /> {t('calendar.delete')}
          </button>
        )}
      </div>
    </>
  )
}
