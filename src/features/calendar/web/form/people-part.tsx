import { MultiSelect } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DAY, dayText, wallOf, type Wall } from '#kernel/wall.ts'
import { findContacts, useVocabulary } from '#features/contacts/web/contact-api.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { text, useText } from '#ui/texts.ts'
import type { Conflict, ConflictReply } from '../../conflict.ts'
import type { CalendarEntry } from '../../calendar-entry.ts'
import { askCalendar, placed, wallHere } from '../calendar-api.ts'
import { clockText, timesOf, titleOf } from '../entry-words.ts'
import { bodyOf, spanOfDraft, type Draft } from './appointment-draft.ts'

interface PeoplePartProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  organizerId: string
  exceptId: string | undefined
}

/** Who takes part, and whether they have time: what stands against it is said before it is saved. */
export function PeoplePart({ draft, set, organizerId, exceptId }: PeoplePartProps) {
  const t = useText()
  const { users } = useVocabulary()
  const choices = users.filter(({ id, active }) => active && id !== organizerId)
  return (
    <div className="cal-people whole">
      <MultiSelect
        label={t('calendar.colleagues')}
        searchable
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.userIds}
        onChange={(userIds) => set({ userIds })}
      />
      <div>
        <RecordChooser
          key={draft.contacts.length}
          label={t('calendar.attending_contacts')}
          kind="contact"
          scope="attendee"
          value={null}
          find={findContacts}
          onChange={(one) =>
            one && set({ contacts: [...draft.contacts.filter(({ id }) => id !== one.id), one] })
          }
        />
        <ul className="cal-guests">
          {draft.contacts.map((one) => (
            <li key={one.id} className="badge">
              {one.name}
              <button
                type="button"
                aria-label={t('calendar.leave_out', { name: one.name })}
                onClick={() => set({ contacts: draft.contacts.filter(({ id }) => id !== one.id) })}
              >
                <IconX size={12} stroke={2} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      <FreeBusy
        {...{ draft, exceptId }}
        userIds={[organizerId, ...draft.userIds]}
        nameOf={(id) => users.find((one) => one.id === id)?.name ?? ''}
      />
    </div>
  )
}

interface FreeBusyProps {
  draft: Draft
  userIds: string[]
  exceptId: string | undefined
  nameOf: (id: string) => string
}

const KINDS = ['appointment', 'visit', 'event', 'absence', 'holiday', 'closure'] as const

/** The day of everybody who takes part as a strip, and what collides, in words. */
function FreeBusy({ draft, userIds, exceptId, nameOf }: FreeBusyProps) {
  const t = useText()
  const { from, until } = spanOfDraft(draft)
  const isWhole = !Number.isNaN(from) && !Number.isNaN(until) && until >= from
  const first = draft.startDay
  const last = isWhole ? dayText(Math.min(until, from + 31 * DAY)) : first
  const { data = [] } = useQuery({
    // Refreshed with appointments: they are what changes most.
    queryKey: ['appointment', 'free-busy', first, last, userIds],
    queryFn: ({ signal }) => askCalendar({ first, last, users: userIds, kinds: KINDS }, signal),
    enabled: isWhole,
  })
  const { start, end, timeZone, allDay } = isWhole ? bodyOf(draft) : { start: '', end: '' }
  const question = { start, end, timeZone, allDay, users: userIds, exceptId }
  const { data: reply } = useQuery({
    queryKey: ['appointment', 'conflicts', question],
    queryFn: ({ signal }) =>
      ask<ConflictReply>('POST', '/appointments/conflicts', { body: question, signal }),
    enabled: isWhole && until > from && until - from <= 60 * DAY && draft.busy !== 'free',
    retry: false,
    placeholderData: keepPreviousData,
  })
  if (!isWhole) return null
  const found = draft.busy === 'free' ? [] : (reply?.items ?? [])
  const conflicts = found.flatMap(({ userId, conflicts }) =>
    conflicts.map((one) => ({ ...one, who: nameOf(userId) })),
  )
  return (
    <div className="whole">
      {!draft.allDay && userIds.length > 1 && (
        <table className="cal-strips">
          <caption className="sr-only">{t('calendar.free_busy')}</caption>
          <tbody>
            {userIds.map((id) => (
              <tr key={id}>
                <th scope="row" className="cut">
                  {nameOf(id)}
                </th>
                <td>
                  <Strip
                    entries={data.filter(
                      (entry) =>
                        entry.id !== exceptId && (entry.userId === null || entry.userIds.includes(id)),
                    )}
                    {...{ from, until }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {conflicts.length > 0 && (
        <div role="status">
          <ul className="cal-conflicts">
            {conflicts.slice(0, 5).map((one, index) => (
              <li key={index}>
                <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
                {conflictWords(one)}
              </li>
            ))}
            {conflicts.length > 5 && (
              <li className="muted">{t('calendar.more', { count: conflicts.length - 5 })}</li>
            )}
          </ul>
        </div>
      )}
    </div>
  )
}

function conflictWords({
  who,
  kind,
  title,
  startsAt,
  endsAt,
  date,
  hidden,
}: Conflict & { who: string }): string {
  const what =
    kind === 'workingTime'
      ? text('calendar.outside')
      : kind === 'absence'
        ? text(`calendar.absence.${title as 'vacation'}`)
        : hidden
          ? text('calendar.taken')
          : title
  const times = startsAt && endsAt ? `${clockText(wallHere(startsAt))}–${clockText(wallHere(endsAt))}` : ''
  return [who, what, times || (date && formatDay(date))].filter(Boolean).join(' · ')
}

/** From six in the morning to ten at night. */
const [OPEN, SHUT] = [6, 22]

function Strip({ entries, from, until }: { entries: CalendarEntry[]; from: Wall; until: Wall }) {
  const midnight = wallOf(dayText(from))
  const hour = DAY / 24
  const part = (wall: Wall) =>
    Math.max(0, Math.min(100, (((wall - midnight) / hour - OPEN) / (SHUT - OPEN)) * 100))
  const bar = (from: Wall, until: Wall) => ({
    left: `${part(from)}%`,
    width: `${Math.max(0.5, part(until) - part(from))}%`,
  })
  const busy = entries.filter((entry) => entry.busy !== 'free').map(placed)
  return (
    <span className="cal-strip">
      {busy.map(({ key, entry, from, until }) => (
        <i
          key={key}
          data-look={entry.busy}
          style={bar(from, until)}
          title={`${titleOf(entry)} ${timesOf(placed(entry))}`}
        />
      ))}
      <b style={bar(from, until)} />
    </span>
  )
}
